"""The spans of days that the page of today parts people into. Pure: no Django, no clock."""

import datetime
from dataclasses import dataclass

from learning.workforce.days import DAY

WEEKS = 13
LATE = [
    ("Up to 30 days", 1, 30),
    ("31 to 90 days", 31, 90),
    ("91 to 180 days", 91, 180),
    ("181 to 365 days", 181, 365),
    ("More than a year", 366, None),
]
TO_COME = [
    ("Within 30 days", 0, 30),
    ("In 31 to 60 days", 31, 60),
    ("In 61 to 90 days", 61, 90),
    ("Later", 91, None),
]


@dataclass(frozen=True)
class Span:
    """From its first day to its last, both within it; None has no end on that side."""

    first: datetime.date | None
    last: datetime.date | None
    words: str = ""

    def holds(self, day: datetime.date | None) -> bool:
        if day is None:
            return False
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @property
    def params(self) -> dict[str, str]:
        """As filters of an address."""
        ends = {"since": self.first, "till": self.last}
        return {name: day.isoformat() for name, day in ends.items() if day}


def weeks(on: datetime.date) -> list[Span]:
    """The thirteen weeks from a day on: its first 91 days, so exactly those that lapse within 90."""
    firsts = [on + 7 * number * DAY for number in range(WEEKS)]
    return [Span(first, first + 6 * DAY) for first in firsts]


def late_by(on: datetime.date) -> list[Span]:
    """By the last day before it was late: late by one day is that of yesterday."""
    return [Span(most and on - most * DAY, on - least * DAY, words) for words, least, most in LATE]


def to_come(on: datetime.date) -> list[Span]:
    """By the last day before it is late."""
    return [Span(on + least * DAY, most and on + most * DAY, words) for words, least, most in TO_COME]
