import datetime

import pytest

from tests.factories import LineManagerFactory, PartnershipLeadFactory, TeamFactory
from tests.workforce.factories import ON, a_course
from tests.workforce.world import NOW, a_canary, a_world


@pytest.fixture
def course(db):
    """Something to require. A table knows courses by their keys alone."""
    return a_course("The first course")


@pytest.fixture
def team(db):
    return TeamFactory(name="Health Visiting Quayside")


@pytest.fixture
def other_course(db):
    return a_course("The other course")


@pytest.fixture
def today(time_machine) -> datetime.date:
    """The clock of the views stands still at ten that morning."""
    time_machine.move_to(NOW, tick=False)
    return ON


@pytest.fixture
def world(today, home, course, other_course):
    """A lead, their organisation, and beside it one that nobody here may see a letter of."""
    a_canary(course)
    return a_world(course, other_course)


@pytest.fixture
def lead_client(world, sign_in):
    return sign_in(world.lead)


@pytest.fixture
def manager_client(world, sign_in):
    """Of the line manager of Quayside."""
    return sign_in(LineManagerFactory(team=world.team, person__name="Max Manager").person)


@pytest.fixture
def partnership_client(world, sign_in):
    partnership = world.organisation.partnership
    return sign_in(PartnershipLeadFactory(partnership=partnership, person__name="Pat Partner").person)
