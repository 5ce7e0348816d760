"""What one person adds to each row of the tables of an organisation. Adding everyone's gives what counting gives.

Nothing is read here. The words of a number, each so many people: `due` and, of those, `n`, `overdue`, `never`, `expiring`,
`within:30` and so on; `target:90/10`, whose target and margin they fall under; or `out`, and with it `away:maternity` or
`grace:new_starter`. Over all courses also `late`, `away`, and `anyone`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from learning.people.organisations import Team
from learning.workforce.counting import once_a_person
from learning.workforce.standings import PostStanding
from learning.workforce.statuses import Status

ALL_COURSES = 0
ALL_GROUPS = 0
HORIZONS = (30, 60, 90)


@dataclass(frozen=True, slots=True)
class Kept(PostStanding):
    """A standing as it is counted and kept. `within` is 0 where it does not lapse within 90 days."""

    team_path: str
    within: int


class Spot(NamedTuple):
    """A row of a table, but for whether it is of what is required."""

    team_path: str
    side: str
    group: int


Numbers = dict[tuple[bool, int], dict[str, int]]


def shares(kept: Iterable[Kept]) -> Iterator[tuple[tuple[Spot, ...], Numbers]]:
    """Of one person in one organisation: rows that take the same of them, and what, by whether required and course.

    In a row where several of their posts are, they count once.
    """
    by_post = defaultdict(list)
    for each in kept:
        by_post[each.post_id].append(each)
    posts_at = defaultdict(list)
    for post, [first, *_] in by_post.items():
        for spot in spots(first):
            posts_at[spot].append(post)
    alike = defaultdict(list)
    for spot, posts in posts_at.items():
        alike[tuple(posts)].append(spot)
    for posts, places in alike.items():
        yield tuple(places), numbers_of([each for post in posts for each in by_post[post]])


def spots(each: Kept) -> list[Spot]:
    """Every row that it is in: of its organisation, its team and each above, its side or all, its group or all."""
    step = Team.steplen
    paths = [each.team_path[:length] for length in range(0, len(each.team_path) + 1, step)]
    return [
        Spot(path, side, group)
        for path in paths
        for side in ("", each.side)
        for group in (ALL_GROUPS, each.practice_group_id)
    ]


def numbers_of(found: list[Kept]) -> Numbers:
    """What one person adds to a row that these are in."""
    numbers: Numbers = {}
    for required in (True, False):
        over_all: set[str] = set()
        for each in once_a_person([one for one in found if one.is_required == required]):
            words = words_of(each)
            numbers[required, each.course_id] = dict.fromkeys(words, 1)
            over_all.update(words, _over_all(each))
        if over_all:
            numbers[required, ALL_COURSES] = {word: 1 for word in over_all if not word.startswith("target:")}
    return numbers


def words_of(each: Kept) -> list[str]:
    if not each.is_due:
        kind = "away" if each.status == Status.EXEMPT else "grace"
        return ["out", f"{kind}:{each.standing.why}"]
    words = ["due", f"target:{each.target_pct}/{each.amber_margin}"]
    if each.is_done:
        words.append("n")
        words += [f"within:{days}" for days in HORIZONS if 0 < each.within <= days]
    if each.status in (Status.EXPIRING, Status.OVERDUE, Status.NEVER):
        words.append(str(each.status))
    return words


def _over_all(each: Kept) -> list[str]:
    if each.status == Status.EXEMPT:
        return ["anyone", "away"]
    return ["anyone", "late"] if each.status in Status.LATE else ["anyone"]
