"""Past completions: accepted from a list, and counted with their own dates."""

import datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from learning.people.models import Post
from learning.workforce.models import AcceptedEvidence, EvidenceWords
from learning.workforce.staff_lists.lists import Kind
from learning.workforce.standings import standings
from tests.factories import PostFactory, RequirementFactory
from tests.workforce.factories import DAY, ON, certify, noon
from tests.workforce.staff_lists.factories import (
    AcceptedEvidenceFactory,
    EvidenceWithdrawalFactory,
    StaffNumberFactory,
)
from tests.workforce.staff_lists.files import csv_of

HEADINGS = ["Employee Number", "E-mail", "Course Title", "Completion Date", "Expiry Date", "Provider"]


@pytest.fixture
def nora(world):
    """Who has never completed the first course, and whose employee number is known."""
    StaffNumberFactory(organisation=world.organisation, person=world.people["never"], number="0042")
    return world.people["never"]


@pytest.fixture
def bring_past(bring):
    def bring_rows(*rows, **how):
        return bring(csv_of(HEADINGS, [list(row) for row in rows]), kind=Kind.COMPLETIONS, **how)

    return bring_rows


def standing(person, course, *, on=ON, organisation=None):
    posts = Post.objects.filter(person=person)
    posts = posts.filter(organisation=organisation) if organisation else posts
    [found] = standings(posts, on=on, courses=[course.pk])
    return found.status, found.standing.until


def test_a_past_completion_counts_from_its_own_day_until_the_earlier_of_two_ends(
    nora, bring_past, accept, told, world, lead_client
):
    row = ["0042", "", "The first course", "14-Nov-2025", "14/11/2027", "Elsewhere Council"]
    brought = bring_past(row)
    assert told(brought, "added") == [
        (
            2,
            "Nora Never, 0042",
            ("Course", "", "The first course"),
            ("Completed on", "", "14 November 2025"),
            ("Expires on", "", "14 November 2027"),
            ("Provider", "", "Elsewhere Council"),
        )
    ]
    assert standing(nora, world.course) == ("never", None)
    accept(brought)
    page = lead_client.get(reverse("staff_list", args=[brought.pk])).content.decode()
    assert ("<b>1</b>added" in page, "</b>ended" in page, "Tells of" in page) == (True, False, False)
    evidence = AcceptedEvidence.objects.get()
    assert (evidence.completed_on, evidence.accepted_by) == (datetime.date(2025, 11, 14), world.lead)
    assert (evidence.words.provider, evidence.words.reason) == ("Elsewhere Council", "Seen by us")
    assert standing(nora, world.course) == ("compliant", datetime.date(2027, 11, 14))
    assert standing(nora, world.course, on=datetime.date(2025, 11, 13))[0] == "never"
    page = lead_client.get(reverse("workforce_person", args=[nora.pk])).content.decode()
    assert "Elsewhere Council" in page
    again = bring_past(row)
    assert (again.count("unchanged"), again.lines.count()) == (1, 0)


def test_without_an_end_of_its_own_the_requirements_time_applies(nora, bring_past, accept, world):
    accept(bring_past(["", nora.email, "The first course", "2025-11-14", "", ""]))
    assert standing(nora, world.course) == ("compliant", datetime.date(2028, 11, 14))


def test_evidence_erases_nothing_and_stands_beside_a_certificate(world):
    valid = world.people["valid"]
    before = standing(valid, world.course)
    AcceptedEvidenceFactory(
        organisation=world.organisation, person=valid, course=world.course, completed_on=ON - 2000 * DAY
    )
    assert standing(valid, world.course) == before
    assert valid.certificates.count() == 1


def test_what_one_organisation_accepts_does_not_count_in_another(nora, world):
    there = PostFactory(person=nora).organisation
    RequirementFactory(organisation=there, course=world.course)
    AcceptedEvidenceFactory(organisation=world.organisation, person=nora, course=world.course)
    assert standing(nora, world.course, organisation=world.organisation)[0] == "compliant"
    assert standing(nora, world.course, organisation=there)[0] != "compliant"
    certify(nora, world.course, ON - 10 * DAY)
    assert standing(nora, world.course, organisation=there)[0] == "compliant"


def test_each_row_that_is_wrong_is_said(nora, bring_past, told, world):
    elsewhere = PostFactory(person__email="other@northmoor.example").person
    brought = bring_past(
        ["0042", "", "The first course", "14/11/2025", "", ""],
        ["0042", "", "The first course", "14/11/2025", "", ""],
        ["0043", "", "The first course", "14/11/2025", "", ""],
        ["", elsewhere.email, "The first course", "14/11/2025", "", ""],
        ["0042", world.people["new"].email, "The first course", "14/11/2025", "", ""],
        ["0042", "", "Safeguarding 3", "14/11/2025", "", ""],
        ["0042", "", "The first course", "14/11/2031", "", ""],
        ["0042", "", "The first course", "15/11/2025", "15/11/2025", ""],
        ["0042", "", "The first course", "", "", ""],
    )
    assert [(row, problem[:2]) for row, _, problem in told(brought, "error")] == [
        (3, ("Completion Date", "Row 2 is the same completion.")),
        (4, ("Employee Number", "Nobody here has this. Bring the staff list first.")),
        (5, ("E-mail", "Nobody here has this. Bring the staff list first.")),
        (6, ("E-mail", "The employee number and the e-mail are of two different people.")),
        (7, ("Course Title", "It is not known what this means.")),
        (8, ("Completion Date", "This is a day to come.")),
        (9, ("Expiry Date", "This is not after the day on which it was completed.")),
        (10, ("Completion Date", "Nothing stands here, and it is needed.")),
    ]
    assert brought.counts["unknown"] == {"course": {"Safeguarding 3": 1}}


def test_another_end_for_what_is_accepted_already_is_refused(nora, bring_past, accept, told):
    accept(bring_past(["0042", "", "The first course", "14/11/2025", "", ""]))
    [[_, _, problem]] = told(
        bring_past(["0042", "", "The first course", "14/11/2025", "1/1/2028", ""]), "error"
    )
    assert problem[1] == "This completion is accepted already, with another day on which it expires: none."


def test_what_was_withdrawn_is_not_accepted_again_and_the_list_says_so(nora, bring_past, accept, told):
    row = ["0042", "", "The first course", "14/11/2025", "", ""]
    accept(bring_past(row))
    EvidenceWithdrawalFactory(evidence=AcceptedEvidence.objects.get(), withdrawn_at=noon(ON - DAY))
    [[_, _, problem]] = told(bring_past(row), "error")
    assert problem[1] == "This completion was accepted, and withdrawn on 2 March 2027. Leave it out."


def test_accepted_evidence_never_changes_and_its_words_are_erased_or_kept(nora, bring_past, accept):
    accept(bring_past(["0042", "", "The first course", "14/11/2025", "", "Elsewhere"]))
    for change in (
        lambda: AcceptedEvidence.objects.update(completed_on=ON),
        lambda: EvidenceWords.objects.update(provider="Another"),
        lambda: AcceptedEvidence.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    EvidenceWords.objects.update(provider="", reason="")


def test_evidence_that_expires_before_it_is_completed_is_refused_by_the_database(world, nora):
    with pytest.raises(IntegrityError):
        AcceptedEvidenceFactory(
            organisation=world.organisation, person=nora, course=world.course, completed_on=ON, expires_on=ON
        )
