"""What is amiss with a course, a module or a lesson, for whoever writes it."""

import datetime
from collections.abc import Iterator

from django.utils.text import Truncator
from wagtail.models import Page

from learning.records.findings import Finding
from learning.records.pages import Activity, Programme
from learning.site.blocks import sources_in
from learning.site.wording import overdue, warnings, words_in
from quizzes.surveys.pages import SurveyPage

LONGEST = 15

NO_MODULE = "This course has no module yet. Add one, with a part in it."
EMPTY_MODULE = "The module “{title}” has no parts. Add one, or take the module away."
NO_PART = "This module has no parts. Add a lesson, a case study or a quiz first."
NOTHING_PUBLISHED = (
    "None of its parts is published yet, so people would find nothing in it. Publish the whole course at once, "
    "or its parts first."
)
PICTURE_WITHOUT_WORDS = (
    "The picture “{title}” has no description. Write one in the picture library: it is read out to people who "
    "cannot see it."
)
NOTHING_ASSESSES = (
    "It is to be assessed first when it is renewed, and has no published quiz that is marked and tells after all answers "
    "are sent. Until it has one, renewing takes the whole course."
)
NO_WORDS = "This lesson has no words yet. Write something, or delete it."
NO_SOURCE = "The key fact “{text}” has no source. Name one, or make it a paragraph."
NO_ALT = "{which} is not described. Say in “In words” what someone who cannot see it would miss."
LONG = (
    "This lesson takes {minutes} minutes. People stop for a visit or a call: keep to {limit}, or make it two."
)


def of_course(page, *, on: datetime.date) -> list[Finding]:
    return [
        *_modules(page),
        *_picture(page),
        *_refresher(page),
        *overdue(page.sources.all(), on=on, field="sources"),
    ]


def _refresher(page) -> list[Finding]:
    """Renewing by being assessed needs something that assesses; without it a renewal takes the whole course."""
    is_assessed = page.refresher == Programme.Refresher.ASSESS_FIRST
    if not is_assessed or not page.path or page.assessments().exists():
        return []
    return [Finding(NOTHING_ASSESSES, field="refresher", stops=False)]


def of_module(page) -> list[Finding]:
    """A module that has not been saved has nothing in it either."""
    return [] if page.numchild else [Finding(NO_PART)]


def of_lesson(page, *, on: datetime.date) -> list[Finding]:
    return [
        *([] if len(page.body) else [Finding(NO_WORDS, field="body")]),
        *_key_facts(page),
        *_pictures(page),
        *overdue(sources_in(page.body), on=on, field="body"),
        *warnings(words_in(page.body), field="body"),
        *_length(page),
    ]


def nothing_published(course) -> list[Finding]:
    """Said when a course is to be published by itself, without what is in it. One without a module is told so."""
    modules = Page.objects.child_of(course).live().values_list("path", flat=True)
    parts = Page.objects.descendant_of(course).type(Activity).live().values_list("path", flat=True)
    published = any(part.startswith(tuple(modules)) for part in parts)
    return [] if published or not course.numchild else [Finding(NOTHING_PUBLISHED)]


def _modules(page) -> list[Finding]:
    """A module that is a draft may be empty: it is not shown. It is refused when it is published itself."""
    modules = Page.objects.child_of(page).not_type(SurveyPage) if page.numchild else Page.objects.none()
    if not modules.exists():
        return [Finding(NO_MODULE)]
    empty = modules.live().filter(numchild=0).order_by("path")
    return [Finding(EMPTY_MODULE.format(title=title)) for title in empty.values_list("title", flat=True)]


def _picture(page) -> list[Finding]:
    if page.picture is None or page.picture.description:
        return []
    return [Finding(PICTURE_WITHOUT_WORDS.format(title=page.picture.title), field="picture")]


def _key_facts(page) -> Iterator[Finding]:
    for block in page.body:
        if block.block_type == "key_fact" and not any(sources_in(block.value)):
            words = Truncator(block.value["text"] or "…").words(12)
            yield Finding(NO_SOURCE.format(text=words), field="body")


def _pictures(page) -> Iterator[Finding]:
    """A note of a picture that is wanted needs no words: learners do not see it."""
    for block in page.body:
        if block.block_type == "picture" and block.value["image"] and not (block.value["alt"] or "").strip():
            which = f"The picture “{block.value['image'].title}”"
            yield Finding(NO_ALT.format(which=which), field="body")


def _length(page) -> list[Finding]:
    if page.minutes <= LONGEST:
        return []
    return [Finding(LONG.format(minutes=page.minutes, limit=LONGEST), field="minutes", stops=False)]
