"""What a partnership proposes: who keeps it, and how an organisation takes it over or says why not."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from learning.workforce.models import NeedChange, NeedDefault, Requirement
from learning.workforce.needs.books import proposals_of
from learning.workforce.needs.keeping import keep
from learning.workforce.needs.steps import add, change
from tests.factories import PartnershipLeadFactory
from tests.workforce.factories import DAY, ON
from tests.workforce.needs.factories import AT, TERMS, TOMORROW, a_need
from tests.workforce.needs.test_pages import address, filled, said
from tests.workforce.world import CANARY, health_visitors, midwives


@pytest.fixture
def partnership(needs):
    return needs.organisation.partnership


@pytest.fixture
def partnership_client(partnership, sign_in):
    return sign_in(PartnershipLeadFactory(partnership=partnership, person__name="Pat Partner").person)


def propose(needs, *needs_of):
    steps = [add(need, today=ON) for need in needs_of]
    keep(owner=needs.organisation.partnership, steps=steps, why="Agreed", by=needs.lead, at=AT)
    return proposals_of(needs.organisation.partnership)


def decide(client, needs, do: str, *numbers: int, why: str = "The board agreed"):
    data = {"do": do, "proposal": list(numbers), "why": why}
    return client.post(address("need_proposals", needs), data, follow=True)


def rules(needs):
    return Requirement.objects.filter(organisation=needs.organisation, course=needs.other)


def test_a_partnership_lead_proposes_cell_by_cell_and_nothing_counts(partnership_client, partnership, needs):
    url = reverse("partnership_need_add", args=[partnership.pk])
    both = [health_visitors().pk, midwives().pk]
    done = said(partnership_client.post(url, filled(needs, groups=both), follow=True))
    assert "Mandatory: Midwife, First bond from 1 May 2027" in done
    assert [each.practice_group.code for each in NeedDefault.objects.order_by("pk")] == ["hv", "mw"]
    assert not rules(needs).exists()
    history = said(partnership_client.get(reverse("partnership_need_history", args=[partnership.pk])))
    assert "Pat Partner Why: The board asked for it" in history


def test_a_partnership_lead_changes_a_proposal_with_its_days(partnership_client, partnership, needs):
    [held] = propose(needs, a_need(needs.other, "hv"))
    url = reverse("partnership_need_change", args=[partnership.pk, held.number])
    assert partnership_client.get(url).status_code == 200
    partnership_client.post(url, filled(needs, target_pct=80))
    assert NeedDefault.objects.get().target_pct == 80
    assert partnership_client.get(address("needs", needs)).status_code == 404


def test_one_press_takes_over_all_that_is_not_decided(client, needs):
    propose(needs, a_need(needs.other, "hv", target_pct=85), a_need(needs.other, "mw", kind="recommended"))
    shown = said(client.get(address("need_proposals", needs)))
    assert "Take over all that is not decided (2)" in shown

    done = said(decide(client, needs, "take_all"))
    assert "Saved." in done
    assert done.count("Asked here") == 2
    assert [(each.kind, each.target_pct, each.effective_from) for each in rules(needs).order_by("pk")] == [
        ("mandatory", 85, TOMORROW),
        ("recommended", 90, TOMORROW),
    ]
    assert NeedChange.objects.filter(organisation=needs.organisation, what="taken").count() == 2


def test_what_is_asked_already_is_said_with_what_is_otherwise_and_is_not_open(client, needs):
    [held] = propose(needs, a_need(needs.course, "hv", target_pct=80, refresh_months=24))
    shown = said(client.get(address("need_proposals", needs)))
    assert "Asked here on other terms" in shown
    assert "Target: 90% here, 80% proposed" in shown
    assert "Renewed: every 36 months here, every 24 months proposed" in shown
    assert "Take over all" not in shown

    decide(client, needs, "take", held.number)
    taken = Requirement.objects.get(organisation=needs.organisation, target_pct=80)
    assert [group.code for group in taken.practice_groups.all()] == ["hv"]


def test_a_proposal_that_was_taken_and_then_changed_is_taken_again_from_a_day_on(client, needs):
    [held] = propose(needs, a_need(needs.other, "hv"))
    decide(client, needs, "take", held.number)
    step = change(held, replace(held.need, target_pct=75), from_day=TOMORROW, today=ON)
    keep(owner=needs.organisation.partnership, steps=[step], why="x", by=needs.lead, at=AT)
    assert "Target: 90% here, 75% proposed" in said(client.get(address("need_proposals", needs)))
    decide(client, needs, "take", held.number)
    assert rules(needs).get().target_pct == 75


def test_an_organisation_says_why_not_and_may_think_again(client, needs):
    [held] = propose(needs, a_need(needs.other, "hv"))
    shown = said(decide(client, needs, "decline", held.number, why="We have no such staff"))
    assert "Not taken over Why not: We have no such staff (Lena Lead, 3 March 2027)" in shown
    assert "Take over all" not in shown
    assert not rules(needs).exists()
    assert "Not taken over from the partnership: First bond" in said(
        client.get(address("need_history", needs))
    )

    decide(client, needs, "take", held.number)
    assert rules(needs).exists()


@pytest.mark.parametrize(
    ("do", "numbers", "why", "words"),
    [
        ("take", [], "x", "Choose at least one proposal."),
        ("decline", [10**9], "x", "Choose at least one proposal."),
        ("take_all", [], "", "Enter why."),
    ],
)
def test_nothing_is_decided_without_a_choice_and_a_reason(do, numbers, why, words, client, needs):
    propose(needs, a_need(needs.other, "hv"))
    assert words in said(decide(client, needs, do, *numbers, why=why))
    assert not rules(needs).exists()


def test_what_is_asked_already_is_neither_taken_again_nor_declined(client, needs):
    [held] = propose(needs, a_need(needs.course))
    for do in ("take", "decline"):
        assert "Choose at least one proposal." in said(decide(client, needs, do, held.number))
    assert not NeedChange.objects.filter(organisation=needs.organisation).exists()


def test_a_proposal_that_is_over_is_no_longer_shown(client, needs):
    NeedDefault.objects.bulk_create(
        NeedDefault(
            partnership=needs.organisation.partnership,
            course=needs.other,
            kind="mandatory",
            first_due_days=1,
            effective_from=ON - 9 * DAY,
            effective_to=ON - DAY,
        )
        for _ in range(1)
    )
    assert "proposes nothing at the moment" in said(client.get(address("need_proposals", needs)))


def test_an_organisation_without_a_partnership_is_proposed_nothing(client, needs):
    needs.organisation.partnership = None
    needs.organisation.save()
    assert "proposes nothing at the moment" in said(client.get(address("need_proposals", needs)))


def test_a_partnership_proposes_no_longer_time_for_renewing_early_than_there_is(needs):
    facts = TERMS | {"course": needs.other, "effective_from": ON, "early_renewal_days": 91}
    with pytest.raises(IntegrityError), transaction.atomic():
        NeedDefault.objects.create(partnership=needs.organisation.partnership, **facts)


def test_a_partnership_sees_who_took_a_proposal_over_or_not_and_who_has_not_answered(
    client, needs, partnership, partnership_client
):
    url = reverse("partnership_needs", args=[partnership.pk])
    assert "What organisations made of it" not in said(partnership_client.get(url))
    first, second = propose(needs, a_need(needs.other, "hv"), a_need(needs.other, "mw"))
    decide(client, needs, "take", first.number)
    decide(client, needs, "decline", second.number, why="We have a course of our own")
    response = partnership_client.get(url)
    taken, declined = response.context["answers"]
    ours, other = "Northmoor Community Health", f"{CANARY} Trust"
    assert (taken.who, taken.taken, taken.declined, taken.waiting) == (
        "Health visitor (SCPHN)",
        [ours],
        [],
        [other],
    )
    assert (declined.taken, declined.declined) == ([], [ours])
    assert "We have a course of our own" not in response.content.decode()
    decide(client, needs, "take", second.number)
    assert partnership_client.get(url).context["answers"][1].taken == [ours]
