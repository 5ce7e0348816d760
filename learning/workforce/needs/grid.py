"""The training needs grid: staff groups, teams or job roles by courses, each cell what is asked there, strongest first."""

import datetime
from dataclasses import dataclass

from learning.workforce.needs import words
from learning.workforce.needs.need import Held
from learning.workforce.needs.places import Place
from learning.workforce.needs.terms import Terms

GROUPS, ALL_GROUPS, TEAMS, ROLES = "groups", "all", "teams", "roles"
EVERY = "every"
FOR_EVERYONE = "as everyone"
SOME = {GROUPS: "in some staff groups", TEAMS: "in some teams", ROLES: "in some job roles"}


@dataclass(frozen=True)
class Entry:
    """One rule in a cell: how strongly, and in a few words when and of whom."""

    word: str
    note: str


@dataclass(frozen=True)
class GridCell:
    """What is asked in a row of a course; nothing, when there are no entries. The address leads to its numbers.

    `value` is how a form names it when it is ticked.
    """

    course: str
    url: str
    value: str
    entries: list[Entry]


@dataclass(frozen=True)
class GridRow:
    name: str
    side: str
    cells: list[GridCell]


@dataclass(frozen=True)
class Row:
    """A staff group, a team or a job role, or all of them (`key` is EVERY), as an address and a sentence name it."""

    by: str
    key: int | str
    name: str
    side: str = ""

    @property
    def parameter(self) -> str:
        return self.by.removesuffix("s")

    def value_of(self, course: int) -> str:
        """How a form names its cell of a course."""
        return f"{self.by}-{self.key}-{course}"

    @property
    def query(self) -> dict:
        return {self.parameter: self.key}


def rows_of(place: Place, by: str, *, today: datetime.date) -> list[Row]:
    """All of them first, then each by its name. A team stands further in by each team above it."""
    if by == TEAMS and place.teams:
        each = [Row(TEAMS, key, f"{'– ' * (team.depth - 1)}{team.name}") for key, team in place.teams.items()]
        return [Row(TEAMS, EVERY, "Every team"), *each]
    if by == ROLES and place.roles:
        each = [Row(ROLES, key, role.name) for key, role in place.roles.items()]
        return [Row(ROLES, EVERY, "Every job role"), *each]
    groups = place.groups_here(on=today) if by == GROUPS else place.groups
    each = [Row(GROUPS, key, group.name, group.service_side) for key, group in groups.items()]
    return [Row(GROUPS, EVERY, "Every staff group"), *each]


def row_of(place: Place, asked: dict, *, today: datetime.date) -> Row | None:
    """The row that an address names; None when there is none."""
    rows = [row for by in (TEAMS, ROLES, ALL_GROUPS) for row in rows_of(place, by, today=today)]
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
    if row.by == ROLES:
        return not need.roles if row.key == EVERY else row.key in need.roles
    if row.key == EVERY:
        return not need.teams
    path = place.teams[row.key].path
    return any(path.startswith(place.teams[key].path) for key in need.teams)


def _rank(held: Held, row: Row, today: datetime.date) -> tuple:
    need = held.need
    narrower = bool(_narrowed_by(held, row))
    strength = Terms.Kind.values.index(need.kind)
    return need.is_to_come_on(today), narrower, strength, need.first_due_days, held.number


def _narrowed_by(held: Held, row: Row) -> list[str]:
    """What else than the row says of whom a rule is."""
    return [by for by in SOME if by != row.by and getattr(held.need, by)]


def _cell(place: Place, row: Row, course: int, today: datetime.date) -> GridCell:
    entries = [_entry(each, row, today) for each in rules_in(place, row, course, today=today)]
    url = place.url("need_cell", course=course, **row.query)
    return GridCell(place.courses[course].title, url, row.value_of(course), entries)


def _entry(held: Held, row: Row, today: datetime.date) -> Entry:
    need = held.need
    notes = [words.days(need, today=today)]
    notes += [SOME[by] for by in _narrowed_by(held, row)]
    if row.by == GROUPS and row.key != EVERY and not need.groups:
        notes.append(FOR_EVERYONE)
    return Entry(Terms.Kind(need.kind).label, ", ".join(filter(None, notes)))
