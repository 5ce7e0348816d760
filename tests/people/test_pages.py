"""My account, inviting, and accepting an invitation, through the browser's door."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from learning.people.invitations import invite
from learning.people.models import PracticeGroup, User
from learning.people.openness import seers_of
from learning.records.models import Effect
from tests.factories import OrganisationFactory, PostFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "four quiet paper boats"


def link_for(person, at=None) -> str:
    at = at or timezone.now()
    _, link = invite(email=person.email, name=person.name, organisation=None, by=None, at=at)
    return link.removeprefix("http://localhost:8000")


def new_post(place, **facts) -> dict:
    return {
        "email": "new@northmoor.example",
        "name": "New Person",
        "organisation": place.pk,
        "practice_group": PracticeGroup.objects.get(code="csw").pk,
        "team": "",
        "starts_on": "2027-04-01",
    } | facts


def led_by(lead):
    return lead.responsibilities.get().organisation


# My account


def test_my_account_shows_posts_held_and_to_come_apart_from_those_that_ended(learner, learner_client):
    today = timezone.localdate()
    PostFactory(person=learner, organisation__name="Old Employer", ends_on=today - datetime.timedelta(days=1))
    PostFactory(
        person=learner, organisation__name="Next Employer", starts_on=today + datetime.timedelta(days=9)
    )
    context = learner_client.get(reverse("my_account")).context
    assert "Next Employer" in {post.organisation.name for post in context["posts"]}
    assert [post.organisation.name for post in context["past_posts"]] == ["Old Employer"]


def test_my_account_without_a_post_says_so(client, sign_in):
    page = sign_in(UserFactory()).get(reverse("my_account")).content.decode()
    assert "You hold no post here at the moment." in page


def test_a_new_name_is_saved_on_one_line(learner, learner_client):
    learner_client.post(reverse("my_account"), {"name": "  Amina \n Yusuf  Ali "})
    learner.refresh_from_db()
    assert learner.name == "Amina Yusuf Ali"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "Enter your name."),
        ("x" * 10_000, "at most 200"),
        ("A\x00B", "cannot be kept"),
        ("  ", "Enter your name."),
        ("\u200b\u202e", "Enter your name."),
    ],
)
def test_a_bad_name_is_an_error_that_keeps_what_was_typed(name, message, learner, learner_client):
    response = learner_client.post(reverse("my_account"), {"name": name})
    assert message in str(response.context["form"].errors["name"])
    assert response.context["form"]["name"].value() == name
    learner.refresh_from_db()
    assert learner.name == "Amina Yusuf"


def test_nothing_but_the_name_can_be_posted(learner, learner_client):
    learner_client.post(
        reverse("my_account"), {"name": "Amina", "email": "x@y.example", "is_superuser": "1", "is_active": ""}
    )
    learner.refresh_from_db()
    assert (learner.email, learner.is_superuser, learner.is_active) == (
        "amina@northmoor.example",
        False,
        True,
    )


def test_my_account_is_for_whoever_is_signed_in(client):
    assert client.get(reverse("my_account")).headers["Location"] == "/accounts/login/?next=/accounts/me/"


@pytest.mark.parametrize("count", [1, 30])
def test_my_account_takes_as_many_queries_for_one_post_as_for_many(
    count, learner, learner_client, django_assert_num_queries
):
    for number in range(count):
        PostFactory(person=learner, team=TeamFactory() if number % 2 else None)
    learner_client.get(reverse("my_account"))
    with django_assert_num_queries(9):
        learner_client.get(reverse("my_account"))


def test_who_can_see_what_names_the_lead_and_the_manager_of_each_post(learner):
    team = TeamFactory(name="South", organisation__name="Northmoor Community Health")
    learner.posts.all().delete()
    PostFactory(person=learner, organisation=team.organisation, team=team)
    PostFactory(person=learner, organisation__name="Old Employer", ends_on=datetime.date(2026, 2, 1))
    seers = [seer.who for seer in seers_of(learner, on=datetime.date(2027, 3, 3))]
    assert "Workforce leads of Northmoor Community Health" in seers
    assert "The line manager of South" in seers
    assert "Workforce leads of Old Employer" not in seers


def test_a_manager_is_not_named_before_the_first_day(learner):
    learner.posts.all().delete()
    team = TeamFactory(name="South")
    PostFactory(
        person=learner, organisation=team.organisation, team=team, starts_on=datetime.date(2027, 3, 4)
    )
    seers = [seer.who for seer in seers_of(learner, on=datetime.date(2027, 3, 3))]
    assert f"Workforce leads of {team.organisation}" in seers
    assert "The line manager of South" not in seers


# Inviting


def test_a_lead_invites_someone_into_the_organisation_they_lead(lead, lead_client):
    response = lead_client.post(reverse("invite"), new_post(led_by(lead)))
    assert response.headers["Location"] == reverse("invite")
    post = User.objects.get(email="new@northmoor.example").posts.get()
    assert (post.organisation, post.starts_on) == (led_by(lead), datetime.date(2027, 4, 1))


def test_a_lead_cannot_invite_into_another_organisation(lead_client):
    response = lead_client.post(reverse("invite"), new_post(OrganisationFactory()))
    assert "Choose an organisation from the list." in str(response.context["form"].errors["organisation"])
    assert not Effect.objects.exists()


def test_a_lead_is_offered_no_organisation_or_team_but_theirs(lead, lead_client):
    theirs = TeamFactory(organisation=led_by(lead))
    TeamFactory(organisation=OrganisationFactory(name="Another Trust"), name="Secret Team")
    page = lead_client.get(reverse("invite")).content.decode()
    assert theirs.name in page
    assert "Another Trust" not in page
    assert "Secret Team" not in page


def test_an_administrator_invites_into_any_organisation(administrator_client):
    organisation = OrganisationFactory()
    administrator_client.post(reverse("invite"), new_post(organisation))
    assert organisation.posts.count() == 1


def test_a_team_must_be_of_the_organisation(administrator_client):
    response = administrator_client.post(
        reverse("invite"), new_post(OrganisationFactory(), team=TeamFactory().pk)
    )
    assert "belongs to another organisation" in str(response.context["form"].errors["team"])


@pytest.mark.parametrize("fixture", ["learner_client", "trainer_client"])
def test_inviting_is_not_found_for_whoever_may_not(fixture, request, home):
    client = request.getfixturevalue(fixture)
    assert client.get(reverse("invite")).status_code == 404
    assert client.post(reverse("invite"), new_post(OrganisationFactory())).status_code == 404


def test_inviting_asks_a_stranger_to_sign_in(client):
    assert client.get(reverse("invite")).headers["Location"].startswith(reverse("account_login"))


def test_a_post_already_held_is_refused_in_words(lead, lead_client):
    post = PostFactory(organisation=led_by(lead))
    data = new_post(led_by(lead), email=post.person.email, practice_group=post.practice_group_id)
    page = lead_client.post(reverse("invite"), data).content.decode()
    assert "They already hold this post, since 5 January 2026." in page


def test_someone_known_and_someone_new_get_the_same_answer(lead, lead_client):
    known = UserFactory(email="known@elsewhere.example", name="Known Elsewhere")
    answers = set()
    for email in (known.email, "fresh@elsewhere.example"):
        page = lead_client.post(reverse("invite"), new_post(led_by(lead), email=email), follow=True)
        answers.add(page.content.decode().count(f"We have written to {email}."))
        assert "Known Elsewhere" not in page.content.decode()
    assert answers == {1}


@pytest.mark.parametrize("field", ["email", "name", "organisation", "practice_group", "team", "starts_on"])
@pytest.mark.parametrize("value", ["a\x00b", "9" * 10_000, "-1"])
def test_bad_input_is_an_error_of_its_field(field, value, lead, lead_client):
    data = new_post(led_by(lead), **{field: value})
    response = lead_client.post(reverse("invite"), data)
    assert list(response.context["form"].errors) == [field]


# Accepting


def test_opening_an_invitation_any_number_of_times_changes_nothing(client):
    person = UserFactory(password=None)
    link = link_for(person)
    for _ in range(3):
        assert client.get(link).status_code == 200
    assert client.head(link).status_code == 200
    person.refresh_from_db()
    assert not person.has_usable_password()


def test_accepting_an_invitation_makes_the_account_and_signs_in(client):
    person = UserFactory(password=None)
    response = client.post(link_for(person), {"name": "Their Own Name", "password": PASSWORD})
    assert response.headers["Location"] == reverse("my_learning")
    person.refresh_from_db()
    assert person.name == "Their Own Name"
    assert client.get(reverse("my_account")).status_code == 200


def test_accepting_as_another_person_ends_the_session_that_was(learner_client):
    person = UserFactory(password=None)
    learner_client.post(link_for(person), {"name": "New Person", "password": PASSWORD})
    assert learner_client.get(reverse("my_account")).context["user"] == person


def test_a_link_that_has_been_used_says_what_to_do(client):
    link = link_for(UserFactory(password=None))
    client.post(link, {"name": "New Person", "password": PASSWORD})
    for response in (client.get(link), client.post(link, {"name": "X", "password": "another long password"})):
        assert response.status_code == 404
        assert "This link has been used." in response.content.decode()


def test_a_link_that_has_expired_says_what_to_do(client):
    link = link_for(UserFactory(password=None), at=timezone.now() - datetime.timedelta(days=15))
    assert "This link has expired." in client.get(link).content.decode()


@pytest.mark.parametrize("token", ["nobody", "a%00b", "x" * 5000])
def test_a_link_that_we_do_not_know_says_what_to_do(token, client):
    response = client.get(f"/accounts/invitation/{token}/")
    assert response.status_code == 404
    assert "We do not know this link." in response.content.decode()


@pytest.mark.parametrize(
    ("password", "message"),
    [("short", "too short"), ("new@northmoor.example", "too similar"), ("", "Enter a password.")],
)
def test_a_poor_password_keeps_the_name_and_the_link(password, message, client):
    person = UserFactory(password=None, email="new@northmoor.example")
    link = link_for(person)
    response = client.post(link, {"name": "New Person", "password": password})
    assert message in str(response.context["form"].errors["password"])
    assert 'value="New Person"' in response.content.decode()
    assert client.get(link).status_code == 200


def test_an_invitation_is_kept_by_no_cache(client):
    response = client.get(link_for(UserFactory(password=None)))
    assert "no-store" in response.headers["Cache-Control"]


def test_whoever_writes_courses_finds_the_admin_from_their_account(trainer_client, learner_client):
    link = f'href="{reverse("wagtailadmin_home")}"'
    assert link in trainer_client.get(reverse("my_account")).content.decode()
    assert link not in learner_client.get(reverse("my_account")).content.decode()
