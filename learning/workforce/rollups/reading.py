"""The numbers of a table from what is kept, and which are: those of today, of one place whose figures are kept (`kept_for`).

Several places together are added up in tables.py. All else is counted at its view (figures.py).
"""

import datetime
from collections.abc import Collection, Hashable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from learning.people.organisations import Team, answered_for_by
from learning.people.roles import Role
from learning.workforce import scopes
from learning.workforce.counting import Count
from learning.workforce.days import DAY
from learning.workforce.figures import LeftOut
from learning.workforce.filters import Asked, Filters, Which
from learning.workforce.rollups.rows import Rollup, RollupRow, Touched
from learning.workforce.rollups.shares import ALL_COURSES, ALL_GROUPS, DAYS
from learning.workforce.statuses import Reason

WORDS = {
    "": "anyone",
    Which.DUE: "due",
    Which.DONE: "n",
    Which.LATE: "late",
    Which.LAPSED: "overdue",
    Which.NEVER: "never",
    Which.WITHIN_30: "within:30",
    Which.WITHIN_60: "within:60",
    Which.WITHIN_90: "within:90",
    Which.LEFT_OUT: "out",
}
# What these are the sum of in one course, where nobody is in two.
PARTS = {"": ["due", "out"], Which.LATE: ["overdue", "never"]}
Words = dict[str, int]


@dataclass(frozen=True)
class Place:
    """An organisation, or a team of it with those below, by its path; of one side, or of all."""

    organisation: int
    team_path: str = ""
    side: str = ""


@dataclass(frozen=True)
class RolledFigures:
    """What Figures says, from kept rows: their numbers by row of the table, ALL_GROUPS being the total, and course. `discreet`: not
    why people are away.
    """

    filters: Filters
    numbers: dict[Hashable, dict[int, Words]] = field(repr=False)
    discreet: bool
    as_at: datetime.datetime | None = None

    @classmethod
    def read(
        cls, filters: Filters, place: Place, *, discreet: bool, as_at: datetime.datetime | None = None
    ) -> "RolledFigures":
        """One query, of as many rows as there are staff groups. Where one was chosen, everyone is whoever is in it."""
        rows = RollupRow.objects.filter(
            organisation=place.organisation,
            team_path=place.team_path,
            side=place.side,
            group__gte=ALL_GROUPS,
            is_required=filters.asked == Asked.REQUIRED,
        )
        if filters.group:
            rows = rows.filter(group=filters.group.pk)
        numbers = {
            group: {int(key): words for key, words in of_row.items() if cls.is_of(filters, int(key))}
            for group, of_row in rows.values_list("group", "numbers")
        }
        if filters.group:
            numbers[ALL_GROUPS] = numbers.get(filters.group.pk, {})
        return cls(filters, numbers, discreet, as_at)

    @staticmethod
    def is_of(filters: Filters, course: int) -> bool:
        """Of the course that was chosen, or of all; and of everything together."""
        return not filters.courses or course in (ALL_COURSES, *filters.courses)

    @property
    def rows(self) -> list[Hashable]:
        return [group for group, of_row in self.numbers.items() if group and of_row.keys() - {ALL_COURSES}]

    @property
    def courses(self) -> list[int]:
        return [course for course in self.numbers.get(ALL_GROUPS, {}) if course != ALL_COURSES]

    def count(self, course: int, row: Hashable | None = None) -> Count:
        """Each is asked for twice a table: for its cell, and for the targets that the caption names."""
        if (course, row) not in self._counts:
            self._counts[course, row] = self._count(course, row)
        return self._counts[course, row]

    @cached_property
    def _counts(self) -> dict[tuple[int, Hashable | None], Count]:
        return {}

    def _count(self, course: int, row: Hashable | None) -> Count:
        words = self._words(course, row)
        targets = [word.removeprefix("target:").split("/") for word in words if word.startswith("target:")]
        highest, margin = min(((-int(high), int(low)) for high, low in targets), default=(None, None))
        return Count(
            n=words.get("n", 0),
            due=words.get("due", 0),
            left_out=self._reasons(words),
            overdue=words.get("overdue", 0),
            never=words.get("never", 0),
            expiring=words.get("expiring", 0),
            target_pct=highest and -highest,
            amber_margin=margin,
        )

    def left_out(self, row: Hashable | None = None) -> LeftOut:
        words = self._words(self._over, row)
        return LeftOut(words.get("out", 0), self._reasons(words))

    def people(self, which: str, row: Hashable | None = None) -> int:
        return self._number(which, self._over, row)

    def lines(self, which: str, row: Hashable | None = None) -> int:
        """How many are behind all its numbers: someone may be there for two courses."""
        return sum(self._number(which, course, row) for course in self.courses)

    def _number(self, which: str, course: int, row: Hashable | None) -> int:
        words = self._words(course, row)
        parts = [WORDS[which]] if course == ALL_COURSES else PARTS.get(which, [WORDS[which]])
        return sum(words.get(part, 0) for part in parts)

    @property
    def _over(self) -> int:
        """Where people are counted once: the course that was chosen, or over all."""
        return self.filters.course.pk if self.filters.course else ALL_COURSES

    def _words(self, course: int, row: Hashable | None) -> Words:
        return self.numbers.get(row or ALL_GROUPS, {}).get(course, {})

    def _reasons(self, words: Words) -> dict[str, int]:
        grace, away = _after("grace:", words), _after("away:", words)
        if not self.discreet or not away:
            return grace | away
        return grace | {Reason.AWAY: words.get("away", sum(away.values()))}


