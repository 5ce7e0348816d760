import pytest

from tests.factories import TeamFactory
from tests.workforce.factories import a_course


@pytest.fixture
def course(db):
    """Something to require. A table knows courses by their keys alone."""
    return a_course("The first course")


@pytest.fixture
def team(db):
    return TeamFactory(name="Health Visiting Quayside")
