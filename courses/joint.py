"""What makes a course joint and not only shared, before it is published or materially changed."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from wagtail.models import Page

from casestudies.pages import CaseStudyPage
from courses import reviews
from courses.lessons import LessonPage
from learning.people.sides import Side
from learning.records.findings import Finding
from learning.records.pages import TAKEN_DOWN

GROUPS_A_SIDE = 2
MISSING = "A course for both sides needs this first: {missing}."

ADULT_REVIEW = "a review by someone from adult services"
CHILDREN_REVIEW = "a review by someone from children’s services"
OUTCOMES = "outcomes for adult services, for children’s services and for both"
PERSPECTIVES = "a case study with questions, and answers to them from two staff groups or more on each side"
DECISIONS = "a lesson that says who decides what"


class Check(NamedTuple):
    """One thing that a joint course needs, in words, and whether it is there."""

    text: str
    is_met: bool


def checklist(course) -> list[Check]:
    """What a joint course needs, in its latest drafts. Nothing for a course that is not joint."""
    return _checks(course, reviewed=[course]) if course.is_joint else []


def unmet(course, page: Page) -> list[Finding]:
    """What is missing before a page of a course is published. A review of the page itself counts too."""
    checks = _checks(course, reviewed=[course, page]) if course.is_joint else []
    missing = "; ".join(check.text for check in checks if not check.is_met)
    field = "is_joint" if page == course else "change"
    return [Finding(MISSING.format(missing=missing), field=field)] if missing else []


def _checks(course, *, reviewed: list[Page]) -> list[Check]:
    sides = reviews.approved_sides(course, pages=reviewed)
    outcomes = (course.outcomes_adult, course.outcomes_children, course.outcomes_both)
    return [
        Check(ADULT_REVIEW, Side.ADULT in sides),
        Check(CHILDREN_REVIEW, Side.CHILDREN in sides),
        Check(OUTCOMES, all(len(outcome) for outcome in outcomes)),
        Check(PERSPECTIVES, any(_is_heard_from_both_sides(*streams) for streams in _cases(course))),
        Check(DECISIONS, any("who_decides" in kinds for kinds in _lessons(course))),
    ]


def _lessons(course) -> Iterator[set[str]]:
    """The kinds of block in each lesson."""
    for page in _drafts(LessonPage, course):
        yield {block["type"] for block in _stream(page, "body")}


def _cases(course) -> Iterator[tuple[list[dict], list[dict]]]:
    """The questions and the written answers of each case study."""
    for page in _drafts(CaseStudyPage, course):
        yield _stream(page, "prompts"), _stream(page, "seed_perspectives")


def _is_heard_from_both_sides(prompts: list[dict], perspectives: list[dict]) -> bool:
    groups = defaultdict(set)
    for perspective in perspectives:
        groups[perspective["value"]["side"]].add(perspective["value"]["practice_group"])
    return bool(prompts) and all(len(groups[side] - {None}) >= GROUPS_A_SIDE for side in reviews.SIDES)


def _drafts(model, course):
    """The pages of a kind that are in a course, or will be: not those taken down. One query."""
    return model.objects.descendant_of(course).exclude(TAKEN_DOWN).select_related("latest_revision")


def _stream(page, name: str) -> list[dict]:
    """A stream field as its latest draft has it, in raw form: only kinds and keys are looked at."""
    if page.latest_revision:
        return json.loads(page.latest_revision.content[name])
    return list(getattr(page, name).raw_data)
