import pytest
from django.test import Client

from tests.casestudies import factories
from tests.factories import UserFactory


@pytest.fixture
def course(home):
    return factories.plant_course(home)


@pytest.fixture
def case(course):
    return factories.case(course)


@pytest.fixture
def enrolled(learner, course):
    """The learner, on the course."""
    factories.join(learner, course)
    return learner


@pytest.fixture
def client(enrolled, sign_in):
    """The learner's own browser."""
    return sign_in(enrolled)


@pytest.fixture
def stranger_client(db, sign_in):
    """Someone signed in who is not on the course."""
    return sign_in(UserFactory())


@pytest.fixture
def anonymous(db):
    return Client()
