"""The last months of Northmoor's organisations, kept as the worker would have kept them."""

import datetime

from courses.demo.past import moment
from learning.people.organisations import Organisation
from learning.workforce.days import DAY
from learning.workforce.months import month_ends
from learning.workforce.snapshots import taking

MONTHS = 4


def write_months(*, today: datetime.date) -> None:
    """Oldest first, each on the morning after its last day."""
    for month_end in reversed(month_ends(today, MONTHS)):
        asking = Organisation.objects.filter(requirements__effective_from__lte=month_end)
        for organisation in asking.distinct().in_order():
            taking.take(organisation=organisation, month_end=month_end, at=moment(month_end + DAY))
