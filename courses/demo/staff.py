"""Who works in Northmoor: a plan of people, posts and absences. Pure, and one seed gives one plan."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from courses.demo.names import AddressBook, Name, NameBook

DAY = datetime.timedelta(days=1)
THREE_YEARS = 1095


@dataclass(frozen=True)
class Slot:
    """A job to be filled. An empty side: that of its staff group or organisation."""

    organisation: str
    team: str
    group: str
    side: str


@dataclass
class PlannedAbsence:
    kind: str
    starts_on: datetime.date
    expected_until: datetime.date
    ended_on: datetime.date | None = None


@dataclass
class PlannedPost:
    slot: Slot
    starts_on: datetime.date
    ends_on: datetime.date | None = None
    is_primary: bool = True
    absences: list[PlannedAbsence] = field(default_factory=list)


@dataclass
class PlannedPerson:
    """One person. An account is one of the eight that a visitor signs in with."""

    name: str
    email: str
    posts: list[PlannedPost]
    account: bool = False

    @property
    def live_posts(self) -> list[PlannedPost]:
        return [post for post in self.posts if post.ends_on is None]


def slots(northmoor: dict) -> Iterator[Slot]:
    """Every post of the five organisations, with the side that its team gives it, if it does."""
    for organisation in northmoor["organisations"]:
        for team in organisation["teams"]:
            override = team.get("side_override", {})
            for group, count in team.get("posts", {}).items():
                yield from [Slot(organisation["code"], team["code"], group, override.get(group, ""))] * count


def plan(northmoor: dict, rules: dict, today: datetime.date) -> list[PlannedPerson]:
    """Everyone, accounts first. Dates are relative to today; all else depends on the seed alone."""
    rng = random.Random(rules["seed"])  # noqa: S311  invented people, not secrets
    planner = Planner(northmoor, rules, today, rng)
    people = planner.accounts() + planner.colleagues()
    planner.send_away(people)
    return people + planner.move_and_leave(people)


class Planner:
    """Fills the slots, one kind of person after another."""

    def __init__(self, northmoor: dict, rules: dict, today: datetime.date, rng: random.Random):
        self.rules = rules
        self.today = today
        self.rng = rng
        self.northmoor = northmoor
        self.free = list(slots(northmoor))
        self.every = list(self.free)
        self.domains = {each["code"]: each["email_domain"] for each in northmoor["organisations"]}
        self.book = NameBook(rules["names"], rules["not_used"], rng)
        self.addresses = AddressBook([account["email"] for account in northmoor["accounts"]])

    def accounts(self) -> list[PlannedPerson]:
        return [
            PlannedPerson(account["name"], account["email"], self._account_posts(account), account=True)
            for account in self.northmoor["accounts"]
        ]

    def _account_posts(self, account: dict) -> list[PlannedPost]:
        if not account["team"]:
            return []
        slot = self._take(account["team"], account["practice_group"])
        return [PlannedPost(slot, self._monday(account["days_in_post"]))]

    def colleagues(self) -> list[PlannedPerson]:
        """Everyone else. A few hold two posts; the names that every table must hold are among theirs."""
        pairs = [
            [self._take(post["team"], post["group"]) for post in pair]
            for pair in self.rules["posts"]["second_posts"]
        ]
        jobs = pairs + [[slot] for slot in self.free]
        self.free = []
        names = [self.book.draw() for _ in jobs]
        special = self.book.special()
        for index, name in zip(self.rng.sample(range(len(jobs)), len(special)), special, strict=True):
            names[index] = name
        self._share_names(jobs, names)
        return [self._colleague(name, job) for name, job in zip(names, jobs, strict=True)]

    def _share_names(self, jobs: list[list[Slot]], names: list[Name]) -> None:
        """Two people may share a full name: make it so for a few pairs, in different organisations."""
        ordinary = [index for index, name in enumerate(names) if name not in self.book.special()]
        for _ in range(self.rules["names"]["shared_full_name_pairs"]):
            first = self.rng.choice(ordinary)
            elsewhere = [i for i in ordinary if jobs[i][0].organisation != jobs[first][0].organisation]
            names[self.rng.choice(elsewhere)] = names[first]

    def _colleague(self, name: Name, job: list[Slot]) -> PlannedPerson:
        posts = [PlannedPost(slot, self._start(slot.group), is_primary=slot is job[0]) for slot in job]
        return self._person(name, posts)

    def _person(self, name: Name, posts: list[PlannedPost]) -> PlannedPerson:
        """With a work address where they work first."""
        domain = self.domains[posts[0].slot.organisation]
        return PlannedPerson(name.full, self.addresses.address(name, domain), posts)

    def _take(self, team: str, group: str) -> Slot:
        slot = next(slot for slot in self.free if (slot.team, slot.group) == (team, group))
        self.free.remove(slot)
        return slot

    def _start(self, group: str) -> datetime.date:
        bands = self.rules["tenure"]["bands"]
        starter = self.rules["tenure"]["starter_share"].get(group, bands[0]["share"])
        if self.rng.random() < starter:
            band = bands[0]
        else:
            band = self.rng.choices(bands[1:], [band["share"] for band in bands[1:]])[0]
        return self._monday(self.rng.randint(band["from_days"], band["to_days"]))

    def _monday(self, days_ago: int) -> datetime.date:
        day = self.today - days_ago * DAY
        return day - day.weekday() * DAY

    def send_away(self, people: list[PlannedPerson]) -> None:
        """Absences: open ones in the shares of the rules, a few overdue, and some that have ended."""
        rules = self.rules["absence"]
        posts = [post for person in people if not person.account for post in person.posts]
        kinds = [kind for kind in rules["kinds"] for _ in range(round(kind["share"] * len(posts)))]
        settled = [post for post in posts if (self.today - post.starts_on).days > 400]
        ended = round(rules["ended_share"] * len(posts))
        away = self.rng.sample(settled, len(kinds) + ended)
        for number, kind in enumerate(kinds):
            away[number].absences.append(self._open_absence(kind, overdue=number < rules["overdue"]))
        for post in away[len(kinds) :]:
            post.absences.append(self._ended_absence(self.rng.choice(rules["kinds"])))

    def _open_absence(self, kind: dict, *, overdue: bool) -> PlannedAbsence:
        length = self.rng.randint(*kind["days"])
        gone = length + self.rng.randint(3, 20) if overdue else self.rng.randint(1, length - 1)
        starts_on = self.today - gone * DAY
        return PlannedAbsence(kind["kind"], starts_on, starts_on + length * DAY)

    def _ended_absence(self, kind: dict) -> PlannedAbsence:
        length = min(self.rng.randint(*kind["days"]), 300)
        starts_on = self.today - self.rng.randint(length + 1, 399) * DAY
        return PlannedAbsence(kind["kind"], starts_on, starts_on + length * DAY, starts_on + length * DAY)

    def move_and_leave(self, people: list[PlannedPerson]) -> list[PlannedPerson]:
        """Posts that have ended: some people moved within Northmoor. Return the others, who left it."""
        rules = self.rules["tenure"]["leavers"]
        recent = [
            person
            for person in people
            if not person.account and (self.today - person.posts[0].starts_on).days < THREE_YEARS
        ]
        for person in self.rng.sample(recent, rules["moved_within_northmoor"]):
            person.posts.insert(0, self._earlier_post(person.posts[0]))
        return [self._leaver() for _ in range(rules["count"] - rules["moved_within_northmoor"])]

    def _earlier_post(self, post: PlannedPost) -> PlannedPost:
        slot = self.rng.choice([slot for slot in self.every if slot.organisation != post.slot.organisation])
        ends_on = post.starts_on - 3 * DAY
        return PlannedPost(slot, ends_on - self.rng.randint(200, 2000) * DAY, ends_on, is_primary=False)

    def _leaver(self) -> PlannedPerson:
        name, slot = self.book.draw(), self.rng.choice(self.every)
        ends_on = self.today - self.rng.randint(1, THREE_YEARS) * DAY
        post = PlannedPost(slot, ends_on - self.rng.randint(100, 3000) * DAY, ends_on)
        return PlannedPerson(name.full, self.addresses.address(name, self.domains[slot.organisation]), [post])
