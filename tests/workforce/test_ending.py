"""Ending a post, by whoever leads the organisation."""

import pytest
from django.urls import reverse

from learning.people.models import Post
from tests.factories import LineManagerFactory, PostFactory, WorkforceLeadFactory
from tests.workforce.factories import DAY, ON
from tests.workforce.world import NOW


def url(post) -> str:
    return reverse("end_post", args=[post.pk])


@pytest.fixture
def post(world) -> Post:
    return world.people["never"].posts.get()


def due(client) -> int:
    return client.get(reverse("workforce")).context["shown"].total.cells[0].count.due


def test_the_page_says_what_will_happen_and_changes_nothing(lead_client, post):
    page = lead_client.get(url(post)).content.decode()
    assert "End a post of Nora Never" in page
    assert "Their account, what they have learnt and their certificates stay theirs." in page
    assert 'name="ends_on" value' not in page  # nobody ends a post today by one press of a key
    post.refresh_from_db()
    assert post.ends_on is None


def test_leaving_it_and_ending_it_today_lead_back_to_the_record(lead_client, post):
    record = reverse("workforce_person", args=[post.person_id])
    assert f'href="{record}">Leave it as it is</a>' in lead_client.get(url(post)).content.decode()
    assert lead_client.post(url(post), {"ends_on": ON.isoformat()}).url == record


def test_ending_it_yesterday_leads_to_the_table_since_the_record_is_seen_no_longer(lead_client, post):
    assert lead_client.post(url(post), {"ends_on": "2 March 2027"}).url == reverse("workforce")


def test_a_post_that_ended_yesterday_is_out_of_the_numbers_at_once(lead_client, post):
    assert due(lead_client) == 4
    response = lead_client.post(url(post), {"ends_on": "2 March 2027"}, follow=True)
    assert "Nora Never: the last day as Health visitor (SCPHN) is 2 March 2027." in response.content.decode()
    assert due(lead_client) == 3
    assert lead_client.get(reverse("workforce_person", args=[post.person_id])).status_code == 404


def test_a_post_that_ends_today_counts_today_and_not_tomorrow(
    lead_client, post, world, sign_in, time_machine
):
    lead_client.post(url(post), {"ends_on": ON.isoformat()})
    assert due(lead_client) == 4
    time_machine.move_to(NOW + DAY, tick=False)
    assert due(sign_in(world.lead)) == 3


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("", "Enter the last day in the post."),
        ("soon", "Enter the last day in the post as a date, such as 3 March 2027 or 03/03/2027."),
        ("2020-01-01", "The last day cannot be before the first, 23 January 2023."),
        ("2099-01-01", "Choose a last day within a year from today."),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_the_field_and_kept(day, words, lead_client, post):
    response = lead_client.post(url(post), {"ends_on": day})
    assert response.context["form"].errors == {"ends_on": [words]}
    post.refresh_from_db()
    assert post.ends_on is None


def test_a_post_that_is_over_is_refused_in_words(lead_client, world):
    over = world.someone("Lea Left", ends_on=ON - DAY).posts.get()
    response = lead_client.post(url(over), {"ends_on": ON.isoformat()})
    assert response.context["form"].errors == {"ends_on": ["This post ended on 2 March 2027 already."]}


def test_ones_own_post_is_warned_of(world, sign_in):
    own = PostFactory(person=world.lead, organisation=world.organisation)
    assert "This is your own post." in sign_in(world.lead).get(url(own)).content.decode()


def test_nobody_ends_a_post_of_an_organisation_that_they_do_not_lead(
    lead_client, manager_client, partnership_client, administrator, post, sign_in
):
    elsewhere = PostFactory()
    other_lead = WorkforceLeadFactory().person
    asked = [
        (lead_client, elsewhere),
        (manager_client, post),
        (partnership_client, post),
        (sign_in(administrator), post),
        (sign_in(other_lead), post),
        (sign_in(post.person), post),
    ]
    for client, one in asked:
        assert client.get(url(one)).status_code == 404
        assert client.post(url(one), {"ends_on": ON.isoformat()}).status_code == 404
    assert not Post.objects.exclude(ends_on=None).exists()


def test_adding_someone_is_one_link_away_for_a_lead_and_not_for_a_manager(lead_client, manager_client):
    assert reverse("invite") in lead_client.get(reverse("workforce")).content.decode()
    assert reverse("invite") not in manager_client.get(reverse("workforce")).content.decode()


def test_with_the_last_post_ends_what_someone_answers_for(lead_client, world, sign_in, time_machine):
    leaver = LineManagerFactory(team=world.team).person
    WorkforceLeadFactory(person=leaver, organisation=world.organisation)
    post = PostFactory(person=leaver, organisation=world.organisation, team=world.team)
    lead_client.post(url(post), {"ends_on": ON.isoformat()})
    assert sign_in(leaver).get(reverse("workforce")).status_code == 200
    time_machine.move_to(NOW + DAY, tick=False)
    for name in ("workforce", "workforce_people", "invite"):
        assert sign_in(leaver).get(reverse(name)).status_code == 404
    assert "Workforce" not in sign_in(leaver).get(reverse("my_learning")).content.decode()


def test_whoever_holds_another_post_there_answers_for_it_still(lead_client, world, sign_in, time_machine):
    manager = LineManagerFactory(team=world.team).person
    post = PostFactory(person=manager, organisation=world.organisation, team=world.team)
    PostFactory(person=manager, organisation=world.organisation, starts_on=ON)
    lead_client.post(url(post), {"ends_on": "2 March 2027"})
    assert sign_in(manager).get(reverse("workforce")).status_code == 200


def test_an_end_that_is_moved_moves_what_they_answer_for(lead_client, world):
    manager = LineManagerFactory(team=world.team).person
    post = PostFactory(person=manager, organisation=world.organisation, team=world.team)
    for last in (ON + 5 * DAY, ON + 9 * DAY):
        lead_client.post(url(post), {"ends_on": last.isoformat()})
        assert manager.responsibilities.get().ends_on == last


def test_what_someone_no_longer_answers_for_is_not_named_as_theirs(lead_client, world, sign_in, time_machine):
    leaver = WorkforceLeadFactory(organisation=world.organisation).person
    elsewhere = LineManagerFactory(person=leaver, team__name="Elsewhere").team
    post = PostFactory(person=leaver, organisation=world.organisation)
    lead_client.post(url(post), {"ends_on": ON.isoformat()})
    time_machine.move_to(NOW + DAY, tick=False)
    page = sign_in(leaver).get(reverse("workforce")).content.decode()
    assert str(elsewhere) in page
    assert str(world.organisation) not in page
