"""Append, then fold: whoever was touched is looked at anew, and what changed of them is added to the kept figures.

One transaction for some people of one organisation: their standings, the rows of tables, and the touches they were
taken from. A worker that dies in it has done nothing; and what is folded twice adds nothing (docs/adr/0042).
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from django.db import connection, models, transaction
from django.utils import timezone

from learning.people.posts import Post
from learning.records.pages import joint_programmes
from learning.workforce.rollups import sweeping
from learning.workforce.rollups.days import next_changes
from learning.workforce.rollups.rows import KeptStanding, Rollup, RollupRow, Touched, Watched
from learning.workforce.rollups.shares import Spot, shares
from learning.workforce.rollups.standing_rows import COLUMNS, ByPerson, people_after, read, reckoned, row_of

PEOPLE = 50
KEY = ["organisation", "post", "course"]
Deltas = dict[tuple[Spot, bool], dict[str, Counter]]


def fold_some(*, at: datetime.datetime) -> bool:
    """One step of what waits, if anything does: people that were touched first, then those of whole organisations."""
    sweeping.begin_day(timezone.localdate(at))
    sweeping.spread(timezone.localdate(at))
    sweeping.count_as_joint(joint_programmes())
    waiting = Touched.objects.exclude(organisation=None)
    people = waiting.exclude(person=None).order_by("pk")[:PEOPLE].values_list("organisation_id", flat=True)
    if any(_fold_people(organisation) for organisation in dict.fromkeys(people)):
        return True
    whole = waiting.filter(person=None).order_by("organisation_id").values_list("organisation_id", flat=True)
    return any(_fold_next(organisation) for organisation in whole.distinct())


def hold(organisation: int) -> Rollup | None:
    """The organisation's row, held until the transaction ends; None while somebody else holds it, or it is gone."""
    rows = Rollup.objects.filter(organisation=organisation)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    return rows.first()


@transaction.atomic
def _fold_people(organisation: int) -> bool:
    """The people of an organisation who were touched first."""
    if (rollup := hold(organisation)) is None:
        return False
    touched = Touched.objects.filter(organisation=organisation).exclude(person=None)
    people = set(touched.order_by("pk")[:PEOPLE].values_list("person", flat=True))
    taken = list(touched.filter(person__in=people).values_list("pk", flat=True))
    _fold(rollup, people)
    Touched.objects.filter(pk__in=taken).delete()
    return bool(taken)


@transaction.atomic
def _fold_next(organisation: int) -> bool:
    """The next people of an organisation all of whom were touched."""
    if (rollup := hold(organisation)) is None:
        return False
    rows = list(Touched.objects.filter(organisation=organisation, person=None).order_by("after", "pk"))
    if not rows:
        return False
    touched, *others = rows
    Touched.objects.filter(pk__in=[other.pk for other in others]).delete()
    posts = Post.objects.filter(organisation=organisation)
    people = people_after(posts, touched.after, most=PEOPLE)
    _fold(rollup, people)
    if len(people) == PEOPLE:
        Touched.objects.filter(pk=touched.pk).update(after=max(people))
        return True
    touched.delete()
    Rollup.objects.filter(pk=rollup.pk).update(is_ready=True)
    return True


def _fold(rollup: Rollup, people: Collection[int]) -> None:
    organisation, day = rollup.organisation_id, rollup.day
    posts = Post.objects.filter(organisation=organisation, person__in=people)
    now = reckoned(posts, on=day, joint=rollup.joint)
    then = read(KeptStanding.objects.filter(organisation=organisation, person__in=people))
    _keep_standings(organisation, people, then, now)
    add(organisation, differences(then, now))
    everything = [each for of_one in now.values() for each in of_one]
    _watch(organisation, people, next_changes(organisation, people, everything, on=day))


