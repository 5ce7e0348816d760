"""What stops a course, a module or a lesson from being published, and what is only said."""

import datetime

import pytest
from django.utils.formats import date_format
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from courses.models import CoursePage, LessonPage, ModulePage
from tests.courses import factories

TODAY = datetime.date(2027, 3, 3)


def stops(page) -> list[str]:
    return [finding.text for finding in page.findings(on=TODAY) if finding.stops]


def warns(page) -> list[str]:
    return [finding.text for finding in page.findings(on=TODAY) if not finding.stops]


def written(lesson, *blocks) -> LessonPage:
    lesson.body = list(blocks)
    return lesson


def paragraph(html: str, **value) -> tuple:
    return ("paragraph", {"html": html, "sources": []} | value)


@pytest.fixture
def picture(db) -> Image:
    return Image.objects.create(title="house.png", file=get_test_image_file())


def test_a_whole_course_has_nothing_amiss(course, module, lesson):
    for page in (CoursePage.objects.get(), ModulePage.objects.get(), LessonPage.objects.get()):
        assert page.findings(on=TODAY) == []


# Lessons


def test_a_lesson_without_words_is_stopped(lesson):
    [finding] = written(lesson).findings(on=TODAY)
    assert (finding.stops, finding.field) == (True, "body")
    assert "This lesson has no words yet" in finding.text


def test_a_key_fact_without_a_source_is_stopped_and_named(lesson):
    written(
        lesson, ("key_fact", {"text": "Nearly one child in four has a mother who is ill.", "sources": []})
    )
    assert stops(lesson) == [
        "The key fact “Nearly one child in four has a mother who is ill.” has no source. "
        "Name one, or make it a paragraph."
    ]


def test_a_key_fact_with_a_source_is_not(lesson):
    source = factories.SourceFactory()
    written(
        lesson, ("key_fact", {"text": "Nearly one child in four.", "sources": [source], "strength": "law"})
    )
    assert stops(lesson) == []


def test_a_key_fact_with_an_empty_row_for_its_source_is_stopped(lesson):
    written(lesson, ("key_fact", {"text": "Nearly one child in four.", "sources": [None]}))
    assert len(stops(lesson)) == 1


@pytest.mark.parametrize("alt", ["", "  ", None])
def test_a_picture_without_words_is_stopped(lesson, picture, alt):
    written(lesson, ("picture", {"image": picture, "alt": alt}))
    assert "The picture “house.png” is not described" in stops(lesson)[0]


def test_a_picture_with_words_is_not(lesson, picture):
    assert stops(written(lesson, ("picture", {"image": picture, "alt": "A house at breakfast"}))) == []


def test_a_note_of_a_picture_that_is_wanted_needs_no_words(lesson):
    assert stops(written(lesson, ("picture", {"image": None, "description": "A house"}))) == []


@pytest.mark.parametrize(("minutes", "count"), [(15, 0), (16, 1)])
def test_a_lesson_over_fifteen_minutes_is_warned_of(lesson, minutes, count):
    lesson.minutes = minutes
    assert len(warns(lesson)) == count
    assert stops(lesson) == []


def test_words_that_are_hard_to_read_are_warned_of(lesson):
    hard = "Interdisciplinary organisational responsibilities necessitate comprehensive multidisciplinary consideration "
    [warning] = warns(written(lesson, paragraph(f"<p>{hard * 20}</p>")))
    assert "bring it to 14" in warning


def test_a_link_that_says_click_here_is_warned_of(lesson):
    written(lesson, paragraph('<p>For the guide <a href="https://example.org">click here</a>.</p>'))
    assert warns(lesson) == ["A link says only “click here”. Let its words say where it leads."]


@pytest.mark.parametrize(("days", "count"), [(-1, 1), (0, 1), (1, 0)])
def test_a_source_that_was_due_to_be_checked_is_warned_of(lesson, days, count):
    review_on = TODAY + datetime.timedelta(days=days)
    source = factories.SourceFactory(title="A briefing", review_on=review_on)
    found = warns(written(lesson, paragraph("<p>Ask.</p>", sources=[source])))
    assert len(found) == count
    assert all(f"“A briefing” was due to be checked on {date_format(review_on)}" in words for words in found)


@pytest.mark.parametrize("count", [1, 8])
def test_sources_are_read_at_once_however_many(lesson, count, django_assert_num_queries):
    sources = [factories.SourceFactory().pk for _ in range(count)]
    lesson.body = [{"type": "paragraph", "value": {"html": "<p>Ask.</p>", "sources": sources}}]
    with django_assert_num_queries(1):
        lesson.findings(on=TODAY)


# Modules and courses


def test_a_module_without_parts_is_stopped(module):
    assert stops(module) == ["This module has no parts. Add a lesson, a case study or a quiz first."]


def test_a_course_without_a_module_is_stopped(course):
    assert stops(course) == ["This course has no module yet. Add one, with a part in it."]


def test_a_course_with_an_empty_module_is_stopped_and_the_module_named(course, lesson):
    factories.ModulePageFactory(parent=course, title="To come")
    assert stops(CoursePage.objects.get()) == [
        "The module “To come” has no parts. Add one, or take the module away."
    ]


def test_an_empty_module_that_is_still_a_draft_does_not_stop_its_course(course, lesson):
    factories.ModulePageFactory(parent=course, title="To come", live=False)
    assert stops(CoursePage.objects.get()) == []


def test_a_courses_picture_without_a_description_is_stopped(course, lesson, picture):
    page = CoursePage.objects.get()
    page.picture = picture
    assert "The picture “house.png” has no description" in stops(page)[0]
    picture.description = "A house"
    assert stops(page) == []


def test_a_courses_own_overdue_source_is_warned_of(course, lesson):
    page = CoursePage.objects.get()
    page.sources = [factories.SourceFactory(review_on=TODAY - datetime.timedelta(days=1))]
    assert len(warns(page)) == 1
