"""What the people of Northmoor have learnt so far: a plan. Pure: no database, and one seed gives one plan."""

import datetime
import random
from dataclasses import dataclass, field

from courses.demo.staff import PlannedPerson, PlannedPost

DAY = datetime.timedelta(days=1)
LONG_ENOUGH = 90
VALID_DAYS = 1090  # a certificate lasts 36 months
WEEKEND = (5, 6)


@dataclass(frozen=True)
class Taking:
    """One person's way through one course, as days. Without `completed_on` only what is in `done` is done."""

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
    people: list[PlannedPerson], rules: dict, parts: dict[str, list[str]], today: datetime.date
) -> list[Taking]:
    """Everyone else's, in the shares of the rules. `parts` are a course's part numbers, in order."""
    historian = Historian(rules, parts, today)
    takings = [
        historian.taking(person, course) for course in parts for person in people if not person.account
    ]
    return [taking for taking in takings if taking]


class Historian:
    """Draws who has done what, and when."""

    def __init__(self, rules: dict, parts: dict[str, list[str]], today: datetime.date):
        self.rules = rules["learning"]
        self.parts = parts
        self.today = today
        self.rng = random.Random(rules["seed"] + 1)  # noqa: S311  invented people, not secrets

    def taking(self, person: PlannedPerson, course: str) -> Taking | None:
        post = (person.live_posts or person.posts)[0]
        since = max(post.starts_on, self.today - VALID_DAYS * DAY)
        until = post.ends_on or self.today - DAY
        if (until - since).days >= LONG_ENOUGH and self.rng.random() < self._chance(post, course):
            return self._completed(person, course, since, until)
        return self._begun(person, course, since, until)

    def _chance(self, post: PlannedPost, course: str) -> float:
        adjust = self.rules["team_adjust"].get(post.slot.team, 0)
        return self.rules["certified"][post.slot.organisation][course] + adjust

    def _completed(self, person: PlannedPerson, course: str, since, until) -> Taking:
        day = self._busy_day(since + 14 * DAY, until)
        tries = self.rng.choices([[], [9], [7, 9]], self.rules["attempt_weights"])[0]
        return Taking(person.email, course, day - self.rng.randint(1, 13) * DAY, day, tries=tries)

    def _begun(self, person: PlannedPerson, course: str, since, until) -> Taking | None:
        """Stopped somewhere before the last part. Nobody begins before they start, or after they leave."""
        days = (until - since).days
        if days < 2 or self.rng.random() > self.rules["begun_share"]:
            return None
        enrolled_on = until - self.rng.randint(1, min(days, LONG_ENOUGH)) * DAY
        done = self.parts[course][: self.rng.randint(0, len(self.parts[course]) - 2)]
        last_on = enrolled_on + self.rng.randint(0, (until - enrolled_on).days) * DAY
        return Taking(person.email, course, enrolled_on, done=done, last_on=last_on)

    def _busy_day(self, first: datetime.date, last: datetime.date) -> datetime.date:
        """A working day, in the months when people get round to it."""
        weights = self.rules["month_weight"]
        busiest = max(weights.values())
        while True:
            day = first + self.rng.randint(0, (last - first).days) * DAY
            if day.weekday() not in WEEKEND and self.rng.uniform(0, busiest) < weights[day.month]:
                return day
