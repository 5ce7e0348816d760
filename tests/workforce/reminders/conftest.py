import pytest

from tests.workforce.factories import ReminderPlanFactory
from tests.workforce.reminders.days import Days


@pytest.fixture
def plan(world):
    """Our organisation writes on Mondays, from nine to five. It is a Wednesday."""
    return ReminderPlanFactory(organisation=world.organisation)


@pytest.fixture
def days(time_machine, plan):
    return Days(time_machine)
