"""What becomes of rules when one is added, changed or ended. Pure: no database."""

import datetime
from dataclasses import replace

import pytest

from learning.workforce.days import DAY
from learning.workforce.needs.need import Held, Need
from learning.workforce.needs.steps import (
    NeedRefused,
    Step,
    What,
    add,
    after,
    change,
    refuse_overlaps,
    seal,
    take_back,
)

TODAY = datetime.date(2027, 3, 3)
TOMORROW = TODAY + DAY
MAY = datetime.date(2027, 5, 1)
RULE = Need(
    course=1,
    groups=frozenset({7, 8}),
    teams=frozenset(),
    kind="mandatory",
    first_due_days=90,
    returner_days=60,
    refresh_months=36,
    early_renewal_days=90,
    target_pct=90,
    amber_margin=10,
    grace_counts=False,
    effective_from=datetime.date(2025, 1, 1),
)
COUNTING = Held(5, RULE)
TO_COME = Held(6, replace(RULE, effective_from=TOMORROW))


def changed(held: Held, *, from_day=MAY, again=False, **terms) -> Step | None:
    return change(held, replace(held.need, **terms), from_day=from_day, today=TODAY, again=again)


def test_a_new_rule_is_announced_before_it_counts():
    assert add(TO_COME.need, today=TODAY) == Step(What.ADDED, begins=TO_COME.need)
    with pytest.raises(NeedRefused, match="Choose 4 March 2027 or a later day"):
        add(replace(RULE, effective_from=TODAY), today=TODAY)


def test_nothing_changed_is_nothing():
    assert changed(COUNTING) is None


def test_a_rule_that_counts_is_ended_and_another_goes_on_from_it():
    step = changed(COUNTING, first_due_days=30)
    assert step.what == What.REPLACED
    assert step.stays == replace(RULE, effective_to=MAY - DAY)
    assert step.begins == replace(
        RULE, first_due_days=30, effective_from=MAY, asked_since=RULE.effective_from
    )
    assert step.from_day == MAY


def test_going_on_twice_still_counts_days_from_the_very_first():
    second = Held(9, replace(RULE, effective_from=TODAY - DAY, asked_since=datetime.date(2023, 1, 1)))
    assert changed(second, target_pct=95).begins.asked_since == datetime.date(2023, 1, 1)


@pytest.mark.parametrize(
    ("terms", "again"), [({"target_pct": 80}, True), ({"kind": "statutory"}, True)], ids=["asked", "stronger"]
)
def test_days_begin_again_when_the_lead_says_so(terms, again):
    assert changed(COUNTING, again=again, **terms).begins.asked_since is None


def test_days_begin_again_once_what_was_recommended_is_required():
    recommended = Held(5, replace(RULE, kind="recommended"))
    assert changed(recommended, kind="mandatory").begins.asked_since is None
    assert changed(recommended, target_pct=60).begins.asked_since == RULE.effective_from


def test_a_rule_that_has_not_begun_is_changed_where_it_stands():
    step = changed(TO_COME, first_due_days=30, groups=frozenset({7, 8, 9}))
    assert (step.what, step.begins) == (What.CHANGED, None)
    assert step.stays == replace(TO_COME.need, first_due_days=30, groups=frozenset({7, 8, 9}))


def test_a_last_day_is_today_at_the_earliest_and_nothing_else_moves():
    assert changed(COUNTING, effective_to=TODAY).stays == replace(RULE, effective_to=TODAY)
    assert changed(COUNTING, effective_to=TODAY).what == What.ENDED
    with pytest.raises(NeedRefused, match="Choose 3 March 2027 or a later day"):
        changed(COUNTING, effective_to=TODAY - DAY)


@pytest.mark.parametrize(
    ("held", "terms", "field", "words"),
    [
        (COUNTING, {"effective_from": MAY}, "effective_from", "It has counted since 1 January 2025"),
        (COUNTING, {"course": 2}, "course", "A rule stays with its course"),
        (COUNTING, {"groups": frozenset()}, "groups", "for more people"),
        (COUNTING, {"groups": frozenset({7, 9})}, "groups", "for more people"),
        (COUNTING, {"target_pct": 80, "from_day": TODAY}, "from_day", "or a later day"),
        (
            Held(5, replace(RULE, effective_to=TODAY - DAY)),
            {"target_pct": 80},
            "effective_to",
            "ended on 2 March",
        ),
        (
            Held(5, replace(RULE, effective_to=TODAY)),
            {"target_pct": 80},
            "from_day",
            "It ends on 3 March 2027",
        ),
        (TO_COME, {"effective_from": TODAY}, "effective_from", "or a later day"),
        (TO_COME, {"effective_to": TODAY}, "effective_to", "cannot be before the first day"),
        (COUNTING, {"target_pct": 80, "effective_to": TOMORROW}, "effective_to", "cannot be before"),
    ],
)
def test_what_would_move_the_past_or_makes_no_sense_is_refused_beside_its_field(held, terms, field, words):
    with pytest.raises(NeedRefused, match=words) as refusal:
        changed(held, **terms)
    assert refusal.value.field == field


def test_a_rule_may_come_to_be_for_fewer_people():
    step = changed(COUNTING, groups=frozenset({7}), teams=frozenset({3}))
    assert (step.begins.groups, step.begins.teams) == ({7}, {3})


def test_only_what_has_not_begun_is_taken_back():
    assert take_back(TO_COME, today=TODAY) == Step(What.TAKEN_BACK, held=TO_COME)
    with pytest.raises(NeedRefused, match="It has counted since"):
        take_back(COUNTING, today=TODAY)


def test_the_same_is_not_asked_twice_of_the_same_people_in_the_same_days():
    again, later = add(replace(RULE, effective_from=MAY), today=TODAY), changed(COUNTING, target_pct=80)
    with pytest.raises(NeedRefused, match="already in these days, from 1 January 2025"):
        refuse_overlaps(after([COUNTING], [again]), again)
    refuse_overlaps(after([COUNTING], [later]), later)


def test_the_rules_afterwards_are_those_that_stay_and_those_that_begin():
    steps = [changed(COUNTING, target_pct=80), take_back(TO_COME, today=TODAY)]
    assert after([COUNTING, TO_COME], steps) == [Held(5, steps[0].stays), Held(-1, steps[0].begins)]


def test_a_seal_is_the_same_for_the_same_steps_alone():
    step, same, other = (changed(COUNTING, target_pct=pct) for pct in (80, 80, 81))
    assert seal([step]) == seal([same])
    assert len({seal([step]), seal([other]), seal([])}) == 3


def test_days_from_which_nothing_can_be_counted_on_are_refused():
    far = datetime.date.max
    for wanted, field in (
        ({"effective_from": far}, "effective_from"),
        ({"effective_to": far}, "effective_to"),
    ):
        with pytest.raises(NeedRefused, match="Choose a day up to 31 December 2199") as refused:
            add(replace(TO_COME.need, **wanted), today=TODAY)
        assert refused.value.field == field
    with pytest.raises(NeedRefused, match="Choose a day up to"):
        changed(COUNTING, effective_to=far)
    with pytest.raises(NeedRefused, match="Choose a day up to"):
        changed(COUNTING, from_day=far, target_pct=80)
