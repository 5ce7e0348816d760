"""How people stand, as it is counted: reckoned from the facts of today, or read as it was kept."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache

from learning.people.organisations import Team
from learning.people.posts import Absence, PostQuerySet
from learning.workforce.begun import begun
from learning.workforce.days import DAY
from learning.workforce.rollups.rows import KeptStanding
from learning.workforce.rollups.shares import HORIZONS, LATE_FROM, LEFT_FROM, Kept
from learning.workforce.standings import PostStanding, spells_of, standings
from learning.workforce.statuses import LONG_DAYS, Standing, Status, joined

ByPerson = dict[int, list[Kept]]

PLAIN = [field.name for field in fields(PostStanding) if field.name != "standing"]
STATUSES = {str(status): status for status in Status}  # looking one up takes a tenth of making one
KEPT = [field.name for field in fields(Kept) if field.name not in {*PLAIN, "standing"}]
ENDS = len(PLAIN)
AT_ONCE = 1000
COLUMNS = [*PLAIN, *KEPT, "status", "due_on", "until", "why"]


def reckoned(
    posts: PostQuerySet,
    *,
    on: datetime.date,
    joint: Collection[int],
    paths: dict[int, str] | None = None,
) -> ByPerson:
    """By person. `joint` are keys of joint courses; `paths` are of teams, by key, where they are known. Eleven queries at most."""
    found = standings(posts, on=on)
    if paths is None:
        paths = paths_of({each.team_id for each in found})
    by_person, facts = defaultdict(list), _Facts.of(posts, found, on, joint)
    for each in found:
        by_person[each.person_id].append(_kept(each, paths, on, facts))
    return by_person


@dataclass(frozen=True)
class _Facts:
    """What of some posts is in none of their standings: posts that are away for long or past the day of their return, what people
    have begun, and which courses are joint, all by keys.
    """

    long: set[int]
    past_return: set[int]
    begun: set[tuple[int, int]]
    joint: Collection[int]

    @classmethod
    def of(
        cls, posts: PostQuerySet, found: Iterable[PostStanding], on: datetime.date, joint: Collection[int]
    ) -> "_Facts":
        never = {each.course_id for each in found if each.status == Status.NEVER}
        people = posts.order_by().values("person")
        return cls(
            long=_long_away(posts, on),
            past_return=_past_return(posts, on),
            begun=begun(people, never, on=on) if never else set(),
            joint=frozenset(joint),
        )


def paths_of(teams: Iterable[int | None]) -> dict[int, str]:
    return dict(Team.objects.filter(pk__in=[team for team in teams if team]).values_list("pk", "path"))


def _long_away(posts: PostQuerySet, on: datetime.date) -> set[int]:
    """Those of some posts whose holder is away, and has been for LONG_DAYS."""
    spells = spells_of(posts, on)
    return {
        post
        for post, of_post in spells.items()
        if any(each.exempts_on(on) and each.is_long_on(on) for each in joined(of_post))
    }


def _past_return(posts: PostQuerySet, on: datetime.date) -> set[int]:
    """Those of some posts whose holder is away, and was expected back before."""
    away = Absence.objects.filter(post__in=posts.order_by().values("pk")).on(on)
    return set(away.filter(expected_until__lt=on).values_list("post", flat=True))


def _kept(each: PostStanding, paths: dict[int, str], on: datetime.date, facts: _Facts) -> Kept:
    plain = {name: getattr(each, name) for name in PLAIN}
    is_away, is_never = each.status == Status.EXEMPT, each.status == Status.NEVER
    return Kept(
        **plain,
        standing=each.standing,
        team_path=paths[each.team_id] if each.team_id else "",
        within=_within(each, on),
        band=_band(each, on, facts.long),
        is_joint=each.course_id in facts.joint,
        has_begun=is_never and (each.person_id, each.course_id) in facts.begun,
        is_past_return=is_away and each.post_id in facts.past_return,
    )


def _within(each: PostStanding, on: datetime.date) -> int:
    until = each.standing.until
    if not each.is_done or until is None:
        return 0
    return next((days for days in HORIZONS if until <= on + days * DAY), 0)


def _band(each: PostStanding, on: datetime.date, away: set[int]) -> int:
    if each.status == Status.EXEMPT:
        return LONG_DAYS if each.post_id in away else 0
    due_on = each.standing.due_on
    if due_on is None:
        return 0
    days, firsts = ((due_on - on).days, LEFT_FROM) if on <= due_on else ((on - due_on).days, LATE_FROM)
    return max(first for first in firsts if first <= days)


def read(rows) -> ByPerson:
    """Kept standings of a queryset, by person, in the order of posts and courses. One query."""
    by_person = defaultdict(list)
    for values in rows.order_by("person_id", "post_id", "course_id").values_list(*COLUMNS):
        each = from_values(values)
        by_person[each.person_id].append(each)
    return by_person


def one_after_another(rows, people: list[int] | None = None) -> Iterator[list[Kept]]:
    """The same of one person after another, of all or of some, however many they are: a thousand are in memory. A query for each
    thousand, and one.
    """
    if people is None:
        people = list(rows.order_by("person_id").values_list("person_id", flat=True).distinct())
    for first in range(0, len(people), AT_ONCE):
        yield from read(rows.filter(person__in=people[first : first + AT_ONCE])).values()


def people_after(rows, last: int, *, most: int) -> list[int]:
    """Keys of the next people, in order, in a queryset of rows about people: posts or kept standings. One query."""
    later = rows.filter(person__gt=last).order_by("person_id")
    return list(later.values_list("person_id", flat=True).distinct()[:most])


def from_values(values: tuple) -> Kept:
    """Of a row's COLUMNS."""
    return Kept(*values[:ENDS], standing_of(*values[-4:]), *values[ENDS:-4])


@lru_cache(maxsize=20_000)
def standing_of(status: str, due_on: datetime.date | None, until: datetime.date | None, why: str) -> Standing:
    """Many people stand alike."""
    return Standing(STATUSES[status], due_on, until, why)


def values_of(each: Kept) -> tuple:
    """A row's COLUMNS."""
    standing = each.standing
    return (
        *(getattr(each, name) for name in PLAIN),
        *(getattr(each, name) for name in KEPT),
        str(standing.status),
        standing.due_on,
        standing.until,
        str(standing.why),
    )


def row_of(each: Kept) -> KeptStanding:
    return KeptStanding(**dict(zip(COLUMNS, values_of(each), strict=True)))
