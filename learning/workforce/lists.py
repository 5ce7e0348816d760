"""The people behind a number, line by line: one for each person and course."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import Page

from learning.people.posts import PracticeGroup
from learning.records.counting import counted
from learning.workforce import scopes
from learning.workforce.figures import Figures, figures, people_in
from learning.workforce.filters import Filters
from learning.workforce.reminders.rules import last_day
from learning.workforce.standings import PostStanding, Stands
from learning.workforce.words import LEFT, Told, told

NO_TEAM = "No team"
# What is read of a post to name its holder.
NAMED = ("pk", "person__name", "person__email", "team__name", "job_role__name")
FAR = datetime.date.max
ROLE = "role"
# What a list may be sorted by: the words over the column, and what of a line to sort by. Job roles stand where there are any.
COLUMNS = {
    "name": "Name",
    "group": "Staff group",
    ROLE: "Job role",
    "team": "Team",
    "course": "Course",
    "status": "Status",
    "date": "Due or lapsed",
}
KEYS = {
    "name": lambda line: line.name.casefold(),
    "group": lambda line: line.group.casefold(),
    ROLE: lambda line: line.role.casefold(),
    "team": lambda line: line.team.casefold(),
    "course": lambda line: line.course.casefold(),
    "status": lambda line: line.told.word,
    "date": lambda line: line.told.day or FAR,
}


@dataclass(frozen=True)
class Line:
    """Someone and a course. Whoever has left is counted, without name, team, days or a way to them. `nudge` is their key for
    whoever may write to them, where there is something to write.
    """

    name: str
    url: str | None
    group: str
    team: str
    course: str
    told: Told
    nudge: int | None = None
    role: str = ""

    @property
    def is_named(self) -> bool:
        return self.url is not None


@dataclass(frozen=True)
class Heading:
    """Over a column, with the address that sorts by it. `sorted` is ascending, descending, or none; `below_url` sorts by the job
    role, which stands below.
    """

    words: str
    url: str
    sorted: str
    below_url: str = ""


@dataclass(frozen=True)
class Listing:
    """Everyone behind a number, in order, how many they are, and up to when that was counted where it is kept. `has_roles`:
    whether anybody may be in a job role.
    """

    filters: Filters
    lines: Sequence[Line]
    summary: str
    counted: str = ""
    has_roles: bool = False


def listing(person, filters: Filters, *, sort: str) -> Listing:
    """Who is behind the number that someone's filters name: for the page and for the file of it."""
    found = figures(person, filters)
    members = found.behind(filters.group and filters.group.pk, filters.which)
    shown = in_order(lines(found, members, person), sort)
    has_roles = any(line.role for line in shown)
    return Listing(filters, shown, summary(people_in(members), len(members)), has_roles=has_roles)


def summary(people: int, lines: int) -> str:
    """Such as "27 people, 31 lines: …"."""
    words = counted(people, "person", "people")
    if people == lines:
        return words
    return f"{words}, {counted(lines, 'line')}: someone may be here for several courses"


def lines(found: Figures, members: Iterable[PostStanding], person) -> list[Line]:
    """Four queries: the names that someone may see, groups, courses, and whom they may write to."""
    named = _named(found, person)
    groups = {group.pk: str(group) for group in PracticeGroup.objects.all()}
    courses = dict(Page.objects.filter(pk__in=found.table.courses).values_list("pk", "title"))
    led = scopes.keys_led(person, today=found.filters.today)
    return [
        _line(member, named.get(member.post_id), groups, courses[member.course_id], led) for member in members
    ]


def _named(found: Figures, person) -> dict[int, tuple[str, str, str]]:
    """The name, team and job role of each post whose holder someone may see by name today."""
    posts = scopes.with_is_named(found.posts, person, today=found.filters.today).filter(is_named=True)
    rows = posts.order_by("pk").values_list(*NAMED)
    return {pk: as_named(*row) for pk, *row in rows}


def as_named(name: str, email: str, team: str | None, role: str | None) -> tuple[str, str, str]:
    """Of a row of NAMED without its key: name, team and job role in words."""
    return name or email, team or NO_TEAM, role or ""


def _line(member: PostStanding, named, groups: dict[int, str], course: str, led: set[int]) -> Line:
    group = groups[member.practice_group_id]
    words = told(member)
    if named is None:
        return Line(LEFT, None, group, "", course, Told(words.word, words.kind, None, "", ""))
    name, team, role = named
    url = reverse("workforce_person", args=[member.person_id])
    nudge = to_nudge(member) if member.organisation_id in led else None
    return Line(name, url, group, team, course, words, nudge, role)


def to_nudge(each: Stands) -> int | None:
    """Their key, where a nudge would have something to say of this course."""
    return each.person_id if each.is_required and last_day(each.standing) else None


def in_order(found: list[Line], sort: str) -> list[Line]:
    """Sorted by a column, "-" before its name turning it round; whoever has left stands last. By name if unknown."""
    column, turned = _column(sort)
    ordered = sorted(sorted(found, key=KEYS["name"]), key=KEYS[column], reverse=turned)
    return sorted(ordered, key=lambda line: not line.is_named)


def _column(sort: str) -> tuple[str, bool]:
    """The column that an address names, and whether it is turned round."""
    column = sort.removeprefix("-")
    return (column, column != sort) if column in KEYS else ("name", False)


def known_sort(sort: str) -> str:
    """As an address names a column; empty for whatever else it may hold."""
    return sort if sort.removeprefix("-") in KEYS else ""


def columns(*, has_roles: bool) -> dict[str, str]:
    """Those of a file."""
    return {column: words for column, words in COLUMNS.items() if has_roles or column != ROLE}


def is_by_role(sort: str) -> bool:
    """Then job roles have a column of the page. Else they stand below the staff groups."""
    return sort.removeprefix("-") == ROLE


def headings(query, sort: str, *, has_roles: bool) -> list[Heading]:
    """`query` makes an address of changes to the filters."""
    sorted_by, turned = _column(sort)
    directions = dict.fromkeys(COLUMNS, "none") | {sorted_by: "descending" if turned else "ascending"}
    by_role = has_roles and is_by_role(sort)
    below = query(sort=ROLE) if has_roles and not by_role else ""
    return [
        Heading(
            words,
            query(sort=f"-{column}" if directions[column] == "ascending" else column),
            directions[column],
            below if column == "group" else "",
        )
        for column, words in columns(has_roles=by_role).items()
    ]
