"""A lead withdraws what their organisation accepted: it counts no longer from that day on, and stays on record."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from learning.people.models import Post
from learning.workforce.evidence.accepting import EVIDENCE_WITHDRAWN
from learning.workforce.models import EvidenceWithdrawal, Look, Touched
from learning.workforce.rollups.verifying import verify
from learning.workforce.standings import standings
from tests.factories import WorkforceLeadFactory
from tests.workforce.factories import DAY, ON
from tests.workforce.rollups.live import fold_all, same_everywhere
from tests.workforce.staff_lists.factories import AcceptedEvidenceFactory

REASON = {"reason": "The paper was of somebody else"}


@pytest.fixture
def evidence(world):
    return AcceptedEvidenceFactory(
        organisation=world.organisation,
        person=world.people["never"],
        course=world.course,
        completed_on=ON - DAY,
    )


@pytest.fixture
def address(evidence) -> str:
    return reverse("withdraw_evidence", args=[evidence.pk])


def status(evidence, on=ON) -> str:
    [found] = standings(Post.objects.filter(person=evidence.person), on=on, courses=[evidence.course_id])
    return found.status


def test_from_that_day_on_it_counts_no_longer_and_stays_with_who_and_why(
    lead_client, world, evidence, address
):
    person = reverse("workforce_person", args=[evidence.person_id])
    assert address in lead_client.get(person).content.decode()
    assert "Enter why you accept it no longer." in lead_client.post(address, {"reason": " "}).content.decode()
    lead_client.get(address)
    assert (status(evidence), EvidenceWithdrawal.objects.count()) == ("compliant", 0)
    for words in ("Withdrawn. It does not count", "This had been withdrawn already"):
        response = lead_client.post(address, REASON, follow=True)
        assert (response.redirect_chain, words in response.content.decode()) == ([(person, 302)], True)
    assert (status(evidence), status(evidence, ON - DAY)) == ("never", "compliant")
    page = lead_client.get(person).content.decode()
    assert "No. Withdrawn on 3 March 2027 by Lena Lead: The paper was of somebody else" in page
    assert address not in page
    assert ModelLogEntry.objects.filter(action=EVIDENCE_WITHDRAWN, user=world.lead).count() == 1
    assert Look.objects.filter(person=evidence.person, by=world.lead).exists()


def test_kept_figures_follow(lead_client, evidence, address, settings):
    settings.ROLLUP_LEAST_POSTS = 1
    now = timezone.now()
    fold_all(at=now)
    lead_client.post(address, REASON)
    assert Touched.objects.filter(person=evidence.person_id).exists()
    fold_all(at=now)
    assert verify().differences == []
    same_everywhere(ON)


def test_another_lead_finds_nothing_and_neither_does_ours_once_the_person_has_left(
    lead_client, sign_in, evidence, address
):
    stranger = sign_in(WorkforceLeadFactory().person)
    assert [stranger.get(address).status_code, stranger.post(address, REASON).status_code] == [404, 404]
    evidence.person.posts.update(ends_on=ON - DAY)
    assert lead_client.post(address, REASON).status_code == 404
    assert not EvidenceWithdrawal.objects.exists()


def test_what_is_withdrawn_stays_so_and_its_reason_may_be_erased(lead_client, evidence, address):
    lead_client.post(address, REASON)
    rows = EvidenceWithdrawal.objects.all()
    for change in (lambda: rows.update(reason="Another"), lambda: rows._raw_delete("default")):
        with pytest.raises(DatabaseError, match="what_is_withdrawn_stays_withdrawn"), transaction.atomic():
            change()
    assert rows.update(reason="") == 1