def words_of_days(filters: Filters, place: Place, *, sides: Collection[str]) -> dict[str, Words]:
    """The numbers of days of what is required in a place, by side: of the course that was chosen, or over all. One query."""
    rows = RollupRow.objects.filter(
        organisation=place.organisation, team_path=place.team_path, side__in=sides, group=DAYS
    )
    course = str(filters.course.pk if filters.course else ALL_COURSES)
    return {side: numbers.get(course, {}) for side, numbers in rows.values_list("side", "numbers")}


def _after(start: str, words: Words) -> dict[str, int]:
    return {word.removeprefix(start): number for word, number in words.items() if word.startswith(start)}


@dataclass(frozen=True)
class KeptPlace:
    """A place whose figures are kept, how whoever looks at it may see it, and the keys of the courses that were counted as joint."""

    place: Place
    discreet: bool
    as_at: datetime.datetime
    joint: list[int]


def kept_for(person, filters: Filters, *, at: datetime.datetime) -> KeptPlace | None:
    """Whether what someone's filters leave of what they answer for is kept: today's figures of one place. Four queries."""
    if filters.on != filters.today or filters.is_not_kept:
        return None
    led = scopes.keys_led(person, today=filters.today)
    places = places_of(person, filters, led)
    place = next(iter(places)) if len(places) == 1 else None
    rollup = place and Rollup.objects.filter(organisation=place.organisation, is_ready=True).first()
    return rollup and KeptPlace(place, place.organisation not in led, as_at(rollup, at=at), rollup.joint)


def as_at(rollup: Rollup, *, at: datetime.datetime) -> datetime.datetime:
    """Up to when everything that was written is in an organisation's figures. One query."""
    waiting = Touched.objects.filter(Q(organisation=rollup.organisation_id) | Q(organisation=None))
    first = waiting.order_by("at").values_list("at", flat=True).first()
    end_of_day = timezone.make_aware(datetime.datetime.combine(rollup.day + DAY, datetime.time()))
    return min(filter(None, (first, end_of_day, at)))


def places_of(person, filters: Filters, led: Collection[int]) -> list[Place]:
    """What someone's filters leave of what they answer for: places none of which is in another."""
    if filters.team:
        return [Place(filters.team.organisation_id, filters.team.path, filters.side)]
    places = {(organisation, "") for organisation in led}
    for organisation, path in _managed(person, filters):
        if organisation not in led and not any(
            path.startswith(above) for at, above in places if at == organisation
        ):
            places.add((organisation, path))
    if filters.organisation:
        places = {place for place in places if place[0] == filters.organisation.pk}
    return [Place(*place, filters.side) for place in sorted(places)]


def _managed(person, filters: Filters) -> list[tuple[int, str]]:
    """Organisation and path of each team that someone manages, those above first."""
    managed = answered_for_by(person, Role.LINE_MANAGER, on=filters.today)
    teams = Team.objects.filter(managed).order_by("path").distinct()
    return list(teams.values_list("organisation_id", "path"))
