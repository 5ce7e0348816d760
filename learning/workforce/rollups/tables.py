"""The figures of a table by staff group: kept of one place or of several together, and else counted. The same numbers each way.

Several are added up, and people who are in more than one of them are put right: what they add to each is taken away, and what they
add to the whole, where they count once, is added.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Case, Count, IntegerField, Q, Value, When

from learning.people.posts import Post
from learning.workforce import scopes
from learning.workforce.figures import Figures, figures
from learning.workforce.filters import Asked, Filters
from learning.workforce.rollups.reading import Place, RolledFigures, Words, as_at, kept_for, places_of
from learning.workforce.rollups.rows import KeptStanding, Rollup, RollupRow
from learning.workforce.rollups.shares import ALL_GROUPS, Kept, numbers_of
from learning.workforce.rollups.standing_rows import one_after_another

Numbers = dict[int, dict[int, Counter]]


def table_figures(person, filters: Filters, *, at: datetime.datetime) -> Figures | RolledFigures:
    if kept := kept_for(person, filters, at=at):
        return RolledFigures.read(filters, kept.place, discreet=kept.discreet, as_at=kept.as_at)
    return _of_several(person, filters, at=at) or figures(person, filters)


def _of_several(person, filters: Filters, *, at: datetime.datetime) -> RolledFigures | None:
    """None where any of the places is not kept, or someone may know why people are away in some and not in others."""
    if filters.on != filters.today or filters.is_not_kept:
        return None
    led = scopes.keys_led(person, today=filters.today)
    places = places_of(person, filters, led)
    organisations = {place.organisation for place in places}
    rollups = Rollup.objects.filter(organisation__in=organisations, is_ready=True)
    found = list(rollups) if len(organisations & led) in (0, len(organisations)) else []
    if not found or len(found) < len(organisations):
        return None
    numbers = _summed(filters, places)
    return RolledFigures(
        filters,
        {
            group: {course: dict(+words) for course, words in of_row.items()}
            for group, of_row in numbers.items()
        },
        discreet=not organisations & led,
        as_at=min(as_at(rollup, at=at) for rollup in found),
    )


def _summed(filters: Filters, places: Iterable[Place]) -> Numbers:
    required = filters.asked == Asked.REQUIRED
    numbers: Numbers = defaultdict(lambda: defaultdict(Counter))
    rows = RollupRow.objects.filter(_any(places, _row_of), group__gte=ALL_GROUPS, is_required=required)
    for group, of_row in rows.values_list("group", "numbers"):
        for course, words in of_row.items():
            _add(numbers, group, int(course), words, 1, filters)
    for of_one in _in_several(places):
        for place in places:
            _count(numbers, [each for each in of_one if _holds(place, each)], -1, filters)
        _count(numbers, of_one, 1, filters)
    return numbers


def _count(numbers: Numbers, found: list[Kept], sign: int, filters: Filters) -> None:
    """What one person adds to each row of the table."""
    required = filters.asked == Asked.REQUIRED
    for group in {ALL_GROUPS, *(each.practice_group_id for each in found)}:
        of_group = [each for each in found if group in (ALL_GROUPS, each.practice_group_id)]
        for (is_required, course), words in numbers_of(of_group).items():
            if is_required == required:
                _add(numbers, group, course, words, sign, filters)


def _add(numbers: Numbers, group: int, course: int, words: Words, sign: int, filters: Filters) -> None:
    if RolledFigures.is_of(filters, course):
        for word, number in words.items():
            numbers[group][course][word] += sign * number


def _in_several(places: Iterable[Place]) -> Iterator[list[Kept]]:
    """What is kept of whoever holds posts in more than one of the places, person by person."""
    which = Case(
        *(When(_post_of(place), then=Value(number)) for number, place in enumerate(places)),
        output_field=IntegerField(),
    )
    posts = Post.objects.filter(_any(places, _post_of)).order_by()
    people = posts.values("person").annotate(places=Count(which, distinct=True)).filter(places__gt=1)
    people = list(people.order_by("person").values_list("person", flat=True))
    return one_after_another(KeptStanding.objects.filter(_any(places, _standing_of)), people)


def _any(places: Iterable[Place], condition) -> Q:
    found = Q(pk__in=[])
    for place in places:
        found |= condition(place)
    return found


def _row_of(place: Place) -> Q:
    return Q(organisation=place.organisation, team_path=place.team_path, side=place.side)


def _standing_of(place: Place) -> Q:
    of_side = Q(side=place.side) if place.side else Q()
    return of_side & Q(organisation=place.organisation, team_path__startswith=place.team_path)


def _post_of(place: Place) -> Q:
    of_team = Q(team__path__startswith=place.team_path) if place.team_path else Q()
    return of_team & Q(organisation=place.organisation)


def _holds(place: Place, each: Kept) -> bool:
    return (
        each.organisation_id == place.organisation
        and each.team_path.startswith(place.team_path)
        and place.side in ("", each.side)
    )
