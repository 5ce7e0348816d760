"""The ends of months, for figures that are published once a month. Pure Python."""

import datetime

from learning.workforce.days import DAY

MONTHS = 24


def month_ends(today: datetime.date, count: int = MONTHS) -> list[datetime.date]:
    """The last days of the months that are over, newest first."""
    found = []
    day = today
    for _ in range(count):
        day = day.replace(day=1) - DAY
        found.append(day)
    return found
