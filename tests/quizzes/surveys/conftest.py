"""A course with a survey beside it."""

import pytest

from quizzes.surveys.naming import Naming
from tests.quizzes.surveys import factories


@pytest.fixture
def survey(course):
    return factories.plant_survey(course)


@pytest.fixture
def anonymous(course):
    return factories.plant_survey(course, title="Between us", naming=Naming.ANONYMOUS)
