"""Courses to start from."""

import pytest
from wagtail.models import Page

from casestudies.models import CaseStudyPage
from courses.builder.skeletons import Skeleton, start_course
from courses.models import LessonPage
from quizzes.models import QuizPage
from tests.courses.builder.conftest import Built


@pytest.fixture
def start(catalogue, writer):
    return lambda skeleton, title="Afresh": start_course(
        index=catalogue, title=title, skeleton=skeleton, by=writer
    )


def test_a_blank_course_is_one_module_with_one_lesson(start):
    course = start(Skeleton.BLANK)
    assert Built(course).titles() == ["First module", "  First lesson"]
    assert not course.is_joint


def test_a_joint_course_has_a_case_who_decides_and_a_quiz(start):
    course = start(Skeleton.JOINT)
    assert Built(course).titles() == [
        "See the family",
        "  The same home, seen by two services",
        "  A family, heard from both sides",
        "Work it out together",
        "  Who decides what",
        "  Check",
    ]
    assert course.is_joint
    case = CaseStudyPage.objects.get().get_latest_revision_as_object()
    assert [prompt.value["lens"] for prompt in case.prompts] == ["child", "parent", "family"]
    decides = LessonPage.objects.get(title="Who decides what").get_latest_revision_as_object()
    assert [block.block_type for block in decides.body] == ["who_decides"]
    quiz = QuizPage.objects.get().get_latest_revision_as_object()
    assert [len(block.value["options"]) for block in quiz.questions] == [4]


@pytest.mark.parametrize("skeleton", Skeleton)
def test_all_of_it_is_draft_and_belongs_to_whoever_started_it(skeleton, start, writer):
    pages = Page.objects.descendant_of(start(skeleton), inclusive=True)
    assert {(page.live, page.owner_id, page.latest_revision.user_id) for page in pages} == {
        (False, writer.pk, writer.pk)
    }


def test_two_courses_may_have_one_title(start):
    assert [start(Skeleton.BLANK).slug for _ in range(2)] == ["afresh", "afresh-2"]
