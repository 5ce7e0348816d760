"""The two kinds of list, and what each is made of."""

from collections.abc import Callable
from dataclasses import dataclass

from learning.people.organisations import Organisation
from learning.workforce.staff_lists import columns, completions, staff
from learning.workforce.staff_lists.columns import Column
from learning.workforce.staff_lists.lists import Kind, ListMapping
from learning.workforce.staff_lists.staff_rows import dictionaries
from learning.workforce.staff_lists.words import Dictionary


@dataclass(frozen=True)
class Form:
    columns: tuple[Column, ...]
    compare: Callable

    @property
    def known(self) -> frozenset[str]:
        return columns.known(self.columns)

    def label(self, name: str) -> str:
        return next(column.label for column in self.columns if column.name == name)


FORMS = {
    Kind.STAFF: Form(columns.STAFF, staff.compare),
    Kind.COMPLETIONS: Form(columns.COMPLETIONS, completions.compare),
}


def mapping_of(organisation: Organisation, kind: str) -> ListMapping:
    """What was said last of such lists; empty, and not saved, if nothing was."""
    found = ListMapping.objects.filter(organisation=organisation, kind=kind).order_by("pk").first()
    return found or ListMapping(organisation=organisation, kind=kind)


def dictionaries_of(organisation: Organisation, kind: str) -> dict[str, Dictionary]:
    """By field, what its words may mean."""
    if kind == Kind.COMPLETIONS:
        return {"course": completions.dictionary(organisation, {})}
    means = dictionaries(organisation, {})
    return {"group": means.group, "team": means.team, "role": means.role, "away": means.away}
