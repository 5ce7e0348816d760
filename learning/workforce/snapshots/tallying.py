"""The numbers of a snapshot: an organisation, each of its staff groups, sides and teams, by courses."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator

from learning.people.organisations import Organisation, Team
from learning.people.posts import Post, PracticeGroup
from learning.workforce import counting
from learning.workforce.filters import Asked
from learning.workforce.requirements import Requirement
from learning.workforce.snapshots.naming import esr_key
from learning.workforce.snapshots.rows import LAPSING_DAYS, LATE_DAYS, SIDES, Dimension, SnapshotRow
from learning.workforce.standings import PostStanding, standings
from learning.workforce.statuses import Status

NUMBERS = ("n", "due", "overdue", "never", "expiring", "target_pct", "amber_margin")


def tally(
    organisation: Organisation,
    *,
    on: datetime.date,
    snapshot: uuid.UUID,
    after_each: Callable[[], None] = lambda: None,
) -> Iterator[SnapshotRow]:
    """The rows of a snapshot, unsaved. A course at a time, so that a large organisation need not be in memory; after each
    course `after_each` is called.
    """
    posts = Post.objects.filter(organisation=organisation)
    above = _teams_above(organisation)
    codes = PracticeGroup.objects.values_list("pk", "esr_staff_group")
    esr = {key: esr_key(code) for key, code in codes}
    rules = Requirement.objects.of([organisation]).in_force_on(on)
    for course in rules.order_by("course__path").values_list("course_id", flat=True).distinct():
        found = standings(posts, on=on, courses=[course])
        for asked in Asked:
            of_kind = [each for each in found if each.is_required == (asked == Asked.REQUIRED)]
            for (dimension, key), members in _by_place(of_kind, organisation, above, esr):
                yield SnapshotRow(
                    snapshot_id=snapshot,
                    organisation=organisation,
                    asked=asked,
                    dimension=dimension,
                    key=key,
                    course_id=course,
                    **_numbers(counting.cell(members), on=on),
                )
        after_each()


def _teams_above(organisation: Organisation) -> dict[int, list[int]]:
    """Each team of an organisation, with itself and the teams above it."""
    paths = dict(Team.objects.filter(organisation=organisation).values_list("path", "pk"))
    step = Team.steplen
    return {
        key: [paths[path[:end]] for end in range(step, len(path) + 1, step) if path[:end] in paths]
        for path, key in paths.items()
    }


def _by_place(
    found: list[PostStanding], organisation: Organisation, above: dict[int, list[int]], esr: dict[int, int]
):
    """The standings of the organisation, of each staff group, ours and of ESR, each side, and each team with those below it."""
    places = defaultdict(list)
    for each in found:
        places[Dimension.WHOLE, organisation.pk].append(each)
        places[Dimension.GROUP, each.practice_group_id].append(each)
        places[Dimension.ESR, esr[each.practice_group_id]].append(each)
        places[Dimension.SIDE, SIDES[each.side]].append(each)
        for team in above.get(each.team_id, ()):
            places[Dimension.TEAM, team].append(each)
    return places.items()


def _numbers(cell: counting.Cell, *, on: datetime.date) -> dict:
    late = [(on - each.standing.due_on).days for each in cell.counted if each.status in Status.LATE]
    bands, earlier = {}, 0
    for name, days in LATE_DAYS.items():
        bands[name] = sum(earlier < each <= days for each in late)
        earlier = days
    lapsing = {
        name: len(counting.lapsing(cell.members, on=on, days=days)) for name, days in LAPSING_DAYS.items()
    }
    numbers = {name: getattr(cell.count, name) for name in NUMBERS}
    left_out = dict(sorted(cell.count.left_out.items()))
    return numbers | bands | {"late_longer": len(late) - sum(bands.values()), "left_out": left_out} | lapsing
