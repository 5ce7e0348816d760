import pytest

from learning.records import records
from tests.courses.factories import (
    CourseIndexPageFactory,
    CoursePageFactory,
    LessonPageFactory,
    ModulePageFactory,
)


@pytest.fixture
def catalogue(home):
    return CourseIndexPageFactory(parent=home)


@pytest.fixture
def course(catalogue):
    """A course of two lessons: `parts(course)` are they."""
    course = CoursePageFactory(parent=catalogue, title="Think child, think parent", minutes=75)
    module = ModulePageFactory(parent=course, title="See the family")
    for title in ("Asking", "Telling"):
        LessonPageFactory(parent=module, title=title)
    return course


@pytest.fixture
def module(course):
    return course.get_children().get().specific


@pytest.fixture
def lessons(course):
    return [page.specific for page in course.activities()]


@pytest.fixture
def enrolment(learner, course, now):
    return records.enrol(learner=learner, course=course, by=learner, at=now)


@pytest.fixture
def complete(learner, now):
    """complete(lesson, lesson) by the learner; complete(lesson, at=...) at another time."""

    def complete_all(*activities, at=now, learner=learner):
        for activity in activities:
            completion = records.complete(learner=learner, activity=activity, by=learner, at=at)
        return completion

    return complete_all
