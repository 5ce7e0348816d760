import datetime

import pytest

from learning.people.models import Organisation
from learning.workforce.snapshots import taking
from learning.workforce.snapshots.rows import Snapshot
from tests.workforce.world import CANARY, NOW

FEBRUARY = datetime.date(2027, 2, 28)


@pytest.fixture
def kept(world) -> Snapshot:
    """The last month of our organisation that is over."""
    return taking.take(organisation=world.organisation, month_end=FEBRUARY, at=NOW)


@pytest.fixture
def theirs(world) -> Snapshot:
    """The same month of the organisation that nobody here may see."""
    organisation = Organisation.objects.get(name__contains=CANARY)
    return taking.take(organisation=organisation, month_end=FEBRUARY, at=NOW)
