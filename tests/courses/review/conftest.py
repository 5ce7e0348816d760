"""Courses that are in review, and one that is not."""

import pytest

from courses.models import LessonPage
from learning.people.sides import Side
from tests.courses import joint


@pytest.fixture
def expert_client(expert, sign_in):
    return sign_in(expert)


@pytest.fixture
def course(catalogue):
    return joint.plant(catalogue)


@pytest.fixture
def other(catalogue):
    """A course that nobody has asked anyone to review."""
    page = joint.plant(catalogue, title="Canary course")
    page.save_revision()
    return page


@pytest.fixture
def in_review(course):
    joint.submit(course, joint.trainer_of(Side.CHILDREN))
    return course


@pytest.fixture
def lesson(in_review):
    page = LessonPage.objects.descendant_of(in_review).get()
    page.save_revision()
    return page
