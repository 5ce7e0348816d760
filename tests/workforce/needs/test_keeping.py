"""The one writer of what is asked: what it writes, what it keeps of it, and what the database holds on to."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from learning.workforce.models import NeedChange, NeedDefault, NeedReason, Requirement
from learning.workforce.needs.books import proposals_of, rules_of
from learning.workforce.needs.keeping import ChangedMeanwhile, keep
from learning.workforce.needs.steps import NeedRefused, add, change, take_back
from tests.factories import PartnershipFactory, RequirementFactory, UserFactory
from tests.workforce.factories import DAY, ON
from tests.workforce.needs.factories import AT, TOMORROW, a_need


@pytest.fixture
def lead(db):
    return UserFactory(name="Lena Lead")


@pytest.fixture
def counting(team, course):
    """A rule that has counted for long."""
    return RequirementFactory(organisation=team.organisation, course=course)


def take(owner, lead, *steps, why="The board asked for it") -> list[NeedChange]:
    return keep(owner=owner, steps=steps, why=why, by=lead, at=AT)


def test_a_rule_is_written_with_its_groups_and_who_when_and_why(team, course, lead):
    [kept] = take(team.organisation, lead, add(a_need(course, "hv", "mw"), today=ON))

    rule = Requirement.objects.get()
    assert sorted(group.code for group in rule.practice_groups.all()) == ["hv", "mw"]
    assert (kept.what, kept.number, kept.by, kept.at, kept.reason.text) == (
        *("added", rule.pk, lead, AT, "The board asked for it"),
    )
    assert kept.before is None
    assert (kept.after["target_pct"], kept.after["effective_from"]) == (90, TOMORROW.isoformat())
    assert rule.latest_revision.user == lead


def test_what_counts_already_is_ended_and_goes_on_as_another_row(team, counting, lead):
    [held] = rules_of(team.organisation)
    step = change(held, replace(held.need, first_due_days=30), from_day=ON + 30 * DAY, today=ON)
    ended, added = take(team.organisation, lead, step)

    old, new = Requirement.objects.order_by("pk")
    assert (old.pk, old.first_due_days, old.effective_to) == (counting.pk, 90, ON + 29 * DAY)
    assert (new.first_due_days, new.effective_from) == (30, ON + 30 * DAY)
    assert new.asked_since == counting.effective_from
    assert (ended.what, ended.number, added.what, added.number) == ("ended", old.pk, "added", new.pk)
    assert ended.reason == added.reason


def test_a_rule_that_never_counted_goes_and_its_history_stays(team, course, lead):
    take(team.organisation, lead, add(a_need(course, "hv"), today=ON))
    [held] = rules_of(team.organisation)
    take(team.organisation, lead, take_back(held, today=ON))

    assert not Requirement.objects.exists()
    assert [each.what for each in NeedChange.objects.latest_first()] == ["taken_back", "added"]


def test_all_steps_are_taken_or_none(team, course, other_course, lead):
    twice = [add(a_need(each, "hv"), today=ON) for each in (other_course, course, course)]
    with pytest.raises(NeedRefused, match="already in these days"):
        take(team.organisation, lead, *twice)
    assert (Requirement.objects.count(), NeedChange.objects.count()) == (0, 0)


def test_a_change_made_from_what_is_no_longer_so_is_refused(team, counting, lead):
    [held] = rules_of(team.organisation)
    step = change(held, replace(held.need, effective_to=ON), from_day=ON, today=ON)
    take(team.organisation, lead, step)
    with pytest.raises(ChangedMeanwhile):
        take(team.organisation, lead, step)


def test_a_partnerships_proposals_are_kept_the_same_way(course, lead):
    partnership = PartnershipFactory()
    [kept] = take(partnership, lead, add(a_need(course, "hv"), today=ON))

    assert (kept.partnership, kept.organisation) == (partnership, None)
    assert [held.need for held in proposals_of(partnership)] == [a_need(course, "hv")]
    assert NeedDefault.objects.get().practice_group.code == "hv"


def test_the_database_keeps_what_changed_for_good_and_lets_the_words_be_erased(team, course, lead):
    [kept] = take(team.organisation, lead, add(a_need(course), today=ON))

    for rows in (NeedChange.objects, NeedReason.objects):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        NeedChange.objects.update(number=99)
    with pytest.raises(DatabaseError), transaction.atomic():
        NeedReason.objects.update(text="Another reason")
    NeedReason.objects.update(text="")
    assert NeedChange.objects.get().reason.text == ""


@pytest.mark.parametrize("facts", [{"organisation": None}, {"what": "forgotten"}], ids=str)
def test_a_change_has_one_owner_and_is_of_a_known_kind(facts, team, course, lead):
    row = {
        "organisation": team.organisation,
        "what": "added",
        "number": 1,
        "course": course,
        "by": lead,
        "at": AT,
        "reason": NeedReason.objects.create(text="x"),
    }
    NeedChange.objects.create(**row)
    with pytest.raises(DatabaseError), transaction.atomic():
        NeedChange.objects.create(**row | facts)
