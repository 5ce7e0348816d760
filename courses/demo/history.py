"""What the people of Northmoor have learnt so far: a plan. Pure: no database, and one seed gives one plan."""

import datetime
import random
from dataclasses import dataclass, field

from dateutil.relativedelta import relativedelta

from courses.demo.needs import REQUIRED, need
from courses.demo.staff import PlannedPerson, PlannedPost

DAY = datetime.timedelta(days=1)
LONG_ENOUGH = 90
CERTIFICATE_LASTS = relativedelta(months=36)
# A certificate can be renewed from its 90th day before the last, and most people who are late are so by less than this.
EARLY = 88
LATE = 150
WEEKEND = (5, 6)


@dataclass(frozen=True)
class Taking:
    """One person's way through one course, as days. Without `completed_on` only what is in `done` is done.

    Period 2 is a renewal.
    """

    email: str
    course: str
    enrolled_on: datetime.date
    completed_on: datetime.date | None = None
    done: list[str] = field(default_factory=list)
    last_on: datetime.date | None = None
    tries: list[int] = field(default_factory=list)
    place: dict = field(default_factory=dict)
    notes: list[dict] = field(default_factory=list)
    answer: dict = field(default_factory=dict)
    period: int = 1


def stories(rules: dict, today: datetime.date) -> list[Taking]:
    """The accounts' own, as written down."""
    return [_story(email, story, today) for email, told in rules.items() for story in told]


def _story(email: str, story: dict, today: datetime.date) -> Taking:
    def on(name: str) -> datetime.date | None:
        return today - story[name] * DAY if name in story else None

    extras = {name: story[name] for name in ("done", "tries", "place", "notes", "answer") if name in story}
    if "place" in extras:
        extras["place"] = story["place"] | {"on": today - story["place"]["days"] * DAY}
    return Taking(email, story["course"], on("enrolled"), on("completed"), last_on=on("last"), **extras)


def colleagues(
    people: list[PlannedPerson],
    rules: dict,
    requirements: list[dict],
    parts: dict[str, list[str]],
    today: datetime.date,
) -> list[Taking]:
    """Everyone else's, in the shares of the rules. `parts` are a course's part numbers, in order."""
    historian = Historian(rules, requirements, parts, today)
    return [
        taking
        for course in parts
        for person in people
        if not person.account
        for taking in historian.takings(person, course)
    ]


class Historian:
    """Draws who has done what, and when."""

    def __init__(
        self, rules: dict, requirements: list[dict], parts: dict[str, list[str]], today: datetime.date
    ):
        self.rules = rules["learning"]
        self.requirements = requirements
        self.parts = parts
        self.today = today
        self.rng = random.Random(rules["seed"] + 1)  # noqa: S311  invented people, not secrets

    def takings(self, person: PlannedPerson, course: str) -> list[Taking]:
        """Nothing, a beginning, or a completed course with what became of its certificate."""
        post = (person.live_posts or person.posts)[0]
        since = max(min(each.starts_on for each in person.posts), self._came_out(course))
        until = self._last_day(post)
        if (until - since).days < LONG_ENOUGH or self.rng.random() >= self._chance(post, course):
            return self._begun(person, course, since, until)
        first = self._completed(person, course, since, until)
        return [first, *self._renewal(first, person, self._adjust(post), until)]

    def _came_out(self, course: str) -> datetime.date:
        return self.today - self.rules["came_out"][course] * DAY

    def _last_day(self, post: PlannedPost) -> datetime.date:
        """Yesterday, or before they left or went away."""
        away = [absence.starts_on - DAY for absence in post.absences if absence.ended_on is None]
        return min([post.ends_on or self.today - DAY, *away])

    def _chance(self, post: PlannedPost, course: str) -> float:
        how_strongly = need(self.requirements, post.slot, course)
        times = 1 if how_strongly == REQUIRED else self.rules["by_need"][how_strongly]
        return self.rules["completed"][post.slot.organisation][course] * times + self._adjust(post)

    def _adjust(self, post: PlannedPost) -> float:
        return self.rules["team_adjust"].get(post.slot.team, 0)

    def _completed(self, person: PlannedPerson, course: str, since, until) -> Taking:
        there_from_the_start = since == self._came_out(course)
        days = self.rules["roll_out_days" if there_from_the_start else "starter_days"]
        if self.rng.random() < self.rules["some_other_time"]:
            days = (until - since).days
        day = self._busy_day(since + 14 * DAY, min(since + days * DAY, until))
        tries = self.rng.choices([[], [9], [7, 9]], self.rules["attempt_weights"])[0]
        return Taking(person.email, course, day - self.rng.randint(1, 13) * DAY, day, tries=tries)

    def _renewal(self, first: Taking, person: PlannedPerson, adjust: float, until) -> list[Taking]:
        """In its last days, after them, begun and left, or not at all; and nothing while it is not yet time."""
        ends_on = first.completed_on + CERTIFICATE_LASTS
        opens_on = ends_on - (EARLY + 1) * DAY
        if opens_on >= until:
            return []
        day = None
        if self.rng.random() < self.rules["renewed_in_time"] + adjust:
            day = self._busy_day(ends_on - EARLY * DAY, ends_on - DAY)
        elif self.rng.random() < self.rules["renewed_late"] + adjust:
            day = self._busy_day(ends_on + DAY, ends_on + LATE * DAY)
        if day is None or day > until:
            return self._begun(person, first.course, opens_on, until, period=2)
        enrolled_on = max(day - self.rng.randint(1, 13) * DAY, opens_on)
        return [Taking(person.email, first.course, enrolled_on, day, period=2)]

    def _begun(self, person: PlannedPerson, course: str, since, until, *, period: int = 1) -> list[Taking]:
        """Stopped somewhere before the last part. Nobody begins before they start, or after they leave."""
        days = (until - since).days
        if days < 2 or self.rng.random() > self.rules["begun_share"]:
            return []
        enrolled_on = until - self.rng.randint(1, min(days, LONG_ENOUGH)) * DAY
        done = self.parts[course][: self.rng.randint(0, len(self.parts[course]) - 2)]
        last_on = enrolled_on + self.rng.randint(0, (until - enrolled_on).days) * DAY
        return [Taking(person.email, course, enrolled_on, done=done, last_on=last_on, period=period)]

    def _busy_day(self, first: datetime.date, last: datetime.date) -> datetime.date:
        """A working day, in the months when people get round to it."""
        weights = self.rules["month_weight"]
        busiest = max(weights.values())
        while True:
            day = first + self.rng.randint(0, (last - first).days) * DAY
            if day.weekday() not in WEEKEND and self.rng.uniform(0, busiest) < weights[day.month]:
                return day
