"""What would this change? Counted by the same functions as every figure, from rules that are not in the database yet.

Of very many people only some are looked at, and the numbers estimated from them: so it takes no longer, however many there are.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from math import ceil

from django.db.models import BigIntegerField
from django.db.models.functions import Cast
from django.utils.formats import date_format

from learning.people.posts import Post, PostQuerySet
from learning.workforce.audiences import Audience, Audiences
from learning.workforce.counting import asked_once
from learning.workforce.days import DAY
from learning.workforce.needs.books import row_of
from learning.workforce.needs.need import Held, Need
from learning.workforce.needs.places import Place
from learning.workforce.needs.steps import Step, after
from learning.workforce.standings import PostStanding, standings
from learning.workforce.words import STATUSES

NOT_ASKED = "Not asked"
EVERYONE = "All staff groups"
FEWEST = 5
FEW = "fewer than {}"
# People times courses that are counted at most, on each of two days before the change and after it.
MOST_COUNTED = 60_000
ESTIMATED = (
    "There are {people:,} people to look at. These numbers are estimated from {looked_at:,} of them, spread evenly over all: staff "
    "groups of a few people may be missing or wrong."
)
# Keys times the first, by the remainder of the second, lie evenly whatever order people came in. Six thousand million keys fit.
SPREAD, PRIME = 1_327_217_885, 2_147_483_647


class Planned(Audiences):
    """The audiences of some rules in force on a day, wherever the rules are from."""

    def __init__(self, place: Place, rules: Iterable[Held], *, on: datetime.date):
        self.known = {}
        self.by_organisation = defaultdict(list)
        found = [_audience(place, each) for each in rules if each.need.is_in_force_on(on)]
        found.sort(key=lambda one: (*one.requirement.rank, _age(one)))
        self.by_organisation[place.owner.pk] = found


def _audience(place: Place, held: Held) -> Audience:
    need = held.need
    paths = tuple(place.teams[key].path for key in sorted(need.teams))
    return Audience(
        row_of(need, pk=held.number, organisation_id=place.owner.pk), need.groups, paths, need.roles
    )


def _age(audience: Audience) -> tuple[bool, int]:
    """The oldest first: numbers below zero are new."""
    number = audience.requirement.pk
    return number < 0, abs(number)


@dataclass
class Line:
    """How many people of a staff group, each once for each course, and what becomes of them."""

    name: str
    due: int = 0
    no_longer_due: int = 0
    moved: Counter = field(default_factory=Counter)

    @property
    def moves(self) -> list[str]:
        """Such as "3 from Valid to Lapsed", the most first."""
        return [f"{number} from {was} to {now}" for (was, now), number in self.moved.most_common()]

    @property
    def changed(self) -> int:
        return sum(self.moved.values())

    def times(self, number: int) -> "Line":
        """As if each person stood for so many."""
        moved = Counter({move: number * people for move, people in self.moved.items()})
        return Line(self.name, number * self.due, number * self.no_longer_due, moved)

    def add(self, was: PostStanding | None, now: PostStanding | None) -> None:
        before, then = _is_due(was), _is_due(now)
        self.due += then and not before
        self.no_longer_due += before and not then
        if _word(was) != _word(now):
            self.moved[_word(was), _word(now)] += 1


@dataclass(frozen=True)
class Consequence:
    """What would be otherwise on a day, by staff group, and altogether. `estimated` says from whom, if not from everyone."""

    when: str
    lines: list[Line]
    total: Line
    estimated: str = ""


def consequences(
    place: Place, steps: list[Step], *, today: datetime.date, in_full: bool
) -> list[Consequence]:
    """On the first day on which anything is otherwise, and once the days to complete it have run out.

    Not `in_full`, before whoever does not lead the organisation, there are no staff groups, and no number below five.
    """
    first = max(today, min(step.from_day for step in steps))
    last = max(max(today, step.from_day) + (_need(step).first_due_days + 1) * DAY for step in steps)
    courses = {_need(step).course for step in steps}
    told = {
        first: f"On {date_format(first)}",
        last: f"On {date_format(last)}, once the days to complete it have run out",
    }
    before, then = (
        [each for each in rules if each.need.course in courses]
        for rules in (place.held, after(place.held, steps))
    )
    sample = _sample(_posts(place, [*before, *then], from_day=first), courses)
    found = []
    for day, words in told.items():
        was, then_is = (_by_person(place, sample.posts, rules, courses, day) for rules in (before, then))
        lines, total = _lines(place, was, then_is)
        found.append(_told(words, lines, total, sample, in_full=in_full))
    return found


def _told(words: str, lines: list[Line], total: Line, sample: "Sample", *, in_full: bool) -> Consequence:
    if not in_full:
        return Consequence(words, [], _without_handfuls(total, sample.every), sample.words)
    lines = [line.times(sample.every) for line in lines]
    return Consequence(words, lines, total.times(sample.every), sample.words)


def _need(step: Step) -> Need:
    return step.begins or step.stays or step.held.need


def _posts(place: Place, rules: list[Held], *, from_day: datetime.date) -> PostQuerySet:
    """Those that any of some rules may be about from a day on."""
    posts = Post.objects.filter(organisation=place.owner).exclude(ends_on__lt=from_day)
    if all(each.need.groups for each in rules):
        posts = posts.filter(practice_group__in={group for each in rules for group in each.need.groups})
    return posts


def _people(posts: PostQuerySet) -> int:
    return posts.order_by().values("person").distinct().count()


@dataclass(frozen=True)
class Sample:
    """Posts that are looked at, of one person in `every`; and, where that is not everyone, from how many it is estimated."""

    posts: PostQuerySet
    every: int
    words: str


def _sample(posts: PostQuerySet, courses: Collection[int]) -> Sample:
    people = _people(posts)
    every = max(1, ceil(people * len(courses) / MOST_COUNTED))
    looked_at = _some(posts, every)
    words = ESTIMATED.format(people=people, looked_at=_people(looked_at)) if every > 1 else ""
    return Sample(looked_at, every, words)


def _some(posts: PostQuerySet, every: int) -> PostQuerySet:
    """Those of one person in so many, with all their posts: spread evenly over all, and always the same."""
    if every == 1:
        return posts
    key = Cast("person_id", BigIntegerField())
    return posts.annotate(lot=key * SPREAD % PRIME).filter(lot__lt=PRIME // every)


def _lines(place: Place, before: dict, now: dict) -> tuple[list[Line], Line]:
    """Those of staff groups in which anything is otherwise, by name, and that of all."""
    lines, total = {}, Line(EVERYONE)
    for key in before | now:
        was, then_is = before.get(key), now.get(key)
        group = (then_is or was).practice_group_id
        lines.setdefault(group, Line(str(place.groups[group]))).add(was, then_is)
        total.add(was, then_is)
    told = [line for line in lines.values() if line.changed or line.due or line.no_longer_due]
    return sorted(told, key=lambda line: line.name), total


def _by_person(
    place: Place, posts: PostQuerySet, rules: list[Held], courses, day
) -> dict[tuple[int, int], PostStanding]:
    found = standings(posts, on=day, courses=courses, audiences=Planned(place, rules, on=day))
    return {(each.person_id, each.course_id): each for each in asked_once(found)}


def _without_handfuls(line: Line, every: int) -> Line:
    """Numbers of one to four people who were looked at say no more than that they are few."""
    return Line(line.name, _hidden(line.due, every), _hidden(line.no_longer_due, every))


def _hidden(number: int, every: int) -> int | str:
    return FEW.format(FEWEST * every) if 0 < number < FEWEST else number * every


def _is_due(each: PostStanding | None) -> bool:
    return each is not None and each.is_required and each.is_due


def _word(each: PostStanding | None) -> str:
    return STATUSES[each.status][0] if each else NOT_ASKED
