"""Cells of the grid that were ticked, asked for all at once: one rule for each course, of all its rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404

from learning.workforce.needs.forms import NeedForm
from learning.workforce.needs.grid import ALL_GROUPS, EVERY, ROLES, TEAMS, Row, rows_of
from learning.workforce.needs.need import PEOPLE, Need
from learning.workforce.needs.places import Place


@dataclass(frozen=True)
class Ticked:
    """A cell: its value as a form sends it, its row, and its course by key."""

    value: str
    row: Row
    course: int


@dataclass(frozen=True)
class Chosen:
    """A course and the rows that were ticked of it, in words."""

    course: str
    rows: str


def cells_of(place: Place, values: Iterable[str], *, today) -> list[Ticked]:
    """The cells of a place's grid by their values, in the order of the grid. Not found for one that is none."""
    wanted = set(values)
    kinds = (ALL_GROUPS, TEAMS, ROLES) if wanted else ()
    rows = {(row.by, row.key): row for by in kinds for row in rows_of(place, by, today=today)}
    found = [
        Ticked(row.value_of(course), row, course)
        for row in rows.values()
        for course in place.courses
        if row.value_of(course) in wanted
    ]
    if len(found) < len(wanted):
        raise Http404
    return found


class TickedForm(NeedForm):
    """The terms of a rule, for cells that were ticked: they say which courses, and of whom."""

    def __init__(self, data=None, *, cells: list[Ticked], **kwargs):
        super().__init__(data, **kwargs)
        self.cells = cells
        for name in ("course", *PEOPLE):
            self.fields.pop(name, None)

    @property
    def chosen(self) -> list[Chosen]:
        names = defaultdict(list)
        for cell in self.cells:
            names[cell.course].append(cell.row.name)
        courses = self.place.courses
        return [Chosen(courses[key].title, ", ".join(names[key])) for key in courses if key in names]

    def needs(self) -> list[Need]:
        """For each course a rule of the rows that were ticked; one of everybody is a rule of its own."""
        rows = defaultdict(set)
        for cell in self.cells:
            kind = EVERY if cell.row.key == EVERY else cell.row.by
            rows[cell.course, kind].add(cell.row.key)
        return [self._need(course, kind, keys) for (course, kind), keys in rows.items()]

    def _need(self, course: int, kind: str, keys: set) -> Need:
        named = dict.fromkeys(PEOPLE, frozenset()) | ({} if kind == EVERY else {kind: frozenset(keys)})
        return Need(course=course, **named, **self.terms())
