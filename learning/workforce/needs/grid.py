"""The training needs grid: staff groups or teams by courses, each cell what is asked there, strongest first."""

import datetime
from dataclasses import dataclass

from learning.workforce.needs import words
from learning.workforce.needs.need import Held
from learning.workforce.needs.places import Place
from learning.workforce.needs.terms import Terms

GROUPS, ALL_GROUPS, TEAMS = "groups", "all", "teams"
EVERY = "every"
# What a cell says, shortly, of how strongly a course is asked for.
SHORT = {
    Terms.Kind.STATUTORY: "Statutory",
    Terms.Kind.MANDATORY: "Mandatory",
    Terms.Kind.ROLE_ESSENTIAL: "Role-essential",
    Terms.Kind.RECOMMENDED: "Recommended",
}
SOME_TEAMS, SOME_GROUPS, FOR_EVERYONE = "in some teams", "in some staff groups", "as everyone"


@dataclass(frozen=True)
class Entry:
    """One rule in a cell: how strongly, and in a few words when and of whom."""

    word: str
    note: str


@dataclass(frozen=True)
class GridCell:
    """What is asked in a row of a course; nothing, when there are no entries. The address leads to its numbers."""

    course: str
    url: str
    entries: list[Entry]


@dataclass(frozen=True)
class GridRow:
    name: str
    side: str
    cells: list[GridCell]


@dataclass(frozen=True)
class Row:
    """A staff group or a team, or all of them (`key` is EVERY), as an address and a sentence name it."""

    by: str
    key: int | str
    name: str
    side: str = ""

    @property
    def parameter(self) -> str:
        return self.by.removesuffix("s")

    @property
    def query(self) -> dict:
        return {self.parameter: self.key}


def rows_of(place: Place, by: str, *, today: datetime.date) -> list[Row]:
    """All of them first, then each by its name. A team stands further in by each team above it."""
    if by == TEAMS and place.teams:
        each = [Row(TEAMS, key, f"{'– ' * (team.depth - 1)}{team.name}") for key, team in place.teams.items()]
        return [Row(TEAMS, EVERY, "Every team"), *each]
    groups = place.groups_here(on=today) if by == GROUPS else place.groups
    each = [Row(GROUPS, key, group.name, group.service_side) for key, group in groups.items()]
    return [Row(GROUPS, EVERY, "Every staff group"), *each]


def row_of(place: Place, asked: dict, *, today: datetime.date) -> Row | None:
    """The row that an address names; None when there is none."""
    rows = [row for by in (TEAMS, ALL_GROUPS) for row in rows_of(place, by, today=today)]
    return next((row for row in rows if asked.get(row.parameter) == str(row.key)), None)


def grid(place: Place, by: str, *, today: datetime.date) -> list[GridRow]:
    return [
        GridRow(row.name, row.side, [_cell(place, row, course, today) for course in place.courses])
        for row in rows_of(place, by, today=today)
    ]


def rules_in(place: Place, row: Row, course: int, *, today: datetime.date) -> list[Held]:
    """The rules about a row and a course that are not over: what counts before what is to come, strongest first."""
    found = [
        each
        for each in place.by_course.get(course, [])
        if not each.need.is_over_on(today) and _is_about(place, each, row)
    ]
    return sorted(found, key=lambda each: _rank(each, row, today))


def _is_about(place: Place, held: Held, row: Row) -> bool:
    need = held.need
    if row.by == GROUPS:
        return not need.groups if row.key == EVERY else not need.groups or row.key in need.groups
    if row.key == EVERY:
        return not need.teams
    path = place.teams[row.key].path
    return any(path.startswith(place.teams[key].path) for key in need.teams)


def _rank(held: Held, row: Row, today: datetime.date) -> tuple:
    need = held.need
    narrower = bool(need.teams if row.by == GROUPS else need.groups)
    strength = Terms.Kind.values.index(need.kind)
    return need.is_to_come_on(today), narrower, strength, need.first_due_days, held.number


def _cell(place: Place, row: Row, course: int, today: datetime.date) -> GridCell:
    entries = [_entry(each, row, today) for each in rules_in(place, row, course, today=today)]
    url = place.url("need_cell", course=course, **row.query)
    return GridCell(place.courses[course].title, url, entries)


def _entry(held: Held, row: Row, today: datetime.date) -> Entry:
    need = held.need
    notes = [words.days(need, today=today)]
    if row.by == GROUPS and need.teams:
        notes.append(SOME_TEAMS)
    if row.by == TEAMS and need.groups:
        notes.append(SOME_GROUPS)
    if row.by == GROUPS and row.key != EVERY and not need.groups:
        notes.append(FOR_EVERYONE)
    return Entry(SHORT[Terms.Kind(need.kind)], ", ".join(filter(None, notes)))
