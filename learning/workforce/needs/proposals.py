"""What an organisation makes of its partnership's proposals: each taken over as a rule of its own, or declined."""

import datetime
from dataclasses import dataclass, replace

from django.db import transaction

from learning.people.users import User
from learning.workforce.days import DAY
from learning.workforce.needs.books import proposals_of
from learning.workforce.needs.changes import NeedChange, NeedReason
from learning.workforce.needs.keeping import keep, record
from learning.workforce.needs.need import Held, Need, differences
from learning.workforce.needs.places import Place
from learning.workforce.needs.steps import Step, add, change

DATES = {"effective_from", "effective_to", "asked_since"}
PEOPLE = {"groups", "teams"}


@dataclass(frozen=True)
class Proposal:
    """A proposal that is not over, and how an organisation stands to it.

    `own` is the rule that asks the course of those people already; `differs` names the terms in which it is another.
    """

    held: Held
    own: Held | None
    differs: list[str]
    declined: NeedChange | None

    @property
    def is_open(self) -> bool:
        """Whether nothing was decided: neither asked already, on whatever terms, nor declined."""
        return self.own is None and self.declined is None

    @property
    def is_taken(self) -> bool:
        return self.own is not None and not self.differs


def proposals(place: Place, *, today: datetime.date) -> list[Proposal]:
    """Those of an organisation's partnership. Two queries beside the rules."""
    declined = _declined(place)
    found = [each for each in proposals_of(place.owner.partnership) if not each.need.is_over_on(today)]
    return [_proposal(place, each, declined.get(each.number), today) for each in found]


def taking(place: Place, proposal: Proposal, *, today: datetime.date) -> Step | None:
    """The step that takes a proposal over: from its first day, or from tomorrow once that is past."""
    need = proposal.held.need
    wanted = replace(need, effective_from=max(need.effective_from, today + DAY))
    own = proposal.own
    if own and own.need.place == need.place:
        dates = {name: getattr(own.need, name) for name in DATES}
        return change(own, replace(need, **dates), from_day=wanted.effective_from, today=today)
    return add(wanted, today=today)


@transaction.atomic
def take_over(
    *, place: Place, taken: list[Proposal], why: str, by: User, at: datetime.datetime, today: datetime.date
) -> list[Proposal]:
    """Make some proposals rules of the organisation, and return them. NeedRefused when one cannot be."""
    steps = [step for each in taken if (step := taking(place, each, today=today))]
    changes = keep(owner=place.owner, steps=steps, why=why, by=by, at=at)
    for each in taken:
        _keep(place, each.held, NeedChange.What.TAKEN, changes[0].reason, by, at)
    return taken


@transaction.atomic
def decline(
    *, place: Place, declined: list[Proposal], why: str, by: User, at: datetime.datetime
) -> list[Proposal]:
    """Keep that an organisation does not ask what is proposed, and why; return what it is."""
    reason = NeedReason.objects.create(text=why)
    for each in declined:
        _keep(place, each.held, NeedChange.What.DECLINED, reason, by, at)
    return declined


def _keep(place: Place, held: Held, what, reason: NeedReason, by: User, at: datetime.datetime) -> None:
    record(
        owner=place.owner,
        what=what,
        number=held.number,
        before=None,
        after=held.need,
        reason=reason,
        by=by,
        at=at,
    )


def _declined(place: Place) -> dict[int, NeedChange]:
    """The latest word on each proposal, where that is no."""
    decided = [NeedChange.What.TAKEN, NeedChange.What.DECLINED]
    rows = place.owner.need_changes.filter(what__in=decided).select_related("reason", "by").order_by("pk")
    latest = {row.number: row for row in rows}
    return {number: row for number, row in latest.items() if row.what == NeedChange.What.DECLINED}


def _proposal(place: Place, held: Held, declined: NeedChange | None, today: datetime.date) -> Proposal:
    own = _own(place, held.need, today)
    differs = [name for name in differences(held.need, own.need) if name not in DATES | PEOPLE] if own else []
    return Proposal(held, own, differs, None if own else declined)


def _own(place: Place, need: Need, today: datetime.date) -> Held | None:
    """The rule that asks the same course of all of those people: the one for them alone before a wider one."""
    found = [
        each
        for each in place.held
        if each.need.course == need.course and not each.need.is_over_on(today) and need.is_within(each.need)
    ]
    return min(found, key=lambda each: (each.need.place != need.place, -each.number), default=None)
