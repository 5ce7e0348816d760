"""The one writer of what is asked: rules of organisations and proposals of partnerships, each change with its reason."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from learning.people.organisations import Organisation, Partnership
from learning.people.users import User
from learning.workforce.needs.books import proposals_of, rules_of, write_proposal, write_rule
from learning.workforce.needs.changes import NeedChange, NeedReason
from learning.workforce.needs.defaults import NeedDefault
from learning.workforce.needs.need import Held, Need, kept
from learning.workforce.needs.steps import Step, What, after, refuse_overlaps
from learning.workforce.requirements import Requirement


class ChangedMeanwhile(Exception):
    """The rules are not those that the change was made from."""

    def __init__(self):
        super().__init__("Somebody has changed this meanwhile. Look at it as it is now, and try again.")


@transaction.atomic
def keep(
    *,
    owner: Organisation | Partnership,
    steps: Iterable[Step],
    why: str,
    by: User,
    at: datetime.datetime,
) -> list[NeedChange]:
    """Take some steps, all or none, and keep who took them, when and why. NeedRefused or ChangedMeanwhile otherwise."""
    steps = list(steps)
    owner = type(owner).objects.select_for_update().get(pk=owner.pk)
    standing = rules_of(owner) if isinstance(owner, Organisation) else proposals_of(owner)
    if {step.held for step in steps if step.held} - set(standing):
        raise ChangedMeanwhile
    then = after(standing, steps)
    for step in steps:
        refuse_overlaps(then, step)
    occasion = _Occasion(owner, NeedReason.objects.create(text=why), by, at)
    return [change for step in steps for change in occasion.take(step)]


def record(
    *,
    owner: Organisation | Partnership,
    what: NeedChange.What,
    number: int,
    before: Need | None,
    after: Need | None,
    reason: NeedReason,
    by: User,
    at: datetime.datetime,
) -> NeedChange:
    """Keep that something became of a rule or proposal."""
    field = "organisation" if isinstance(owner, Organisation) else "partnership"
    return NeedChange.objects.create(
        **{field: owner},
        what=what,
        number=number,
        course_id=(after or before).course,
        before=before and kept(before),
        after=after and kept(after),
        reason=reason,
        by=by,
        at=at,
    )


class _Occasion:
    """Whose rules change, why, by whom and when."""

    def __init__(self, owner, reason: NeedReason, by: User, at: datetime.datetime):
        self.owner, self.reason, self.by, self.at = owner, reason, by, at

    def take(self, step: Step) -> list[NeedChange]:
        if step.what == What.TAKEN_BACK:
            self._rows().get(pk=step.held.number).delete()
            return [self._record(NeedChange.What.TAKEN_BACK, step.held, None)]
        told = []
        if step.stays:
            self._write(self._rows().get(pk=step.held.number), step.stays)
            what = NeedChange.What.CHANGED if step.what == What.CHANGED else NeedChange.What.ENDED
            told.append(self._record(what, step.held, step.stays))
        if step.begins:
            number = self._write(self._new(), step.begins).pk
            told.append(self._record(NeedChange.What.ADDED, Held(number, None), step.begins))
        return told

    @property
    def _is_organisation(self) -> bool:
        return isinstance(self.owner, Organisation)

    def _rows(self):
        if self._is_organisation:
            return Requirement.objects.filter(organisation=self.owner)
        return NeedDefault.objects.filter(partnership=self.owner)

    def _new(self):
        return (
            Requirement(organisation=self.owner)
            if self._is_organisation
            else NeedDefault(partnership=self.owner)
        )

    def _write(self, row, need: Need):
        return write_rule(row, need, by=self.by) if self._is_organisation else write_proposal(row, need)

    def _record(self, what: NeedChange.What, held: Held, then: Need | None) -> NeedChange:
        return record(
            owner=self.owner,
            what=what,
            number=held.number,
            before=held.need,
            after=then,
            reason=self.reason,
            by=self.by,
            at=self.at,
        )
