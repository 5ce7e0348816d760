"""Rows other than staff groups from kept numbers: each is a place of its own, whose total is kept.

ESR staff groups are none: sums of staff groups would count people in two of them twice.
"""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import replace

from learning.people.sides import Side
from learning.workforce.filters import Asked, Filters
from learning.workforce.matrix.rows import Rows
from learning.workforce.matrix.teams import DIRECTLY, NO_TEAM
from learning.workforce.rollups.reading import KeptPlace, RolledFigures, Words
from learning.workforce.rollups.rows import KeptStanding, RollupRow
from learning.workforce.rollups.shares import ALL_COURSES, ALL_GROUPS, numbers_of
from learning.workforce.rollups.standing_rows import one_after_another

Numbers = dict[Hashable, dict[int, Words]]
KEPT = ("team", "organisation", "side")


def kept_rows(filters: Filters, kept: KeptPlace, rows: Rows) -> RolledFigures:
    """Three queries at most, however many people there are; and one for each thousand who are right in a team, or in none."""
    whole = RolledFigures.read(filters, kept.place, discreet=kept.discreet, as_at=kept.as_at)
    total = whole.numbers.get(ALL_GROUPS, {})
    if filters.rows == "organisation":
        found: Numbers = {kept.place.organisation: total}
    elif filters.rows == "side":
        found = _sides(filters, kept)
    else:
        found = _teams(filters, kept, rows) | _of_no_team_below(filters, kept, rows)
    return replace(whole, numbers={ALL_GROUPS: total} | found)


def _totals(filters: Filters, kept: KeptPlace):
    """The totals of places in an organisation, or the staff group there that was chosen."""
    required = filters.asked == Asked.REQUIRED
    group = filters.group.pk if filters.group else ALL_GROUPS
    return RollupRow.objects.filter(organisation=kept.place.organisation, group=group, is_required=required)


def _sides(filters: Filters, kept: KeptPlace) -> Numbers:
    place = kept.place
    sides = [place.side] if place.side else Side.values
    found = _totals(filters, kept).filter(team_path=place.team_path, side__in=sides)
    return {side: _chosen(filters, numbers) for side, numbers in found.values_list("side", "numbers")}


def _teams(filters: Filters, kept: KeptPlace, rows: Rows) -> Numbers:
    keys = {head.path: head.key for head in rows.heads if head.path}
    found = _totals(filters, kept).filter(team_path__in=keys, side=kept.place.side)
    return {
        keys[path]: _chosen(filters, numbers) for path, numbers in found.values_list("team_path", "numbers")
    }


def _of_no_team_below(filters: Filters, kept: KeptPlace, rows: Rows) -> Numbers:
    """Whoever is right in a team with teams below, or in none: added up person by person. None are in no manager's reach."""
    found: Numbers = {}
    for head in rows.heads:
        if head.key == DIRECTLY or (head.key == NO_TEAM and not kept.place.team_path):
            standings = KeptStanding.objects.filter(
                organisation=kept.place.organisation, team=head.alone.get("team")
            )
            if kept.place.side:
                standings = standings.filter(side=kept.place.side)
            if filters.group:
                standings = standings.filter(practice_group=filters.group)
            if numbers := _added(filters, standings):
                found[head.key] = numbers
    return found


def _added(filters: Filters, standings) -> dict[int, Words]:
    required = filters.asked == Asked.REQUIRED
    added: dict[int, Words] = defaultdict(lambda: defaultdict(int))
    for of_one in one_after_another(standings):
        for (is_required, course), words in numbers_of(of_one).items():
            if is_required == required:
                for word, number in words.items():
                    added[course][word] += number
    return _chosen(filters, {course: dict(words) for course, words in added.items()})


def _chosen(filters: Filters, numbers: dict) -> dict[int, Words]:
    """Of the course that was chosen, or of all; and of everything together."""
    found = {int(course): words for course, words in numbers.items()}
    wanted = filters.courses and {ALL_COURSES, *filters.courses}
    return {course: words for course, words in found.items() if not wanted or course in wanted}
