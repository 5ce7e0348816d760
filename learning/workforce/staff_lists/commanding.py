"""A list from whoever runs the machine: the same steps as on the page, in one go."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from learning.people.organisations import Organisation
from learning.workforce.staff_lists import accepting, columns, keeping
from learning.workforce.staff_lists.kinds import FORMS
from learning.workforce.staff_lists.lists import Outcome, StaffList
from learning.workforce.staff_lists.tables import Unreadable

SHOWN = 50


@dataclass(frozen=True)
class Result:
    """What became of a list. `problems` and `changes` are lines of it; `refusal` says why it was not accepted."""

    counts: dict[str, int]
    problems: list[dict]
    changes: list[dict]
    is_accepted: bool
    refusal: str = ""

    @property
    def is_well(self) -> bool:
        return not self.problems and not self.refusal


def run(
    *,
    organisation: Organisation,
    kind: str,
    data: bytes,
    name: str,
    is_everyone: bool,
    may_end_many: bool,
    is_dry: bool,
    reason: str,
    at: datetime.datetime,
    as_at: datetime.date,
    tell: Callable[[int], None],
) -> Result:
    """Bring, compare and, unless it is dry, accept; `tell` hears of each row that is read. What is not accepted is not kept."""
    try:
        brought = keeping.bring(
            organisation=organisation, kind=kind, data=data, name=name, by=None, at=at, as_at=as_at
        )
    except Unreadable as refusal:
        return Result({}, [], [], is_accepted=False, refusal=str(refusal))
    brought.is_everyone, brought.reason = is_everyone, reason
    try:
        return _go_on(brought, is_dry=is_dry, may_end_many=may_end_many, at=at, tell=tell)
    finally:
        keeping.discard(brought)


def _go_on(brought: StaffList, *, is_dry: bool, may_end_many: bool, at, tell) -> Result:
    if amiss := columns.missing(FORMS[brought.kind].columns, brought.columns):
        return Result({}, [], [], is_accepted=False, refusal=" ".join(amiss))
    found = keeping.compare(brought, tell=tell)
    if found is None:
        return Result({}, [], [], is_accepted=False, refusal=brought.problem)
    result = Result(found.counts, _problems(brought), _changes(brought), is_accepted=False)
    if is_dry or found.problems:
        return result
    try:
        accepting.accept(brought, digest=found.digest, may_end_many=may_end_many, by=None, at=at)
    except accepting.AcceptRefused as refusal:
        return Result(result.counts, [], result.changes, is_accepted=False, refusal=str(refusal))
    return Result(result.counts, [], result.changes, is_accepted=True)


def _problems(brought: StaffList) -> list[dict]:
    rows = brought.lines.filter(outcome=Outcome.ERROR).order_by("position")
    return [
        {"row": line.row, "who": line.who, "column": column, "reason": reason, "value": value}
        for line in rows
        for column, reason, value in line.details
    ]


def _changes(brought: StaffList) -> list[dict]:
    rows = brought.lines.exclude(outcome=Outcome.ERROR).order_by("outcome", "position")
    return [
        {
            "outcome": line.outcome,
            "row": line.row,
            "who": line.who,
            "details": [
                {"field": field, "from": before, "to": after} for field, before, after in line.details
            ],
        }
        for line in rows
    ]
