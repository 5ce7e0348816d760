"""What one person adds to each row of the tables of an organisation. Adding everyone's gives what counting gives.

Nothing is read here. The words of a number, each so many people: `due` and, of those, `n`, `overdue`, `never`, `expiring`,
`within:30` and so on; `target:90/10`, whose target and margin they fall under; or `out`, and with it `away:maternity` or
`grace:new_starter`. Over all courses also `late`, `away`, and `anyone`.

Rows of the group DAYS hold what the page of today says of what is required: `until:2027-03-09` of those who lapse within 90 days,
over all courses with `until:2027-03-09/4` of whoever lapses for the last time before it four days earlier; `late:31`, `never:31`
and `starter:31`, by the first number of days of a band; `begun` or `not_begun` of those who have never completed it; `joint:due`
and `joint:n` of joint courses; `long` and `long:maternity` of those who are away for long, `past_return` of those who should be back.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from learning.people.organisations import Team
from learning.workforce.counting import once_a_person
from learning.workforce.standings import PostStanding
from learning.workforce.statuses import LONG_DAYS, Reason, Status

ALL_COURSES = 0
ALL_GROUPS = 0
DAYS = -1
HORIZONS = (30, 60, 90)
# The first number of days of each band of those who are late, and of those who have time left.
LATE_FROM = (1, 31, 91, 181, 366)
LEFT_FROM = (0, 31, 61, 91)
WEEK = 7


@dataclass(frozen=True, slots=True)
class Kept(PostStanding):
    """A standing as it is counted and kept. `within` is 0 where it does not lapse within 90 days; `band` the first number of days
    of a band, and LONG_DAYS where somebody is away for as long. `has_begun` is asked of whoever has never completed it,
    `is_past_return` of whoever is away.
    """

    team_path: str
    within: int
    band: int
    is_joint: bool
    has_begun: bool
    is_past_return: bool


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
        found = [each for post in posts for each in by_post[post]]
        yield tuple(places), numbers_of(found)
        if days := days_of([each for each in found if each.is_required]):
            yield tuple(place._replace(group=DAYS) for place in places if place.group == ALL_GROUPS), days


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


def days_of(required: list[Kept]) -> Numbers:
    """What one person adds to a row of days that these are in."""
    over_all: set[str] = set()
    numbers: Numbers = {}
    away = [each for each in required if each.status == Status.EXEMPT]
    long = once_a_person([each for each in away if each.band == LONG_DAYS])
    past_return = once_a_person([each for each in away if each.is_past_return])
    chosen = once_a_person(required)
    told = [(each, [*_days(each), *_joint(each)]) for each in chosen] + [(each, _long(each)) for each in long]
    for each, words in [*told, *((each, ["past_return"]) for each in past_return)]:
        if words:
            numbers.setdefault((True, each.course_id), {}).update(dict.fromkeys(words, 1))
            over_all.update(words)
    over_all.update(_gaps({each.standing.until for each in chosen if each.is_done and each.within}))
    if over_all:
        numbers[True, ALL_COURSES] = dict.fromkeys(over_all, 1)
    return numbers


def _days(each: Kept) -> list[str]:
    if each.is_done:
        return [f"until:{each.standing.until}"] if each.within else []
    if each.status in Status.LATE:
        begun = "begun" if each.has_begun else "not_begun"
        never = [f"never:{each.band}", begun] if each.status == Status.NEVER else []
        return [f"late:{each.band}", *never]
    if each.status == Status.IN_GRACE and each.standing.why == Reason.NEW_STARTER:
        return [f"starter:{each.band}"]
    return []


def _joint(each: Kept) -> list[str]:
    if not (each.is_joint and each.is_due):
        return []
    return ["joint:due", "joint:n"] if each.is_done else ["joint:due"]


def _long(each: Kept) -> list[str]:
    return ["long", f"long:{each.standing.why}"]


def _gaps(days: set[datetime.date]) -> Iterator[str]:
    """So that somebody with two days in one week can be counted once in it, whichever day the week begins on."""
    in_order = sorted(days)
    for earlier, later in zip(in_order, in_order[1:], strict=False):
        if (gap := (later - earlier).days) < WEEK:
            yield f"until:{later}/{gap}"
