"""The numbers behind the table, and the people behind each number: both from one and the same counting."""

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from django.conf import settings

from learning.people.posts import PostQuerySet
from learning.workforce import counting, scopes
from learning.workforce.begun import begun
from learning.workforce.filters import Asked, Filters, Which
from learning.workforce.standings import PostStanding, standings
from learning.workforce.statuses import Reason, Status

WITHIN = {Which.WITHIN_30: 30, Which.WITHIN_60: 60, Which.WITHIN_90: 90}
STATUSES = {
    Which.DONE: Status.DONE,
    Which.LATE: Status.LATE,
    Which.LAPSED: {Status.OVERDUE},
    Which.NEVER: {Status.NEVER},
    Which.LONG_AWAY: {Status.EXEMPT},
    Which.NOT_BACK: {Status.EXEMPT},
}
# Of those who have never completed it.
HAVE_BEGUN = {Which.NOT_BEGUN: False, Which.PART_WAY: True}


class TooMany(Exception):
    """So many posts are not counted at a view. The words are for whoever asked."""

    def __init__(self):
        super().__init__(
            f"Choose a team: here are more than {settings.LIVE_MOST_POSTS:,} posts, which are too many to count at once. What is kept for "
            "larger places is today’s table, of one organisation or team. All else is counted when it is asked for."
        )


def are_too_many(posts: PostQuerySet) -> bool:
    """Whether they are more than settings.LIVE_MOST_POSTS: no more than these are looked at."""
    return posts.order_by()[: settings.LIVE_MOST_POSTS + 1].count() > settings.LIVE_MOST_POSTS


@dataclass(frozen=True)
class LeftOut:
    """How many people are left out of any of some numbers, and for each reason. Someone may have two, of two courses."""

    people: int
    reasons: dict[str, int]

    @classmethod
    def of(cls, members: list[PostStanding]) -> "LeftOut":
        """Standings that are one for each person and course."""
        reasons = Counter(why for _, why in {(each.person_id, each.standing.why) for each in members})
        return cls(people_in(members), dict(reasons))


@dataclass(frozen=True)
class Figures:
    """Posts held on a day, how they stand, and the table counted from that: rows, such as staff groups, by courses. None stands for
    all rows.
    """

    filters: Filters
    posts: PostQuerySet
    table: counting.Table
    standings: list[PostStanding] = field(repr=False)
    as_at: datetime.datetime | None = None

    @property
    def rows(self) -> list[Hashable]:
        return self.table.rows

    @property
    def courses(self) -> list[int]:
        return self.table.courses

    def count(self, course: int, row: Hashable | None = None) -> counting.Count:
        cell = self.table.totals[course] if row is None else self.table.cell(row, course)
        return cell.count

    def left_out(self, row: Hashable | None = None) -> LeftOut:
        return LeftOut.of(self.behind(row, Which.LEFT_OUT))

    def people(self, which: str, row: Hashable | None = None) -> int:
        """How many are behind a row, or the totals, of all courses, each once."""
        return people_in(self.behind(row, which))

    def cells(self, row: Hashable | None = None) -> list[counting.Cell]:
        """The cells of a row, or those of the totals."""
        if row is None:
            return list(self.table.totals.values())
        return [self.table.cell(row, course) for course in self.table.courses]

    def behind(self, row: Hashable | None = None, which: str = "") -> list[PostStanding]:
        """Who is behind a number: one standing for each person and course. Who has begun is told of organisations that are led."""
        members = [member for cell in self.cells(row) for member in cell.members]
        members = [member for member in members if self.filters.takes(matters_on(member))]
        if which in WITHIN:
            return counting.lapsing(members, on=self.filters.on, days=WITHIN[which])
        if which in HAVE_BEGUN:
            led = [member for member in members if member.organisation_id in self.filters.led]
            return [member for member in led if is_among(member, which, self._begun)]
        return [member for member in members if is_among(member, which)]

    @cached_property
    def _begun(self) -> set[tuple[int, int]]:
        return begun(self.posts.order_by().values("person"), self.courses, on=self.filters.on)


def matters_on(member: PostStanding) -> datetime.date | None:
    """The last day before it was or is late, of whoever has not completed it; else the day on which it stops counting."""
    standing = member.standing
    return standing.until if member.is_done else standing.due_on


def is_among(member: PostStanding, which: str, have_begun: Collection[tuple[int, int]] = ()) -> bool:
    """`have_begun` is who has begun which course: needed where `which` is in HAVE_BEGUN."""
    if which in HAVE_BEGUN:
        has_begun = (member.person_id, member.course_id) in have_begun
        return member.status == Status.NEVER and has_begun == HAVE_BEGUN[which]
    if which in STATUSES:
        return member.status in STATUSES[which]
    if which == Which.DUE:
        return member.is_due
    if which == Which.STARTERS:
        return member.status == Status.IN_GRACE and member.standing.why == Reason.NEW_STARTER
    return which != Which.LEFT_OUT or not member.is_due


def people_in(members: list[PostStanding]) -> int:
    """How many people some standings are of: someone may be late for two courses."""
    return len({member.person_id for member in members})


def figures(
    person,
    filters: Filters,
    *,
    row_of: Callable[[PostStanding], Hashable] = attrgetter("practice_group_id"),
) -> Figures:
    """What someone's filters leave of what they answer for. As many queries for one post as for thousands; raises TooMany."""
    posts = filters.narrow(scopes.posts_counted(person, on=filters.on, today=filters.today))
    if are_too_many(posts):
        raise TooMany
    required = filters.asked == Asked.REQUIRED
    found = standings(posts, on=filters.on, courses=filters.courses)
    found = scopes.as_seen(found, led=scopes.keys_led(person, today=filters.today))
    chosen = [each for each in found if each.is_required == required and filters.kind in ("", each.kind)]
    table = counting.table(chosen, row_of=row_of)
    return Figures(filters, posts, table, chosen)
