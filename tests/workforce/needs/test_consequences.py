"""What is said that a change would do is what it then does: foretold, carried out, and counted again from the rows."""

import datetime
import re
from collections import Counter
from dataclasses import replace

import pytest

from learning.people.models import Post
from learning.workforce.counting import table
from learning.workforce.needs import consequences as consequences_module
from learning.workforce.needs.consequences import consequences
from learning.workforce.needs.keeping import keep
from learning.workforce.needs.places import ORGANISATION, Place
from learning.workforce.needs.steps import add, change
from learning.workforce.standings import standings
from learning.workforce.words import STATUSES
from tests.factories import AbsenceFactory, PostFactory, RequirementFactory, TeamFactory
from tests.workforce.factories import DAY, ON
from tests.workforce.needs.factories import AT, a_need
from tests.workforce.world import health_visitors, midwives

APRIL = datetime.date(2027, 4, 1)


@pytest.fixture
def place(needs) -> Place:
    """With a team below the first, someone away, someone in two posts, and a weaker rule beside the strong one."""
    below = TeamFactory(parent=needs.team, name="Duty desk")
    facts = {"organisation": needs.organisation, "starts_on": ON - 900 * DAY}
    away = PostFactory(**facts, team=below, practice_group=midwives())
    AbsenceFactory(post=away, starts_on=ON - 50 * DAY)
    nora = needs.people["Nora Never"]
    PostFactory(**facts, person=nora, team=below, practice_group=midwives(), is_primary=False)
    RequirementFactory(
        organisation=needs.organisation,
        course=needs.other,
        groups=[health_visitors()],
        kind="recommended",
        first_due_days=30,
    )
    return Place(ORGANISATION, needs.organisation)


def rule_of(place, course):
    return next(each for each in place.held if each.need.course == course.pk)


def changed(place, course, *, again=False, **terms):
    held = rule_of(place, course)
    wanted = replace(held.need, **terms)
    return [change(held, wanted, from_day=APRIL, today=ON, again=again)]


STEPS = {
    "asked of the team with those below it": lambda place, needs: [
        add(a_need(needs.other, teams=frozenset({needs.team.pk})), today=ON)
    ],
    "asked of a group, stronger than what is recommended": lambda place, needs: [
        add(a_need(needs.other, "hv", "mw", first_due_days=10), today=ON)
    ],
    "as strong, with as many days, and renewed sooner": lambda place, needs: [
        add(a_need(needs.course, "hv", refresh_months=12), today=ON)
    ],
    "renewed sooner": lambda place, needs: changed(place, needs.course, refresh_months=12),
    "days begin again": lambda place, needs: changed(place, needs.course, target_pct=95, again=True),
    "whoever has time counts": lambda place, needs: changed(place, needs.course, grace_counts=True),
    "of fewer people": lambda place, needs: changed(place, needs.course, groups=frozenset({midwives().pk})),
    "ended": lambda place, needs: changed(place, needs.course, effective_to=ON),
    "required and no longer recommended": lambda place, needs: changed(place, needs.other, kind="mandatory"),
    "two at once": lambda place, needs: [
        *changed(place, needs.course, first_due_days=5),
        add(a_need(needs.other, "mw"), today=ON),
    ],
}


def counted(needs, day) -> dict:
    """Each person's standing for each course, as the table has it: what is required covers what is recommended."""
    found = standings(Post.objects.filter(organisation=needs.organisation), on=day)
    tables = [table(one for one in found if one.is_required == required) for required in (False, True)]
    return {
        (each.person_id, each.course_id): (
            STATUSES[each.status][0],
            each.is_required and each.is_due,
            each.practice_group_id,
        )
        for each in (member for one in tables for cell in one.totals.values() for member in cell.members)
    }


def told(before: dict, after: dict) -> dict:
    """By staff group: who becomes due, who no longer is, and how statuses move."""
    absent = ("Not asked", False, None)
    found = {}
    for key in before | after:
        was, now = before.get(key, absent), after.get(key, absent)
        line = found.setdefault(now[2] or was[2], [0, 0, Counter()])
        line[0] += now[1] and not was[1]
        line[1] += was[1] and not now[1]
        if was[0] != now[0]:
            line[2][was[0], now[0]] += 1
    return {group: tuple(line) for group, line in found.items() if any(line)}


@pytest.mark.parametrize("make", STEPS.values(), ids=STEPS.keys())
def test_what_is_foretold_comes_about(make, place, needs):
    steps = make(place, needs)
    foretold = consequences(place, steps, today=ON, in_full=True)
    names = {str(group): key for key, group in place.groups.items()}
    first = min(step.from_day for step in steps)
    last = max(step.from_day + ((step.begins or step.stays).first_due_days + 1) * DAY for step in steps)
    before = [counted(needs, day) for day in (first, last)]

    keep(owner=needs.organisation, steps=steps, why="x", by=needs.lead, at=AT)

    after = [counted(needs, day) for day in (first, last)]
    said = [
        {names[line.name]: (line.due, line.no_longer_due, line.moved) for line in each.lines}
        for each in foretold
    ]
    assert said == [told(*pair) for pair in zip(before, after, strict=True)]


def test_a_total_counts_everyone_once(place, needs):
    [_, later] = consequences(place, STEPS["ended"](place, needs), today=ON, in_full=True)
    assert later.total.no_longer_due == sum(line.no_longer_due for line in later.lines)


def test_of_very_many_people_some_are_looked_at_and_the_rest_estimated(needs, monkeypatch):
    """Whoever came in alternately is looked at alike. A handful of those looked at is told of to nobody who does not lead them."""
    for number in range(120):
        group = (midwives, health_visitors)[number % 2]()
        PostFactory(organisation=needs.organisation, practice_group=group, starts_on=ON - 900 * DAY)
    place = Place(ORGANISATION, needs.organisation)
    steps = STEPS["ended"](place, needs)
    exactly = consequences(place, steps, today=ON, in_full=True)[-1]
    monkeypatch.setattr(consequences_module, "MOST_COUNTED", 62)
    about = consequences(place, steps, today=ON, in_full=True)[-1]
    assert (exactly.estimated, exactly.total.no_longer_due) == ("", 124)
    looked_at = int(re.search(r"There are 124 people .* estimated from (\d+) of them", about.estimated)[1])
    assert 45 < looked_at < 80
    assert about.total.no_longer_due == 2 * looked_at
    assert all(40 < line.no_longer_due < 90 for line in about.lines)
    assert len(about.lines) == len(exactly.lines) == 2
    monkeypatch.setattr(consequences_module, "MOST_COUNTED", 3)
    few = consequences(place, steps, today=ON, in_full=False)[-1]
    assert few.total.no_longer_due == "fewer than 210"
