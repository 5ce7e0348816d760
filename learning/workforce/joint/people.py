"""The people whom joint courses reach, from standings: counted just now, or kept."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Count as CountRows
from django.db.models import Q, QuerySet

from learning.workforce.counting import Count, once_a_person
from learning.workforce.rollups.standing_rows import read
from learning.workforce.standings import PostStanding
from learning.workforce.statuses import Status

DONE = Q(status__in=Status.DONE)
DUE = Q(status__in=Status.DUE) | Q(status=Status.IN_GRACE, grace_counts=True)


def people(members: Iterable[PostStanding]) -> Count:
    """Of standings that are one for each person and course: everyone due for any of them, and who has completed any."""
    members = list(members)
    done = {each.person_id for each in members if each.is_done}
    return Count(n=len(done), due=len({each.person_id for each in members if each.is_due}))


def by_side(found: Iterable[PostStanding]) -> dict[str, Count]:
    """Of standings that are of joint courses alone. Whoever holds posts on two sides is counted on both."""
    of_side = defaultdict(list)
    for each in found:
        of_side[each.side].append(each)
    return {side: people(once_a_person(members)) for side, members in of_side.items()}


def by_side_of_kept(rows: QuerySet, *, several: QuerySet, courses: Collection[int]) -> dict[str, Count]:
    """The same from kept rows. `several` are people with several posts, of whom it is told which counts. Two queries."""
    rows = rows.filter(course__in=courses)
    alone = rows.exclude(person__in=several).order_by().values("side")
    counted = alone.annotate(
        n=CountRows("person", distinct=True, filter=DONE),
        due=CountRows("person", distinct=True, filter=DUE),
    )
    found = {row["side"]: Count(n=row["n"], due=row["due"]) for row in counted}
    kept = read(rows.filter(person__in=several)).values()
    for side, more in by_side(each for of_one in kept for each in of_one).items():
        before = found.get(side, Count())
        found[side] = Count(n=before.n + more.n, due=before.due + more.due)
    return found
