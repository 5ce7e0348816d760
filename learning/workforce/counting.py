"""From standings to numbers. People are counted, not posts; and every number keeps the standings it was made of.

What is required and what is only recommended are counted apart: give one or the other (PostStanding.is_required).
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from django.db.models import TextChoices

from learning.workforce.days import DAY
from learning.workforce.standings import PostStanding
from learning.workforce.statuses import Status

ONE_DECIMAL = Decimal("0.1")


class Level(TextChoices):
    """How a percentage stands to its target."""

    ON_TARGET = "on_target", "On target"
    CLOSE = "close", "Close"
    BELOW = "below", "Below"
    NONE = "none", "No one due"


@dataclass(frozen=True)
class Count:
    """The numbers of one cell: n of N, and who is left out of both, as a number for each reason.

    n + overdue + never + in_grace is N (`due`). Where the people of a cell fall under several targets, the
    strictest is shown: the highest, and of several margins below it the smallest. With nobody due there is none.
    """

    n: int = 0
    due: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    overdue: int = 0
    never: int = 0
    expiring: int = 0
    target_pct: int | None = None
    amber_margin: int | None = None

    @property
    def in_grace(self) -> int:
        """Those who still have time, where such people count."""
        return self.due - self.n - self.overdue - self.never

    @cached_property
    def percentage(self) -> Decimal | None:
        """One decimal, half up: 52 of 58 is 89.7. None when nobody is due, which is neither 0 nor 100."""
        if not self.due:
            return None
        return (Decimal(100 * self.n) / self.due).quantize(ONE_DECIMAL, ROUND_HALF_UP)

    @property
    def level(self) -> Level:
        """By the percentage as it is shown, so that the figure and its word agree."""
        if self.percentage is None:
            return Level.NONE
        if self.percentage >= self.target_pct:
            return Level.ON_TARGET
        if self.percentage >= self.target_pct - self.amber_margin:
            return Level.CLOSE
        return Level.BELOW

    @property
    def words(self) -> str:
        return f"{self.n} of {self.due}"


@dataclass(frozen=True)
class Cell:
    """A number, and the standings it was made of: one for each person and course."""

    count: Count = field(default_factory=Count)
    members: tuple[PostStanding, ...] = ()

    @property
    def counted(self) -> list[PostStanding]:
        """The N."""
        return [member for member in self.members if member.is_due]

    @property
    def left_out(self) -> list[PostStanding]:
        return [member for member in self.members if not member.is_due]


EMPTY = Cell()


@dataclass(frozen=True)
class Table:
    """Rows by courses. Someone in two rows is in both and once in the total, so rows need not add up to it."""

    rows: list[Hashable]
    courses: list[int]
    cells: dict[tuple[Hashable, int], Cell]
    totals: dict[int, Cell]

    def cell(self, row: Hashable, course: int) -> Cell:
        """Empty where nobody in the row is covered."""
        return self.cells.get((row, course), EMPTY)


def table(
    standings: Iterable[PostStanding], *, row_of: Callable[[PostStanding], Hashable] = lambda each: None
) -> Table:
    """Standings in a table. `row_of` gives a standing's row, such as `operator.attrgetter("practice_group_id")`.

    Rows and courses come in the order of their first standing: whoever shows them sorts them by name.
    """
    by_cell, by_course = defaultdict(list), defaultdict(list)
    for each in standings:
        by_cell[row_of(each), each.course_id].append(each)
        by_course[each.course_id].append(each)
    return Table(
        rows=list(dict.fromkeys(row for row, _ in by_cell)),
        courses=list(by_course),
        cells={key: cell(members) for key, members in by_cell.items()},
        totals={course: cell(members) for course, members in by_course.items()},
    )


def cell(standings: Iterable[PostStanding]) -> Cell:
    """Some standings as one number. Several courses together count a person once for each."""
    members = once_a_person(standings)
    return Cell(count(members), tuple(members))


def once_a_person(standings: Iterable[PostStanding]) -> list[PostStanding]:
    """One standing for each person and course: the primary post's, or another's while the primary is left out for
    an absence. Among several others the post that was written first.
    """
    chosen: dict[tuple[int, int], PostStanding] = {}
    for each in standings:
        key = (each.person_id, each.course_id)
        if key not in chosen or _rank(each) < _rank(chosen[key]):
            chosen[key] = each
    return list(chosen.values())


def asked_once(standings: Iterable[PostStanding]) -> list[PostStanding]:
    """One standing for each organisation, person and course, as it is counted there: of what is required, once_a_person;
    of what is only recommended the same, where nothing there requires the course of them.
    """
    places = defaultdict(lambda: ([], []))
    for each in standings:
        places[each.organisation_id][not each.is_required].append(each)
    return [one for required, recommended in places.values() for one in _asked_there(required, recommended)]


def _asked_there(required: list[PostStanding], recommended: list[PostStanding]) -> list[PostStanding]:
    first = once_a_person(required)
    known = {(each.person_id, each.course_id) for each in first}
    return first + [
        each for each in once_a_person(recommended) if (each.person_id, each.course_id) not in known
    ]


def _rank(each: PostStanding) -> tuple:
    return (each.status == Status.EXEMPT, not each.is_primary, each.post_id)


def count(members: Iterable[PostStanding]) -> Count:
    """The numbers of standings that are already one for each person and course."""
    members = list(members)
    due = [member for member in members if member.is_due]
    statuses = Counter(member.status for member in due)
    target, below = min(((-each.target_pct, each.amber_margin) for each in due), default=(None, None))
    return Count(
        n=sum(member.is_done for member in due),
        due=len(due),
        left_out=dict(Counter(member.standing.why for member in members if not member.is_due)),
        overdue=statuses[Status.OVERDUE],
        never=statuses[Status.NEVER],
        expiring=statuses[Status.EXPIRING],
        target_pct=target and -target,
        amber_margin=below,
    )


def lapsing(standings: Iterable[PostStanding], *, on: datetime.date, days: int) -> list[PostStanding]:
    """Who has completed a course on a day, and holds nothing that counts so many days later; soonest first.

    Cumulative: whoever lapses within 30 days lapses within 60. One for each person and course.
    """
    last = on + days * DAY
    soon = [
        each
        for each in once_a_person(standings)
        if each.is_done and each.standing.until is not None and each.standing.until <= last
    ]
    return sorted(soon, key=lambda each: (each.standing.until, each.post_id))
