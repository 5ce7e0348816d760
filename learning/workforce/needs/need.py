"""A training need as plain values: of whom, which course, and on which terms. Pure: no Django, no clock."""

import datetime
from dataclasses import dataclass, fields
from typing import Any

# What recommends, and so makes nobody late.
RECOMMENDED = "recommended"


@dataclass(frozen=True)
class Need:
    """What one rule asks. Groups and teams are keys; none means all. Days are calendar days, targets per cent.

    `asked_since` is where the days to complete it are counted from, when that is before the first day.
    """

    course: int
    groups: frozenset[int]
    teams: frozenset[int]
    kind: str
    first_due_days: int
    returner_days: int
    refresh_months: int | None
    early_renewal_days: int
    target_pct: int
    amber_margin: int
    grace_counts: bool
    effective_from: datetime.date
    effective_to: datetime.date | None = None
    asked_since: datetime.date | None = None

    def is_in_force_on(self, day: datetime.date) -> bool:
        return self.effective_from <= day and not self.is_over_on(day)

    def is_over_on(self, day: datetime.date) -> bool:
        return self.effective_to is not None and self.effective_to < day

    def is_to_come_on(self, day: datetime.date) -> bool:
        return self.effective_from > day

    @property
    def place(self) -> tuple:
        """The course and the people. At no time do two rules have the same."""
        return self.course, self.groups, self.teams

    def overlaps(self, other: "Need") -> bool:
        """Whether both are in force on some day, for the same people and course."""
        return (
            self.place == other.place
            and not self.is_over_on(other.effective_from)
            and not other.is_over_on(self.effective_from)
        )

    def is_within(self, other: "Need") -> bool:
        """Whether it is of nobody whom the other is not of."""
        return _is_within(self.groups, other.groups) and _is_within(self.teams, other.teams)


@dataclass(frozen=True)
class Held:
    """A rule that stands, by its number."""

    number: int
    need: Need


def _is_within(named: frozenset[int], others: frozenset[int]) -> bool:
    return not others or (bool(named) and named <= others)


def kept(need: Need) -> dict[str, Any]:
    """As a record holds it: keys, numbers, days and yes or no; no words."""
    return {each.name: _kept(getattr(need, each.name)) for each in fields(need)}


def _kept(value):
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def differences(before: Need, after: Need) -> list[str]:
    """The names of what is not the same, in the order of the fields."""
    return [each.name for each in fields(before) if getattr(before, each.name) != getattr(after, each.name)]


def read(record: dict[str, Any]) -> Need:
    """What kept() made a record of."""
    return Need(**{name: _read(name, value) for name, value in record.items()})


def _read(name: str, value):
    if name in ("groups", "teams"):
        return frozenset(value)
    is_day = name in ("effective_from", "effective_to", "asked_since")
    return datetime.date.fromisoformat(value) if is_day and value else value
