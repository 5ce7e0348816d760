"""Days on which people are written to: not at weekends, nor on the bank holidays of their nation. Pure, without a list to renew.

Source: Banking and Financial Dealings Act 1971, with the days that are proclaimed every year. Days proclaimed once, such as for
a coronation, are not known here.
"""

import datetime
from functools import cache

from dateutil.easter import easter

from learning.workforce.days import DAY

SATURDAY = 5
MONDAY = 0
SCOTLAND, NORTHERN_IRELAND = "scotland", "northern-ireland"


def is_working_day(day: datetime.date, nation: str = "") -> bool:
    """Whether people work on a day in a nation: a value of Nation, England's days for every other."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year, nation)


@cache
def bank_holidays(year: int, nation: str = "") -> frozenset[datetime.date]:
    """The days of a year on which most offices are closed in a nation."""
    sunday = easter(year)
    days = {
        sunday - 2 * DAY,
        _monday(year, 5),
        _last_monday(year, 5),
        *_moved(datetime.date(year, 12, 25), datetime.date(year, 12, 26)),
    }
    if nation == SCOTLAND:
        new_year = _moved(datetime.date(year, 1, 1), datetime.date(year, 1, 2))
        return frozenset(days | {_monday(year, 8), *new_year, *_moved(datetime.date(year, 11, 30))})
    days |= {sunday + DAY, _last_monday(year, 8), *_moved(datetime.date(year, 1, 1))}
    if nation == NORTHERN_IRELAND:
        days |= {*_moved(datetime.date(year, 3, 17)), *_moved(datetime.date(year, 7, 12))}
    return frozenset(days)


def _moved(*days: datetime.date) -> list[datetime.date]:
    """Days in turn, each that falls on a weekend on the next weekday that is not taken."""
    kept = {day for day in days if day.weekday() < SATURDAY}
    for day in days:
        if day in kept:
            continue
        while day.weekday() >= SATURDAY or day in kept:
            day += DAY
        kept.add(day)
    return sorted(kept)


def _monday(year: int, month: int) -> datetime.date:
    """The first of a month."""
    first = datetime.date(year, month, 1)
    return first + (MONDAY - first.weekday()) % 7 * DAY


def _last_monday(year: int, month: int) -> datetime.date:
    last = datetime.date(year, month, 31)
    return last - last.weekday() * DAY
