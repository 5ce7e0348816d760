"""A snapshot as it is shown, on its page and on paper: made of what was kept and of nothing else, so that it stays the same."""

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from learning.records.counting import counted
from learning.workforce.filters import Asked
from learning.workforce.requirements import Requirement
from learning.workforce.snapshots.definitions import DEFINITIONS
from learning.workforce.snapshots.rows import Dimension, Snapshot, SnapshotName, SnapshotRow
from learning.workforce.words import LOOKS, WHY, left_out_in_words

REMOVED = "Name removed"
What = SnapshotName.What


@dataclass(frozen=True)
class ShownNumber:
    """A number of a snapshot in words, and how it stands to its target. Without anybody due, the word says so."""

    course: str
    row: SnapshotRow

    @property
    def count(self):
        return self.row.count

    @property
    def word(self) -> str:
        return LOOKS[self.count.level][0]

    @property
    def icon(self) -> str:
        return LOOKS[self.count.level][1]

    @property
    def look(self) -> str:
        return LOOKS[self.count.level][2]

    @property
    def left_out_words(self) -> str:
        return left_out_in_words(self.row.left_out)


@dataclass(frozen=True)
class ShownLine:
    """A staff group, a team or the whole, with a number for each course."""

    name: str
    numbers: list[ShownNumber]


@dataclass(frozen=True)
class ShownTable:
    """Lines by courses. What is required and what is recommended are two."""

    courses: list[str]
    groups: list[ShownLine]
    teams: list[ShownLine]
    whole: ShownLine


class Kept:
    """All that was kept of a snapshot, in two queries."""

    def __init__(self, snapshot: Snapshot):
        self.snapshot = snapshot
        self.rows = {
            (row.asked, row.dimension, row.key, row.course_id): row for row in snapshot.rows.order_by("pk")
        }
        self.names: dict[str, dict[int, str]] = defaultdict(dict)
        for each in snapshot.names.order_by("what", "place", "pk"):
            self.names[each.what][each.key] = each.name or REMOVED

    @property
    def organisation(self) -> str:
        return self.name(What.ORGANISATION, self.snapshot.organisation_id)

    def name(self, what: str, key: int) -> str:
        return self.names[what].get(key, REMOVED)

    def table(self, asked: Asked) -> ShownTable | None:
        """None when nothing was asked for in this way."""
        asked_for = {course for a, _, _, course in self.rows if a == asked}
        courses = [key for key in self.names[What.COURSE] if key in asked_for]
        if not courses:
            return None
        return ShownTable(
            courses=[self.names[What.COURSE][key] for key in courses],
            groups=self._lines(asked, Dimension.GROUP, courses),
            teams=self._lines(asked, Dimension.TEAM, courses),
            whole=self._line("Everyone", asked, Dimension.WHOLE, self.snapshot.organisation_id, courses),
        )

    def _lines(self, asked: Asked, dimension: Dimension, courses: list[int]) -> list[ShownLine]:
        there = {key for a, d, key, _ in self.rows if (a, d) == (asked, dimension)}
        return [
            self._line(name, asked, dimension, key, courses)
            for key, name in self.names[dimension].items()
            if key in there
        ]

    def _line(self, name: str, asked: Asked, dimension: Dimension, key: int, courses: list[int]) -> ShownLine:
        return ShownLine(
            name,
            [
                ShownNumber(self.names[What.COURSE][course], self._row(asked, dimension, key, course))
                for course in courses
            ],
        )

    def _row(self, *place) -> SnapshotRow:
        return self.rows.get(place, NOBODY)

    @cached_property
    def rules(self) -> dict:
        return json.loads(self.snapshot.rules)

    @property
    def definitions(self) -> list[tuple[str, str]]:
        return DEFINITIONS[self.rules["definitions"]]

    @property
    def rules_in_words(self) -> list[tuple[str, str]]:
        """Each requirement: its course, and what it asked of whom."""
        return [
            (self.name(What.COURSE, rule["course"]), ". ".join(self._parts(rule)) + ".")
            for rule in self.rules["requirements"]
        ]

    def _parts(self, rule: dict) -> list[str]:
        groups = [self.name(What.GROUP, key) for key in rule["practice_groups"]]
        teams = [self.name(What.TEAM, key).strip() for key in rule["teams"]]
        roles = [self.name(What.ROLE, key) for key in rule.get("job_roles", [])]
        months = rule["refresh_months"]
        parts = [
            f"{WHY[Requirement.Kind(rule['kind'])]}, for {', '.join(groups) or 'every staff group'}",
            f"In {', '.join(teams)}" if teams else "",
            f"In the job roles {', '.join(roles)}" if roles else "",
            f"{counted(rule['first_due_days'], 'day')} to complete it, "
            f"{counted(rule['returner_days'], 'day')} after a long absence",
            f"Renewed every {counted(months, 'month')}" if months else "Once is enough",
            f"Target {rule['target_pct']}%, close within {counted(rule['amber_margin'], 'point')}",
            "People who still have time count as not done" if rule["grace_counts"] else "",
            f"In force from {date_format(parse_date(rule['effective_from']))}"
            + (f" to {date_format(parse_date(rule['effective_to']))}" if rule["effective_to"] else ""),
        ]
        return [part for part in parts if part]

    def notes(self) -> list["ShownNote"]:
        """What was found when the month was counted again, newest first. One query."""
        rows = self.snapshot.notes.select_related("by", "reason").order_by("-at", "-pk")
        return [ShownNote(str(row.by), row.at, row.reason.text, self._said(row.differences)) for row in rows]

    def _said(self, found: dict) -> list[str]:
        """Such as "Think child: 52 of 58 would be 53 of 58.", for the whole; the rest as a number."""
        whole = [each for each in found["numbers"] if each["dimension"] == Dimension.WHOLE]
        said = [
            f"{self.name(What.COURSE, each['course'])}: {_of(each['then'])} would be {_of(each['now'])}."
            for each in whole
        ]
        if rest := len(found["numbers"]) - len(whole):
            said.append(f"{counted(rest, 'number')} of staff groups and teams would differ.")
        if found["rules"]:
            said.append("The rules for that day have been changed since.")
        return said


@dataclass(frozen=True)
class ShownNote:
    by: str
    at: object
    why: str
    said: list[str]


NOBODY = SnapshotRow(
    **dict.fromkeys(
        ("n", "due", "overdue", "never", "expiring", "late_30", "late_90", "late_365", "late_longer"), 0
    ),
    **dict.fromkeys(("lapsing_30", "lapsing_60", "lapsing_90"), 0),
    left_out={},
)


def _of(numbers: dict[str, int]) -> str:
    return f"{numbers['n']} of {numbers['due']}" if numbers["due"] else "no one due"
