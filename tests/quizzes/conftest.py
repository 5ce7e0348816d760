"""A course with a quiz, and a learner on it."""

import pytest

from tests.quizzes import factories


@pytest.fixture
def course(home):
    return factories.plant_course(home)


@pytest.fixture
def quiz_page(course):
    return factories.plant_quiz(course)


@pytest.fixture
def enrolled(course, learner):
    """The learner, on the course."""
    return factories.enrol(course, learner)


@pytest.fixture
def attempt(quiz_page, enrolled):
    return factories.begin(quiz_page, enrolled)


@pytest.fixture
def first(attempt):
    """The first question of the attempt."""
    return attempt.questions.in_order().with_answer()[0]
