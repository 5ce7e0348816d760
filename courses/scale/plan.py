"""An invented partnership of any size: who works where, who is away, what is asked, and what everyone has completed.

Nothing is written here. The same seed and size give the same people for ever, except that days count back from `today`.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from random import Random

from dateutil.relativedelta import relativedelta

from learning.people.posts import Absence
from learning.workforce.requirements import Requirement

DAY = datetime.timedelta(days=1)
# So many staff an organisation, about, and a team.
STAFF, TEAM = 4_000, 18
SERVICES, DIRECTORATES = 6, 5
# Staff groups that work together in a team.
IN_A_TEAM = 4
GIVEN = (
    *(
        "Amina",
        "Bartek",
        "Carys",
        "Dilys",
        "Esme",
        "Farah",
        "Gareth",
        "Hana",
        "Idris",
        "Joan",
        "Kofi",
        "Lena",
    ),
    *("Mair", "Nadia", "Owen", "Priya", "Rhys", "Sana", "Tomos", "Una", "Vikram", "Wen", "Yusuf", "Zofia"),
)
FAMILY = (
    *("Adeyemi", "Barlow", "Carter", "Doyle", "Evans", "Farrow", "Grant", "Hughes", "Iqbal", "Jones", "Khan"),
    *("Lewis", "Mistry", "Nowak", "Okafor", "Patel", "Quinn", "Rees", "Shah", "Turner", "Usman", "Vaughan"),
)
KINDS = (Requirement.Kind.MANDATORY, Requirement.Kind.STATUTORY, Requirement.Kind.ROLE_ESSENTIAL)


@dataclass(frozen=True)
class PlannedTeam:
    """`above` is the number of the team that it is below, in the same organisation."""

    name: str
    above: int | None = None


@dataclass(frozen=True)
class PlannedPost:
    """Teams and staff groups by their numbers."""

    team: int
    group: int
    starts_on: datetime.date
    ends_on: datetime.date | None = None
    is_primary: bool = True
    away: tuple[str, datetime.date, datetime.date | None] | None = None


@dataclass(frozen=True)
class PlannedPerson:
    """`completed` is days on which courses were completed, by the number of the course, earliest first."""

    name: str
    posts: list[PlannedPost]
    completed: dict[int, list[datetime.date]] = field(default_factory=dict)


@dataclass(frozen=True)
class PlannedRequirement:
    course: int
    kind: str
    groups: list[int]
    refresh_months: int | None
    effective_from: datetime.date


class Plan:
    """Everything of one organisation, drawn from its own dice, so that its size alone decides what is in it."""

    def __init__(
        self, number: int, staff: int, *, courses: int, groups: int, seed: int, today: datetime.date
    ):
        self.staff, self.courses, self.groups, self.today = staff, courses, groups, today
        self.dice = Random(f"{seed} {number} {staff}")  # noqa: S311  a die, not a secret
        self.teams = self._teams()
        self.leaves = self._leaves()
        self.works_there = {
            team: self.dice.sample(range(groups), min(IN_A_TEAM, groups)) for team in self.leaves
        }
        self.requirements = [self._requirement(course) for course in range(courses)]

    def _teams(self) -> list[PlannedTeam]:
        """Directorates, services below them, and teams below those."""
        teams = [PlannedTeam(f"Directorate {number + 1}") for number in range(DIRECTORATES)]
        services = [
            PlannedTeam(f"Service {above + 1}.{number + 1}", above)
            for above in range(DIRECTORATES)
            for number in range(SERVICES if self.staff > 200 else 1)
        ]
        teams += services
        first = DIRECTORATES
        for number in range(max(self.staff // TEAM, 1)):
            teams.append(PlannedTeam(f"Team {number + 1}", first + number % len(services)))
        return teams

    def _leaves(self) -> range:
        return range(len(self.teams) - max(self.staff // TEAM, 1), len(self.teams))

    def _requirement(self, course: int) -> PlannedRequirement:
        """A quarter of the courses are asked of everybody, the others of some staff groups; every tenth is recommended."""
        is_for_all = course % 4 == 0
        chosen = [] if is_for_all else self.dice.sample(range(self.groups), max(self.groups // 2, 1))
        return PlannedRequirement(
            course=course,
            kind=Requirement.Kind.RECOMMENDED if course % 10 == 9 else self.dice.choice(KINDS),
            groups=sorted(chosen),
            refresh_months=self.dice.choice([12, 24, 36, 36, None]),
            effective_from=self.today - self.dice.randrange(30, 2000) * DAY,
        )

    def people(self) -> Iterator[PlannedPerson]:
        for _ in range(self.staff):
            posts = self._posts()
            yield PlannedPerson(self._name(), posts, self._completed(posts))

    def _name(self) -> str:
        return f"{self.dice.choice(GIVEN)} {self.dice.choice(FAMILY)}"

    def _posts(self) -> list[PlannedPost]:
        """One; of one in 25 two."""
        first = self._post(is_primary=True)
        return [first, self._post(is_primary=False)] if self.dice.random() < 0.04 else [first]

    def _post(self, *, is_primary: bool) -> PlannedPost:
        long = self.dice.random() < 0.92
        starts_on = self.today - self.dice.randrange(120 if long else 1, 3000 if long else 120) * DAY
        leaves = self.dice.random()
        ends_on = None
        if leaves < 0.04:
            ends_on = max(starts_on, self.today - self.dice.randrange(1, 700) * DAY)
        elif leaves < 0.06:
            ends_on = self.today + self.dice.randrange(60) * DAY
        team = self.dice.choice(self.leaves)
        return PlannedPost(
            team=team,
            group=self.dice.choice(self.works_there[team]),
            starts_on=starts_on,
            ends_on=ends_on,
            is_primary=is_primary,
            away=self._away(starts_on) if self.dice.random() < 0.05 else None,
        )

    def _away(self, starts_on: datetime.date) -> tuple[str, datetime.date, datetime.date | None]:
        first = max(starts_on, self.today - self.dice.randrange(1, 400) * DAY)
        is_back = self.dice.random() < 0.5
        last = first + self.dice.randrange(10, 300) * DAY if is_back else None
        return self.dice.choice(Absence.Kind.values), first, last if last and last < self.today else None

    def _completed(self, posts: list[PlannedPost]) -> dict[int, list[datetime.date]]:
        """Six in seven of what their posts ask for; one in eight of these have renewed it."""
        groups = {post.group for post in posts}
        first = min(post.starts_on for post in posts)
        since = (self.today - first).days
        done = {}
        for rule in self.requirements:
            if (rule.groups and not groups & set(rule.groups)) or self.dice.random() < 0.14:
                continue
            latest = self.today - self.dice.randrange(min(since, 1200) + 1) * DAY
            before = _long_before(latest)
            renewed = before > first and self.dice.random() < 0.125
            done[rule.course] = [before, latest] if renewed else [latest]
        return done


@cache
def _long_before(day: datetime.date) -> datetime.date:
    """Of some thousand days, asked for by the million."""
    return day - relativedelta(months=30)


def sizes(staff: int, organisations: int | None) -> list[int]:
    """How many staff each organisation has: the first has twice as many as the others."""
    count = organisations or max(3, round(staff / STAFF)) if staff > 2 else 1
    share = staff // (count + 1)
    return [staff - share * (count - 1), *[share] * (count - 1)]
