"""All that is kept of organisations, made anew at once: for a database that was filled, or one that verify finds wrong."""

import datetime
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from django.db import transaction

from learning.people.organisations import Organisation, Team
from learning.people.posts import Post
from learning.records.pages import joint_programmes
from learning.workforce.rollups.copying import write_many
from learning.workforce.rollups.days import next_changes
from learning.workforce.rollups.rows import KeptStanding, Rollup, RollupRow, Touched, Watched
from learning.workforce.rollups.shares import Spot, shares
from learning.workforce.rollups.standing_rows import COLUMNS, ByPerson, people_after, reckoned, values_of

PEOPLE = 1000
Words = dict[str, int]
Sums = dict[tuple[Spot, ...], dict[tuple[bool, int], Words]]


def rebuild(
    organisations: Iterable[Organisation],
    *,
    today: datetime.date,
    say: Callable[[str], object] = lambda words: None,
) -> None:
    """One transaction for each organisation. Whatever is written meanwhile is folded afterwards, as always."""
    for organisation in organisations:
        Rollup.objects.get_or_create(organisation=organisation, defaults={"day": today})
        say(f"{organisation}: {_rebuild(organisation.pk, today)} standings")


@transaction.atomic
def _rebuild(organisation: int, today: datetime.date) -> int:
    rollup = Rollup.objects.select_for_update(of=("self",)).get(organisation=organisation)
    rollup.day = max(rollup.day, today)
    rollup.joint = sorted(joint_programmes())
    Touched.objects.filter(organisation=organisation).delete()
    for model in (KeptStanding, RollupRow, Watched):
        model.objects.filter(organisation=organisation).delete()
    written, sums = 0, new_sums()
    for people, kept in everyone(rollup):
        everything = list(chain.from_iterable(kept.values()))
        written += len(everything)
        write_many(KeptStanding, COLUMNS, map(values_of, everything))
        days = next_changes(organisation, people, everything, on=rollup.day)
        watched = ((organisation, person, day) for person, day in days.items())
        write_many(Watched, ["organisation", "person", "changes_on"], watched)
        add_all(sums, kept)
    write_many(
        RollupRow,
        ["organisation", "team_path", "side", "group", "is_required", "numbers"],
        (
            (organisation, *spot, required, json.dumps(numbers))
            for (spot, required), numbers in numbers_of(sums).items()
        ),
    )
    rollup.is_ready = True
    rollup.save()
    return written


def everyone(rollup: Rollup) -> Iterator[tuple[list[int], ByPerson]]:
    """Whoever has a post in an organisation, so many at a time, and how they stand on the day that is kept."""
    organisation = rollup.organisation_id
    paths = dict(Team.objects.filter(organisation=organisation).values_list("pk", "path"))
    posts, last = Post.objects.filter(organisation=organisation), 0
    while people := people_after(posts, last, most=PEOPLE):
        part = posts.filter(person__gt=last, person__lte=people[-1])
        yield people, reckoned(part, on=rollup.day, joint=rollup.joint, paths=paths)
        last = people[-1]


def new_sums() -> Sums:
    return defaultdict(lambda: defaultdict(dict))


def add_all(sums: Sums, kept: ByPerson) -> None:
    """Those who are in the same rows are added up before the rows are looked at: most have one post."""
    for of_one in kept.values():
        for places, numbers in shares(of_one):
            of_places = sums[places]
            for key, words in numbers.items():
                _add(of_places[key], words)


def _add(total: Words, words: Words) -> None:
    """Counter.update does the same, and takes three times as long; here it is done a hundred times a person."""
    for word, number in words.items():
        total[word] = total.get(word, 0) + number


def numbers_of(sums: Sums) -> dict[tuple[Spot, bool], dict[str, Words]]:
    """What each row holds."""
    rows: dict = defaultdict(lambda: defaultdict(dict))
    for places, numbers in sums.items():
        for spot in places:
            for (required, course), words in numbers.items():
                _add(rows[spot, required][str(course)], words)
    return rows
