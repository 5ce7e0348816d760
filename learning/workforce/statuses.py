"""How a post stands against a requirement on a day: a pure function, without Django and without a clock.

The rules are the partnership's own (brief F6, in docs/adr/0011). First match wins, in the order of Status.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum, nonmember
from functools import cache

from dateutil.relativedelta import relativedelta

from learning.workforce.days import DAY

EXPIRING_DAYS = 90
SICKNESS = "long_term_sick"
SICKNESS_EXEMPT_DAYS = 28


class Status(StrEnum):
    """In the order in which they are looked for."""

    NOT_REQUIRED = "not_required"
    EXEMPT = "exempt"
    COMPLIANT = "compliant"
    EXPIRING = "expiring"
    IN_GRACE = "in_grace"
    OVERDUE = "overdue"
    NEVER = "never"

    DONE = nonmember(frozenset({"compliant", "expiring"}))
    DUE = nonmember(frozenset({"compliant", "expiring", "overdue", "never"}))
    LATE = nonmember(frozenset({"overdue", "never"}))
    LEFT_OUT = nonmember(frozenset({"exempt", "in_grace"}))


class Reason(StrEnum):
    """Why someone in grace is left out. Someone exempt is left out for the kind of their absence; AWAY stands for it
    before whoever may not know of what kind it is.
    """

    NEW_STARTER = "new_starter"
    NEW_REQUIREMENT = "new_requirement"
    RETURNER = "returner"
    AWAY = "away"


@dataclass(frozen=True)
class Rule:
    """What a requirement asks. Days are calendar days; without refresh_months having done it once is enough.

    `asked_since` is where days to complete it are counted from, when that is before the rule's own first day.
    """

    first_due_days: int
    returner_days: int
    refresh_months: int | None
    effective_from: datetime.date
    effective_to: datetime.date | None = None
    early_renewal_days: int = 90
    asked_since: datetime.date | None = None


@dataclass(frozen=True)
class Spell:
    """A time away. Both days are days away; without ended_on they are away still."""

    kind: str
    starts_on: datetime.date
    ended_on: datetime.date | None = None

    def exempts_on(self, day: datetime.date) -> bool:
        """Whether it leaves the post out on a day: sickness does once 28 days have gone by since its first."""
        if not self.starts_on <= day <= (self.ended_on or day):
            return False
        return self.kind != SICKNESS or (day - self.starts_on).days >= SICKNESS_EXEMPT_DAYS

    def was_exempting_when_it_ended(self) -> bool:
        return self.ended_on is not None and self.exempts_on(self.ended_on)


@dataclass(frozen=True)
class Award:
    """A certificate: when it was earned, the first day on which it no longer counts, and the day it was withdrawn."""

    completed_on: datetime.date
    expires_on: datetime.date | None = None
    withdrawn_on: datetime.date | None = None

    def counts_on(self, day: datetime.date) -> bool:
        return self.completed_on <= day and not (self.withdrawn_on and self.withdrawn_on <= day)


@dataclass(frozen=True)
class Standing:
    """How it stands. `due_on` is the last day on which it was or is not yet late; `until` the first day on which what
    they hold no longer counts; `why` a Reason, or the kind of an absence, for those who are left out.
    """

    status: Status
    due_on: datetime.date | None = None
    until: datetime.date | None = None
    why: str = ""


def standing(
    on: datetime.date,
    *,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    spells: Collection[Spell],
    rule: Rule | None,
    awards: Collection[Award],
) -> Standing:
    """The standing on a day of a post held from starts_on to ends_on, its last day, against the rule that applies to it."""
    if (
        rule is None
        or not _is_in(on, starts_on, ends_on)
        or not _is_in(on, rule.effective_from, rule.effective_to)
    ):
        return Standing(Status.NOT_REQUIRED)
    if away := next((spell for spell in spells if spell.exempts_on(on)), None):
        return Standing(Status.EXEMPT, why=away.kind)
    held = [award for award in awards if award.counts_on(on)]
    until = counts_until(held, rule)
    if held and (until is None or on < until):
        soon = until is not None and until <= on + EXPIRING_DAYS * DAY
        return Standing(Status.EXPIRING if soon else Status.COMPLIANT, until=until)
    due_on, why = _grace(on, starts_on, spells, rule)
    if on <= due_on:
        return Standing(Status.IN_GRACE, due_on=due_on, until=until, why=why)
    if not held:
        return Standing(Status.NEVER, due_on=due_on)
    return Standing(Status.OVERDUE, due_on=max(due_on, until - DAY), until=until)


def counts_until(awards: Collection[Award], rule: Rule) -> datetime.date | None:
    """The first day on which none of some awards counts any more; None: there is no such day, or there are no awards.

    The stricter of the certificate's own time and the requirement's. Renewed in its last days, it keeps its anniversary.
    """
    if rule.refresh_months is None:
        return None
    until = None
    for award in sorted(awards, key=lambda each: each.completed_on):
        start = award.completed_on
        if until and until - rule.early_renewal_days * DAY <= award.completed_on < until:
            start = until
        own = start + _months(rule.refresh_months)
        end = min(own, award.expires_on) if award.expires_on else own
        until = max(until, end) if until else end
    return until


@cache
def _months(number: int) -> relativedelta:
    """Kept, since making one takes longer than adding it."""
    return relativedelta(months=number)


def _is_in(day: datetime.date, first: datetime.date, last: datetime.date | None) -> bool:
    return first <= day and (last is None or day <= last)


def _grace(on, starts_on, spells, rule: Rule) -> tuple[datetime.date, str]:
    """The last day before it is late, and why it is that day: the latest that starting, the rule or coming back gives."""
    first_days = rule.first_due_days * DAY
    asked_since = rule.asked_since or rule.effective_from
    why = Reason.NEW_REQUIREMENT if asked_since > starts_on else Reason.NEW_STARTER
    due = (max(starts_on, asked_since) + first_days, why)
    for spell in spells:
        if spell.was_exempting_when_it_ended() and spell.ended_on < on:
            due = max(due, (spell.ended_on + rule.returner_days * DAY, Reason.RETURNER))
    return due
