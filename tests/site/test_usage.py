"""Where a source or a situation stands: in blocks, in questions, in case studies, live and in drafts."""

import json

import pytest
from wagtail.models import Revision

from learning.site.models import Situation, Source
from learning.site.usage import pages_by_row, uses_of
from tests.casestudies import factories as cases
from tests.courses import content
from tests.courses.factories import LessonPageFactory, SourceFactory
from tests.quizzes import factories as quizzes
from tests.site.factories import SituationFactory


@pytest.fixture
def source(db):
    return SourceFactory(code="S58")


@pytest.fixture
def lesson(indexed, lessons):
    return lessons[0]


def uses(row) -> list[tuple[str, str]]:
    return [(use.page.title, use.sight.name) for use in uses_of(row)]


def write(page, *blocks, publish: bool) -> None:
    page.body = json.dumps(list(blocks))
    revision = page.save_revision()
    if publish:
        revision.publish()


def test_a_source_in_no_page_is_used_nowhere(source, lesson):
    write(lesson, *content.sourced(SourceFactory()), publish=True)
    assert uses(source) == []


@pytest.mark.parametrize("number", range(4), ids=["paragraph", "warning", "key_fact", "evidence_card"])
@pytest.mark.parametrize("publish", [True, False], ids=["live", "changed"])
def test_a_source_is_found_in_every_block_that_names_one(number, publish, source, lesson):
    write(lesson, content.sourced(source)[number], publish=publish)
    assert uses(source) == [("Lesson 1", "LIVE" if publish else "CHANGED")]


def test_a_source_of_a_question_is_found(indexed, source, course):
    quiz = quizzes.plant_quiz(course, questions=[quizzes.question("Who?", sources=[source])])
    assert uses(source) == [("Check one", "LIVE")]
    quiz.questions = [quizzes.question("Who?"), quizzes.both("What?", sources=[source])]
    quiz.save_revision()
    assert uses(source) == [("Check one", "LIVE")]


def test_a_source_of_a_question_in_a_draft_is_found(indexed, source, course):
    quiz = quizzes.plant_quiz(course)
    quiz.questions = [quizzes.both("What?", sources=[source])]
    quiz.save_revision()
    assert uses(source) == [("Check one", "CHANGED")]


@pytest.mark.parametrize("field", ["messages_sources", "discussion_sources"])
@pytest.mark.parametrize("publish", [True, False], ids=["live", "changed"])
def test_a_source_of_a_case_study_is_found(field, publish, indexed, source, course):
    page = cases.case(course, film=None)
    setattr(page, field, [source])
    revision = page.save_revision()
    if publish:
        revision.publish()
    assert uses(source) == [("The look away", "LIVE" if publish else "CHANGED")]


def test_a_source_of_a_course_itself_is_found(indexed, source, course):
    course.sources = [source]
    course.save_revision().publish()
    assert uses(source) == [(course.title, "LIVE")]


def test_a_page_that_was_taken_down_or_never_published_is_a_draft(source, lesson):
    write(lesson, *content.sourced(source), publish=True)
    lesson.unpublish()
    never = LessonPageFactory(parent=lesson.get_parent(), title="Lesson 9", live=False)
    write(never, *content.sourced(source), publish=False)
    assert uses(source) == [("Lesson 1", "DRAFT"), ("Lesson 9", "DRAFT")]


def test_what_an_unpublished_page_once_said_does_not_count(source, lesson):
    write(lesson, *content.sourced(source), publish=True)
    lesson.unpublish()
    write(lesson, content.activity(), publish=False)
    assert uses(source) == []


def test_what_a_live_page_still_says_counts_though_its_draft_does_not(source, lesson):
    write(lesson, *content.sourced(source), publish=True)
    write(lesson, content.activity(), publish=False)
    assert uses(source) == [("Lesson 1", "LIVE")]


@pytest.mark.parametrize("publish", [True, False], ids=["live", "changed"])
def test_a_situation_is_found_where_a_lesson_asks_who_decides(publish, lesson):
    situation = SituationFactory()
    write(lesson, content.who_decides(situation), publish=publish)
    assert uses(situation) == [("Lesson 1", "LIVE" if publish else "CHANGED")]
    assert uses(SituationFactory()) == []


def test_a_situation_and_a_source_of_one_key_are_not_mixed_up(source, lesson):
    situation = Situation.objects.create(pk=source.pk, words="A ward")
    write(lesson, content.who_decides(situation), publish=False)
    assert uses(source) == []
    assert uses(situation) == [("Lesson 1", "CHANGED")]


def test_old_lists_without_ids_are_read_too(source, lesson):
    block = {"type": "warning", "value": {"text": "Never.", "sources": [source.pk]}}
    write(lesson, block, publish=False)
    Revision.objects.filter(pk=lesson.latest_revision_id).update(
        content=lesson.latest_revision.content | {"body": json.dumps([block])}
    )
    assert uses(source) == [("Lesson 1", "CHANGED")]


@pytest.mark.parametrize("count", [1, 3])
def test_all_uses_of_all_sources_are_six_queries(count, lesson, lessons, django_assert_num_queries):
    for page in lessons[:count]:
        write(page, *content.sourced(SourceFactory()), publish=True)
        write(page, *content.sourced(SourceFactory()), publish=False)
    pages_by_row(Source)
    with django_assert_num_queries(6):
        found = pages_by_row(Source)
    assert len(found) == 2 * count