def _keep_standings(organisation: int, people: Collection[int], then: ByPerson, now: ByPerson) -> None:
    before = {(each.post_id, each.course_id): each for of_one in then.values() for each in of_one}
    after = {(each.post_id, each.course_id): each for of_one in now.values() for each in of_one}
    changed = [row_of(each) for key, each in after.items() if before.get(key) != each]
    KeptStanding.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=KEY,
        update_fields=[name for name in COLUMNS if name.removesuffix("_id") not in KEY],
    )
    for post in {post for post, _ in before.keys() - after.keys()}:
        gone = [course for at, course in before.keys() - after.keys() if at == post]
        KeptStanding.objects.filter(organisation=organisation, post=post, course__in=gone).delete()


def differences(then: ByPerson, now: ByPerson) -> Deltas:
    """What the rows of tables gain and lose, of those people who stand differently."""
    deltas: Deltas = defaultdict(lambda: defaultdict(Counter))
    for person in then.keys() | now.keys():
        before, after = then.get(person, []), now.get(person, [])
        if set(before) != set(after):
            count_in(deltas, before, -1)
            count_in(deltas, after, 1)
    return deltas


def count_in(deltas: Deltas, of_one: Iterable, sign: int) -> None:
    for places, numbers in shares(of_one):
        for spot in places:
            for (required, course), words in numbers.items():
                counter = deltas[spot, required][str(course)]
                for word, number in words.items():
                    counter[word] += sign * number


def add(organisation: int, deltas: Deltas) -> None:
    """To the rows of an organisation that is held. Rows that say nothing any more go."""
    rows = {(_spot(row), row.is_required): row for row in _rows(organisation, deltas)}
    written, empty = [], []
    for (spot, required), added in deltas.items():
        row = rows.get((spot, required))
        if row is None:
            row = RollupRow(organisation_id=organisation, **spot._asdict(), is_required=required, numbers={})
        before = row.numbers
        row.numbers = summed(before, added)
        if row.numbers and row.numbers != before:
            written.append(row)
        elif not row.numbers and row.pk:
            empty.append(row.pk)
    RollupRow.objects.bulk_create(
        [_anew(row) for row in written],
        update_conflicts=True,
        unique_fields=["organisation", "team_path", "side", "group", "is_required"],
        update_fields=["numbers"],
    )
    RollupRow.objects.filter(pk__in=empty).delete()


def summed(numbers: dict, added: dict[str, Counter]) -> dict:
    """Two rows' numbers as one, without noughts. A number below nought stays, for verify to find."""
    total = {course: Counter(words) for course, words in numbers.items()}
    for course, words in added.items():
        counter = total.setdefault(course, Counter())
        for word, number in words.items():
            counter[word] += number
    kept = {course: {word: n for word, n in words.items() if n} for course, words in total.items()}
    return {course: words for course, words in kept.items() if words}


def _rows(organisation: int, deltas: Deltas) -> models.QuerySet:
    spots = {spot for spot, _ in deltas}
    return RollupRow.objects.filter(
        organisation=organisation,
        team_path__in={spot.team_path for spot in spots},
        group__in={spot.group for spot in spots},
    )


def _spot(row: RollupRow) -> Spot:
    return Spot(row.team_path, row.side, row.group)


def _anew(row: RollupRow) -> RollupRow:
    return RollupRow(
        organisation_id=row.organisation_id,
        **_spot(row)._asdict(),
        is_required=row.is_required,
        numbers=row.numbers,
    )


def _watch(organisation: int, people: Collection[int], days: dict[int, datetime.date]) -> None:
    rows = Watched.objects.filter(organisation=organisation, person__in=people)
    known = dict(rows.values_list("person", "changes_on"))
    Watched.objects.bulk_create(
        [
            Watched(organisation_id=organisation, person=person, changes_on=day)
            for person, day in days.items()
            if known.get(person) != day
        ],
        update_conflicts=True,
        unique_fields=["organisation", "person"],
        update_fields=["changes_on"],
    )
    rows.filter(person__in=known.keys() - days.keys()).delete()
