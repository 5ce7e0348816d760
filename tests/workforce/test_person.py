"""Someone's record, as far as somebody else's role shows it, and that it was looked at."""

import pytest
from django.urls import reverse

from learning.people.models import Post
from learning.records.models import Note, Place
from learning.workforce.models import Look
from tests.factories import (
    LineManagerFactory,
    PostFactory,
    RequirementFactory,
    UserFactory,
    WorkforceLeadFactory,
)
from tests.workforce.factories import DAY, ON, certify
from tests.workforce.world import NOW, health_visitors, midwives


def url(person) -> str:
    return reverse("workforce_person", args=[person.pk])


def page(client, person) -> str:
    response = client.get(url(person))
    assert response.status_code == 200
    return response.content.decode()


def asked(client, person) -> list:
    return [(each.course, each.told.word) for each in client.get(url(person)).context["record"].asked]


def test_a_lead_sees_what_is_asked_and_how_it_stands(lead_client, world):
    assert asked(lead_client, world.people["lapsed"]) == [
        ("The first course", "Lapsed"),
        ("The other course", "Never completed"),
    ]
    words = page(lead_client, world.people["lapsed"])
    assert "Mandatory. Northmoor Community Health, every 36 months." in words
    assert "Lapsed 19 November 2026" in words


def test_a_lead_sees_each_period_with_days_version_and_certificate(lead_client, world):
    certify(world.people["lapsed"], world.course, ON - 10 * DAY, revoked_on=ON - 2 * DAY)
    history = lead_client.get(url(world.people["lapsed"])).context["record"].history
    assert [(each.period, each.completed_at is not None) for each in history] == [(2, True), (1, True)]
    words = page(lead_client, world.people["lapsed"])
    assert "Version 1, awarded 21 February 2027. Withdrawn 1 March 2027" in words
    assert "Version 1, awarded 19 November 2023, valid until 19 November 2026" in words


def test_a_manager_sees_how_things_stand_and_no_history(manager_client, world):
    record = manager_client.get(url(world.people["lapsed"])).context["record"]
    assert [each.told.word for each in record.asked] == ["Lapsed", "Never completed"]
    assert record.history is None
    assert "19 November 2023" not in page(manager_client, world.people["lapsed"])
    assert "End this post" not in page(manager_client, world.people["lapsed"])


def test_what_belongs_to_the_learner_is_not_shown(lead_client, world):
    person, activity = world.people["valid"], world.other_course
    Note.objects.create(learner=person, activity=activity, text="my own words", saved_at=NOW)
    enrolment = person.enrolments.get()
    Place.objects.create(enrolment=enrolment, activity=activity, position="t=38", seen_at=NOW)
    words = page(lead_client, person)
    for secret in ("my own words", "t=38", person.certificates.get().code):
        assert secret not in words


def test_someone_away_and_someone_on_a_second_post_are_shown_as_they_are(lead_client, world):
    away = world.people["away"]
    PostFactory(person=away, organisation=world.organisation, team=world.beside, is_primary=False)
    assert "Maternity leave since 2 January 2027" in page(lead_client, away)
    assert asked(lead_client, away)[0] == ("The first course", "Never completed")


def test_what_a_second_post_requires_is_not_hidden_by_what_the_main_one_recommends(lead_client, world):
    person = world.people["soon"]
    about = {"organisation": world.organisation, "course": world.other_course}
    RequirementFactory(**about, groups=[midwives()], kind="recommended")
    PostFactory(
        person=person,
        organisation=world.organisation,
        practice_group=health_visitors(),
        is_primary=False,
        starts_on=ON - 900 * DAY,
    )
    record = lead_client.get(url(person)).context["record"]
    [other] = [each for each in record.asked if each.course == "The other course"]
    assert (other.why.split(".")[0], other.told.word) == ("Mandatory", "Never completed")


def test_a_manager_is_not_told_why_someone_is_away(manager_client, world):
    words = page(manager_client, world.people["away"])
    assert "Away" in words
    assert "aternity" not in words


@pytest.mark.parametrize("role", ["lead", "manager"])
def test_whoever_is_out_of_scope_is_not_found_and_no_look_is_kept(role, world, request):
    client = request.getfixturevalue(f"{role}_client")
    left = world.someone("Lea Left", ends_on=ON - DAY)
    elsewhere = PostFactory(person__name="Elsa Where").person
    postless = UserFactory()
    for person in (left, elsewhere, postless):
        assert client.get(url(person)).status_code == 404
    assert not Look.objects.exists()


def test_a_manager_does_not_find_someone_beside_the_team(manager_client, world):
    assert manager_client.get(url(world.people["soon"])).status_code == 404


def test_a_post_elsewhere_is_not_shown_with_one_in_scope(lead_client, world):
    person = world.people["valid"]
    PostFactory(person=person, organisation__name="Another employer")
    assert "Another employer" not in page(lead_client, person)


def test_a_partnership_lead_an_administrator_and_the_person_have_no_such_page(
    partnership_client, administrator, world, sign_in
):
    person = world.people["valid"]
    for client in (partnership_client, sign_in(administrator), sign_in(person)):
        assert client.get(url(person)).status_code == 404


def test_a_lead_does_not_find_their_own_record_without_a_post(lead_client, world):
    assert lead_client.get(url(world.lead)).status_code == 404


# Looks


def test_a_look_is_kept_once_a_day(lead_client, world, sign_in, time_machine):
    person = world.people["valid"]
    page(lead_client, person)
    page(lead_client, person)
    look = Look.objects.get()
    assert (look.what, look.by, look.person, look.on, look.at) == ("record", world.lead, person, ON, NOW)
    time_machine.move_to(NOW + DAY, tick=False)
    page(sign_in(world.lead), person)
    assert Look.objects.count() == 2


def test_each_who_looks_is_kept(lead_client, manager_client, world):
    page(lead_client, world.people["valid"])
    page(manager_client, world.people["valid"])
    assert Look.objects.count() == 2


def test_a_look_at_ones_own_record_is_not_kept(world, sign_in):
    lead = WorkforceLeadFactory(person=world.people["valid"], organisation=world.organisation).person
    page(sign_in(lead), lead)
    assert not Look.objects.exists()


def test_the_page_says_that_the_look_is_kept(lead_client, world):
    assert "We keep a record that you looked at this page today." in page(lead_client, world.people["valid"])


def test_someone_who_leads_and_manages_sees_the_history_of_those_they_lead_alone(world, sign_in):
    manager = LineManagerFactory(team=world.team).person
    second = WorkforceLeadFactory(person=manager)
    theirs = PostFactory(organisation=second.organisation).person
    client = sign_in(manager)
    assert client.get(url(theirs)).context["record"].history == []
    assert client.get(url(world.people["valid"])).context["record"].history is None
    assert Post.objects.filter(person=theirs).count() == 1


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**30])
def test_a_number_that_nobody_has_is_not_found_however_large(number, lead_client, world):
    assert lead_client.get(reverse("workforce_person", args=[number])).status_code == 404
