"""A course with a survey beside it."""

import pytest

from learning.site.groups import let_trainers_write_below
from quizzes.surveys.naming import Naming
from tests.quizzes.surveys import factories


@pytest.fixture
def trainer_client(course, trainer, sign_in):
    """Of a trainer who may write in the course."""
    let_trainers_write_below(course.get_parent())
    return sign_in(trainer)


@pytest.fixture
def survey(course):
    return factories.plant_survey(course)


@pytest.fixture
def anonymous(course):
    return factories.plant_survey(course, title="Between us", naming=Naming.ANONYMOUS)
