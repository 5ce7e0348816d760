"""How a post stands against a requirement on a day: a pure function, without Django and without a clock.

The rules are the partnership's own (brief F6, in docs/adr/0011). First match wins, in the order of Status.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum, nonmember
from functools import cache

from dateutil.relativedelta import relativedelta

from learning.workforce.days import DAY

EXPIRING_DAYS = 90
SICKNESS = "long_term_sick"
LONG_DAYS = 28


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
        """Whether it leaves the post out on a day: sickness does once it is long."""
        if not self.starts_on <= day <= (self.ended_on or day):
            return False
        return self.kind != SICKNESS or self.is_long_on(day)

    def is_long_on(self, day: datetime.date) -> bool:
        """Whether 28 days have gone by since its first."""
        return (day - self.starts_on).days >= LONG_DAYS

    def was_long(self) -> bool:
        """Whether it has ended, and was long by then: whoever comes back from it has days."""
        return self.ended_on is not None and self.is_long_on(self.ended_on)


@dataclass(frozen=True)
class Award:
    """A certificate: when it was earned, the first day on which it no longer counts, and the day it was withdrawn.

    `runs_from` is the day from which its months run: that of the award, or the anniversary that it keeps. Without one, its
    end is somebody else's word, and stands.
    """

    completed_on: datetime.date
    expires_on: datetime.date | None = None
    withdrawn_on: datetime.date | None = None
    runs_from: datetime.date | None = None

    def counts_on(self, day: datetime.date) -> bool:
        return self.completed_on <= day and not (self.withdrawn_on and self.withdrawn_on <= day)

    def ends_on(self, start: datetime.date) -> datetime.date | None:
        """Its own end where it is counted from a day: as many months later as it has, and never sooner than it says."""
        if self.expires_on is None or self.runs_from is None or start <= self.runs_from:
            return self.expires_on
        years, months = (
            self.expires_on.year - self.runs_from.year,
            self.expires_on.month - self.runs_from.month,
        )
        return max(self.expires_on, start + _months(12 * years + months))


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
    spells = joined(spells)
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

    The stricter of the certificate's own time and the requirement's. Renewed in its last days, what is held keeps its
    anniversary, wherever it was earned.
    """
    return _setting(awards, rule)[1]


def setting(awards: Collection[Award], rule: Rule) -> Award | None:
    """The one of some awards that sets counts_until(); the last, where having done it once is enough."""
    return _setting(awards, rule)[0]


def _setting(awards: Collection[Award], rule: Rule) -> tuple[Award | None, datetime.date | None]:
    in_order = sorted(awards, key=lambda each: each.completed_on)
    if rule.refresh_months is None:
        return next(reversed(in_order), None), None
    last, until = None, None
    for award in in_order:
        start = award.completed_on
        if until and until - rule.early_renewal_days * DAY <= award.completed_on < until:
            start = until
        asked = start + _months(rule.refresh_months)
        end = min(asked, award.ends_on(start) or asked)
        if until is None or end >= until:
            last, until = award, end
    return last, until


def is_away(spells: Collection[Spell], on: datetime.date) -> bool:
    """Whether a time away leaves a post out on a day."""
    return any(spell.exempts_on(on) for spell in joined(spells))


def joined(spells: Collection[Spell]) -> Collection[Spell]:
    """Times away in their order, those of one kind that adjoin or overlap as one: two notes of a doctor are one sickness."""
    if len(spells) < 2:
        return spells
    found: list[Spell] = []
    for spell in sorted(spells, key=lambda each: (each.kind, each.starts_on)):
        last = found[-1] if found else None
        if last and last.kind == spell.kind and (not last.ended_on or spell.starts_on <= last.ended_on + DAY):
            ended_on = last.ended_on and spell.ended_on and max(last.ended_on, spell.ended_on)
            found[-1] = replace(last, ended_on=ended_on)
        else:
            found.append(spell)
    return sorted(found, key=lambda each: each.starts_on)


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
        if spell.was_long() and spell.ended_on < on:
            due = max(due, (spell.ended_on + rule.returner_days * DAY, Reason.RETURNER))
    return due
