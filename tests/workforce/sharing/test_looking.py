"""Who sees who looked: a lead in what they lead, an administrator files, everyone at their own record."""

import pytest
from django.urls import reverse

from learning.people.models import Post
from learning.workforce.looks import Look, LookedIn, record_look
from tests.factories import PostFactory, WorkforceLeadFactory
from tests.workforce.factories import ReminderFactory
from tests.workforce.sharing.factories import a_file
from tests.workforce.staff_lists.factories import a_compared_list
from tests.workforce.world import CANARY, NOW

LOOKS, MINE = reverse("looks"), reverse("looks_at_me")


def open_record(client, person) -> None:
    assert client.get(reverse("workforce_person", args=[person.pk])).status_code == 200


def listed(client, url: str = LOOKS) -> str:
    return client.get(url).content.decode()


def test_a_lead_sees_who_looked_at_whom_and_who_took_what(lead_client, manager_client, world):
    open_record(manager_client, world.people["valid"])
    manager_client.post(reverse("export_people"), {})
    page = listed(lead_client)
    assert page.count("Max Manager") == 2
    assert "Vera Valid" in page
    assert "Took a list of people away" in page
    assert "Northmoor Community Health" in page


def test_opening_the_form_that_ends_a_post_is_a_look(lead_client, world):
    post = world.people["valid"].posts.get()
    lead_client.get(reverse("end_post", args=[post.pk]))
    assert Look.objects.get().person == world.people["valid"]


def test_what_someone_was_written_is_a_look(lead_client, world):
    address, person = reverse("reminders"), world.people["lapsed"]
    lead_client.get(address, {"person": person.pk})
    ReminderFactory(organisation=world.organisation, person=person)
    lead_client.get(address)
    assert not Look.objects.exists()
    for _ in range(2):
        lead_client.get(address, {"person": person.pk})
    [look] = Look.objects.all()
    assert (look.what, look.person, look.by) == (Look.What.RECORD, person, world.lead)
    assert [place.organisation for place in look.places.all()] == [world.organisation]


def test_everyone_whom_a_nudge_would_reach_or_leave_out_was_looked_at(lead_client, world, sign_in):
    elsewhere = Post.objects.get(person__name__contains=CANARY).person
    named = [world.people["lapsed"], world.people["away"], world.lead, elsewhere]
    PostFactory(organisation=world.organisation, person=world.lead)
    lead_client.get(reverse("nudge"), {"person": [person.pk for person in named]})
    assert {look.person for look in Look.objects.all()} == {world.people["lapsed"], world.people["away"]}
    assert LookedIn.objects.filter(organisation=world.organisation).count() == 2
    assert "Lena Lead" in listed(sign_in(world.people["away"]), MINE)


def test_a_staff_list_that_is_opened_is_kept_once_a_day_with_how_much_it_holds(lead_client, world):
    brought = a_compared_list(world.lead)
    for _ in range(2):
        lead_client.get(reverse("staff_list", args=[brought.pk]))
    [look] = Look.objects.all()
    assert (look.what, look.by, look.person, look.rows) == (Look.What.LIST, world.lead, None, 1)
    page = listed(lead_client)
    assert "Opened a staff list" in page
    assert "Northmoor Community Health" in page


def test_a_person_sees_who_looked_at_them_and_nothing_of_others(lead_client, world, sign_in):
    open_record(lead_client, world.people["valid"])
    open_record(lead_client, world.people["lapsed"])
    page = listed(sign_in(world.people["valid"]), MINE)
    assert "Lena Lead" in page
    assert "Northmoor Community Health" in page
    assert "Lars Lapsed" not in page
    assert "Nobody has looked at your record." in listed(sign_in(world.people["never"]), MINE)


def test_the_way_to_it_is_on_ones_own_page(world, sign_in):
    assert MINE in listed(sign_in(world.people["valid"]), reverse("my_account"))


def test_a_look_for_another_organisation_is_not_for_this_lead(lead_client, world, sign_in):
    """Nora has a post elsewhere too; that somebody there opened her record tells that she has."""
    there = WorkforceLeadFactory(organisation__name=f"{CANARY} Beside", person__name=f"{CANARY} Leader")
    PostFactory(person=world.people["never"], organisation=there.organisation)
    open_record(sign_in(there.person), world.people["never"])
    assert CANARY not in listed(lead_client)
    assert CANARY in listed(sign_in(world.people["never"]), MINE)


def test_a_file_of_two_organisations_names_to_a_lead_their_own_alone(lead_client, world):
    there = WorkforceLeadFactory(organisation__name=f"{CANARY} Beside").organisation
    a_file(world.lead, world.organisation, there)
    page = listed(lead_client)
    assert "12 lines" in page
    assert CANARY not in page


def test_whoever_has_left_is_without_a_name_for_the_lead(lead_client, world):
    gone = PostFactory(organisation=world.organisation, person__name="Gerda Gone")
    open_record(lead_client, gone.person)
    gone.ends_on = gone.starts_on
    gone.save()
    page = listed(lead_client)
    assert "Gerda Gone" not in page
    assert "Someone who has left" in page


def test_an_administrator_sees_files_and_no_records(world, administrator_client, lead_client):
    open_record(lead_client, world.people["valid"])
    lead_client.post(reverse("export_people"), {})
    page = listed(administrator_client)
    assert "Took a list of people away" in page
    assert "Vera Valid" not in page


@pytest.mark.parametrize("role", ["manager", "partnership", "trainer", "learner"])
def test_others_find_no_list_of_looks(role, request, world):
    client = request.getfixturevalue(f"{role}_client")
    assert client.get(LOOKS).status_code == 404
    assert client.get(MINE).status_code == 200


def test_a_partnership_leads_file_is_told_to_those_whose_counts_are_in_it(
    lead_client, partnership_client, world
):
    partnership_client.post(reverse("export_partnership"), {})
    assert "Pat Partner" in listed(lead_client)


@pytest.mark.parametrize("count", [1, 12])
def test_the_pages_take_as_many_queries_for_one_as_for_many(
    count, lead_client, world, sign_in, django_assert_max_num_queries
):
    for number in range(count):
        person = world.someone(f"Person {number}")
        record_look(person=person, by=world.lead, at=NOW)
        leader = WorkforceLeadFactory(organisation=world.organisation).person
        record_look(person=world.people["valid"], by=leader, at=NOW)
    mine = sign_in(world.people["valid"])
    with django_assert_max_num_queries(14):
        listed(lead_client)
    with django_assert_max_num_queries(10):
        listed(mine, MINE)
