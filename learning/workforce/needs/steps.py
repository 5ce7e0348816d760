"""What becomes of the rules when one is added, changed or ended: the past never moves. Pure: no Django, no clock.

A rule that counts already is ended the day before, and another goes on from it (docs/adr/0041).
"""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from learning.workforce.days import DAY, in_words
from learning.workforce.needs.need import RECOMMENDED, Held, Need, differences

IN_TIME = "Choose {tomorrow} or a later day: what is asked is announced before it counts."
PAST = (
    "It has counted since {began}, and that stays as it was. Change what it asks from a later day on instead."
)
OVER = "This rule ended on {ended}. Add another one."
TOO_LATE_TO_CHANGE = "It ends on {ended}. Choose an earlier day for the change, or add another rule."
ENDS_IN_PAST = "Choose {today} or a later day. The days before stay as they were."
ENDS_TOO_EARLY = "The last day cannot be before the first day, {began}."
OTHER_COURSE = "A rule stays with its course. Add another one for the other course."
WIDER = (
    "This rule cannot come to be for more people: those would be late at once. Add another rule for them, and they "
    "have their days from its first day."
)
TOO_FAR = "Choose a day up to {latest}."
TWICE = "There is a rule for the same people and course already in these days, from {began}."
LATEST = datetime.date(2199, 12, 31)


class What(StrEnum):
    """What happens to the rules."""

    ADDED = "added"
    CHANGED = "changed"
    REPLACED = "replaced"
    ENDED = "ended"
    TAKEN_BACK = "taken_back"


class NeedRefused(Exception):
    """It cannot be so; the message says why and what to do, `field` beside what."""

    def __init__(self, field: str, words: str):
        super().__init__(words)
        self.field = field


@dataclass(frozen=True)
class Step:
    """One thing that happens: `held` comes to be `stays` (None: it goes, never having counted), and `begins` is new."""

    what: What
    held: Held | None = None
    stays: Need | None = None
    begins: Need | None = None

    @property
    def from_day(self) -> datetime.date:
        """The first day on which anything is otherwise."""
        if self.begins:
            return self.begins.effective_from
        if self.what == What.ENDED:
            ends = [each for each in (self.stays.effective_to, self.held.need.effective_to) if each]
            return min(ends) + DAY
        return min(each.effective_from for each in (self.stays, self.held.need) if each)


def add(wanted: Need, *, today: datetime.date) -> Step:
    """A new rule, announced before it counts."""
    _refuse_far(wanted, wanted.effective_from)
    _refuse_at_once(wanted, "effective_from", wanted.effective_from, today)
    _refuse_ending_before_it_begins(wanted)
    return Step(What.ADDED, begins=replace(wanted, asked_since=None))


def take_back(held: Held, *, today: datetime.date) -> Step:
    """A rule that has not begun is no more; one that has is ended instead."""
    if not held.need.is_to_come_on(today):
        raise NeedRefused("effective_from", PAST.format(began=in_words(held.need.effective_from)))
    return Step(What.TAKEN_BACK, held=held)


def change(
    held: Held, wanted: Need, *, from_day: datetime.date, today: datetime.date, again: bool = False
) -> Step | None:
    """What comes of wanting a rule otherwise; None when nothing is. One that has begun asks the new from a day on.

    Days to complete it go on, unless they begin `again`, as they do once what was recommended is required.
    """
    wanted = replace(wanted, asked_since=held.need.asked_since)
    changed = differences(held.need, wanted)
    if not changed:
        return None
    if "course" in changed:
        raise NeedRefused("course", OTHER_COURSE)
    _refuse_far(wanted, from_day)
    if held.need.is_over_on(today):
        raise NeedRefused("effective_to", OVER.format(ended=in_words(held.need.effective_to)))
    if held.need.is_to_come_on(today):
        _refuse_at_once(wanted, "effective_from", wanted.effective_from, today)
        _refuse_ending_before_it_begins(wanted)
        return Step(What.CHANGED, held=held, stays=wanted)
    if "effective_from" in changed:
        raise NeedRefused("effective_from", PAST.format(began=in_words(held.need.effective_from)))
    if changed == ["effective_to"]:
        _refuse_ending_in_the_past(wanted, today)
        return Step(What.ENDED, held=held, stays=wanted)
    return _replaced(held, wanted, from_day, today, again)


def _replaced(held: Held, wanted: Need, from_day: datetime.date, today: datetime.date, again: bool) -> Step:
    old = held.need
    if not wanted.is_within(old):
        raise NeedRefused("groups" if wanted.groups != old.groups else "teams", WIDER)
    _refuse_at_once(wanted, "from_day", from_day, today)
    if old.is_over_on(from_day):
        raise NeedRefused("from_day", TOO_LATE_TO_CHANGE.format(ended=in_words(old.effective_to)))
    again = again or (old.kind == RECOMMENDED and wanted.kind != RECOMMENDED)
    since = None if again else old.asked_since or old.effective_from
    begins = replace(wanted, effective_from=from_day, asked_since=since)
    _refuse_ending_before_it_begins(begins)
    return Step(What.REPLACED, held=held, stays=replace(old, effective_to=from_day - DAY), begins=begins)


def after(held: Iterable[Held], steps: Iterable[Step]) -> list[Held]:
    """The rules as they are once some steps are taken. What is new has numbers below zero."""
    steps = list(steps)
    by_number = {each.number: each.need for each in held}
    for step in steps:
        if step.held and step.stays:
            by_number[step.held.number] = step.stays
        elif step.held:
            del by_number[step.held.number]
    begun = [step.begins for step in steps if step.begins]
    by_number |= {-number: need for number, need in enumerate(begun, start=1)}
    return [Held(number, need) for number, need in by_number.items()]


def refuse_overlaps(held: Iterable[Held], step: Step) -> None:
    """Raise when what a step leaves would be asked twice, with some other of the rules that then stand."""
    need = step.begins or step.stays
    if need is None:
        return
    others = [each.need for each in held if each.need is not need and each.need.overlaps(need)]
    if others:
        raise NeedRefused("effective_from", TWICE.format(began=in_words(others[0].effective_from)))


def seal(steps: Iterable[Step]) -> str:
    """The same for the same steps: by it an answer knows that what it accepts is what was shown."""
    told = [
        (step.what, step.held and step.held.number, _told(step.held and step.held.need), _told(step.stays))
        + (_told(step.begins),)
        for step in steps
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def _told(need: Need | None) -> str:
    return "" if need is None else repr(replace(need, groups=sorted(need.groups), teams=sorted(need.teams)))


def _refuse_at_once(need: Need, field: str, day: datetime.date, today: datetime.date) -> None:
    if day <= today:
        raise NeedRefused(field, IN_TIME.format(tomorrow=in_words(today + DAY)))


def _refuse_far(need: Need, from_day: datetime.date) -> None:
    """Days are counted on from these: from the last day that a calendar has, none could be."""
    days = {"effective_from": need.effective_from, "effective_to": need.effective_to, "from_day": from_day}
    for field, day in days.items():
        if day and day > LATEST:
            raise NeedRefused(field, TOO_FAR.format(latest=in_words(LATEST)))


def _refuse_ending_in_the_past(need: Need, today: datetime.date) -> None:
    if need.effective_to and need.effective_to < today:
        raise NeedRefused("effective_to", ENDS_IN_PAST.format(today=in_words(today)))


def _refuse_ending_before_it_begins(need: Need) -> None:
    if need.is_over_on(need.effective_from):
        raise NeedRefused("effective_to", ENDS_TOO_EARLY.format(began=in_words(need.effective_from)))
