"""Which row of a person is which of their posts. Asks nothing of the database.

Nobody numbers posts, so they are told apart by staff group, team and first day: the most alike first.
"""

import datetime
from collections.abc import Callable

from learning.workforce.staff_lists.present import Held
from learning.workforce.staff_lists.staff_rows import StaffRow

Pair = tuple[StaffRow, Held | None]


def pair(rows: list[StaffRow], posts: list[Held], *, on: datetime.date) -> list[Pair]:
    """Each row with its post, None where it is a new one. A post that is over is found by its first day alone.

    A row that differs from every post by its place, and begins later than they did, is a new post; one that does not
    begin later tells of the same post anew.
    """
    found: dict[int, Held] = {}
    left = list(posts)
    for alike in (_same, _same_place_live, _same_start, _same_group_live, _told_anew):
        for row in rows:
            if row.row not in found and (post := _first(left, row, alike, on)):
                found[row.row] = post
                left.remove(post)
    return [(row, found.get(row.row)) for row in rows]


Alike = Callable[[StaffRow, Held, datetime.date], bool]


def _first(posts: list[Held], row: StaffRow, alike: Alike, on: datetime.date) -> Held | None:
    return next((post for post in posts if alike(row, post, on)), None)


def _same(row: StaffRow, post: Held, on: datetime.date) -> bool:
    return _same_place(row, post) and row.starts_on == post.starts_on


def _same_place(row: StaffRow, post: Held) -> bool:
    return row.group == post.group and (not row.has_team or row.team == post.team)


def _same_place_live(row: StaffRow, post: Held, on: datetime.date) -> bool:
    return post.is_live_on(on) and _same_place(row, post)


def _same_start(row: StaffRow, post: Held, on: datetime.date) -> bool:
    return row.starts_on == post.starts_on and (post.is_live_on(on) or row.group == post.group)


def _same_group_live(row: StaffRow, post: Held, on: datetime.date) -> bool:
    return row.group == post.group and _told_anew(row, post, on)


def _told_anew(row: StaffRow, post: Held, on: datetime.date) -> bool:
    return post.is_live_on(on) and (row.starts_on is None or row.starts_on <= post.starts_on)
