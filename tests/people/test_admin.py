import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.urls import reverse

from learning.people.models import User
from learning.people.roles import ADMINISTRATORS, TRAINERS
from learning.records.worker import work_once
from tests.factories import PASSWORD, PostFactory, UserFactory

pytestmark = pytest.mark.django_db


def edit_url(person) -> str:
    return reverse("wagtailusers_users:edit", args=[person.pk])


@pytest.mark.parametrize(
    "name",
    ["wagtailusers_users:index", "wagtailusers_users:add", "wagtailadmin_account", "wagtailadmin_home"],
)
def test_an_administrator_opens_the_screens_for_people(name, administrator_client, home):
    assert administrator_client.get(reverse(name)).status_code == 200


def test_a_trainer_does_not(trainer_client, home):
    assert trainer_client.get(reverse("wagtailusers_users:index")).status_code == 302


def test_people_are_found_by_name(administrator_client, home):
    UserFactory(name="Amina Yusuf")
    UserFactory(name="Callum Reid")
    page = administrator_client.get(reverse("wagtailusers_users:index"), {"q": "amina"}).content.decode()
    assert "Amina Yusuf" in page
    assert "Callum Reid" not in page


def test_adding_someone_sends_them_a_link_to_set_a_password(administrator_client, home, mailoutbox):
    trainers = Group.objects.get_or_create(name=TRAINERS)[0]
    administrator_client.post(
        reverse("wagtailusers_users:add"),
        {"email": "New@Northmoor.example", "name": "New Trainer", "groups": [trainers.pk]},
    )
    person = User.objects.get(email="new@northmoor.example")
    assert person.is_trainer
    assert not person.has_usable_password()
    work_once(worker="test")
    assert mailoutbox[0].to == ["new@northmoor.example"]
    assert "/accounts/invitation/" in mailoutbox[0].body


def test_an_address_that_someone_has_is_an_error_of_its_field(administrator_client, home, learner):
    response = administrator_client.post(
        reverse("wagtailusers_users:add"), {"email": learner.email.upper(), "name": "Another"}
    )
    assert response.context["form"].errors == {"email": ["Someone already has this e-mail address."]}


def test_an_old_address_no_longer_signs_in(administrator_client, home, client, learner):
    EmailAddress.objects.create(user=learner, email=learner.email)
    administrator_client.post(
        edit_url(learner), {"email": "new@northmoor.example", "name": learner.name, "is_active": "on"}
    )
    client.post(reverse("account_login"), {"login": "amina@northmoor.example", "password": PASSWORD})
    assert client.get(reverse("my_account")).status_code == 302
    client.post(reverse("account_login"), {"login": "new@northmoor.example", "password": PASSWORD})
    assert client.get(reverse("my_account")).status_code == 200


def test_closing_an_account(administrator_client, home, learner):
    administrator_client.post(edit_url(learner), {"email": learner.email, "name": learner.name})
    learner.refresh_from_db()
    assert not learner.is_active


def test_administrators_cannot_close_their_own_account(administrator_client, administrator, home):
    administrator_client.post(edit_url(administrator), {"email": administrator.email, "name": "Ada"})
    administrator.refresh_from_db()
    assert (administrator.is_active, administrator.name) == (True, "Ada")


def test_saving_someone_does_not_make_them_a_superuser(administrator_client, home, learner):
    data = {"email": learner.email, "name": learner.name, "is_active": "on", "is_superuser": "on"}
    administrator_client.post(edit_url(learner), data)
    learner.refresh_from_db()
    assert not learner.is_superuser


@pytest.fixture
def lesser_client(sign_in, home):
    """An administrator by their group alone, who may not do everything."""
    person = UserFactory()
    person.groups.add(Group.objects.get(name=ADMINISTRATORS))
    return sign_in(person)


def test_whoever_may_do_everything_is_changed_by_such_people_alone(
    lesser_client, administrator_client, administrator
):
    """With another address, and a new password sent to it, one could sign in as them."""
    for client, address in ((lesser_client, "evil@example.org"), (administrator_client, "ada@example.org")):
        client.post(edit_url(administrator), {"email": address, "name": "Ada"})
    administrator.refresh_from_db()
    assert administrator.email == "ada@example.org"
    assert User.objects.with_email("evil@example.org").count() == 0


def test_nor_are_they_closed_among_several(lesser_client, administrator, learner):
    url = reverse("wagtail_bulk_action", args=["people", "user", "set_active_state"])
    for people in ([administrator, learner], [learner]):
        ids = "&".join(f"id={person.pk}" for person in people)
        lesser_client.post(f"{url}?{ids}", {"mark_as_active": "False"})
        administrator.refresh_from_db()
        assert administrator.is_active
    learner.refresh_from_db()
    assert not learner.is_active


def test_someone_with_records_cannot_be_deleted_and_the_page_says_what_to_do(
    administrator_client, home, learner
):
    url = reverse("wagtailusers_users:delete", args=[learner.pk])
    response = administrator_client.post(url, follow=True)
    assert "Amina Yusuf cannot be deleted" in response.content.decode()
    assert User.objects.filter(pk=learner.pk).exists()


def test_several_are_deleted_all_or_none(administrator_client, home, learner):
    other = UserFactory()
    url = reverse("wagtail_bulk_action", args=["people", "user", "delete"])
    response = administrator_client.post(f"{url}?id={learner.pk}&id={other.pk}", follow=True)
    assert "Amina Yusuf cannot be deleted" in response.content.decode()
    assert User.objects.filter(pk__in=[learner.pk, other.pk]).count() == 2


def test_someone_without_records_can_be_deleted(administrator_client, home):
    person = UserFactory()
    administrator_client.post(reverse("wagtailusers_users:delete", args=[person.pk]))
    assert not User.objects.filter(pk=person.pk).exists()


def test_there_is_one_way_to_sign_in(client, learner):
    response = client.post("/admin/login/?next=/admin/", {"username": learner.email, "password": PASSWORD})
    assert response.headers["Location"].startswith(reverse("account_login"))
    assert client.get(reverse("my_account")).status_code == 302


def test_the_name_of_a_trainer_is_not_changed_in_wagtails_preferences(trainer_client, home):
    response = trainer_client.get(reverse("wagtailadmin_account"))
    assert response.status_code == 200
    assert "first_name" not in response.content.decode()


def test_nor_is_the_password_which_could_be_guessed_at_there(trainer_client, home):
    assert "old_password" not in trainer_client.get(reverse("wagtailadmin_account")).content.decode()


def test_wagtails_preferences_are_for_whoever_enters_the_admin(learner_client, client, home):
    assert learner_client.get(reverse("wagtailadmin_account")).status_code == 302
    assert client.get(reverse("wagtailadmin_account")).status_code == 302


def test_posts_keep_a_person_too(administrator_client, home):
    person = PostFactory().person
    administrator_client.post(reverse("wagtailusers_users:delete", args=[person.pk]))
    assert User.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("fixture", ["learner_client", "lead_client"])
def test_whoever_may_not_enter_the_admin_is_told_so(fixture, request, home):
    response = request.getfixturevalue(fixture).get(reverse("wagtailadmin_home"), follow=True)
    assert response.status_code == 403
    assert "This page is not for your account" in response.content.decode()


def test_signing_in_goes_on_to_the_admin_for_whoever_may_enter(administrator, client, home):
    data = {"login": administrator.email, "password": PASSWORD, "next": reverse("wagtailadmin_home")}
    response = client.post(reverse("account_login"), data, follow=True)
    assert response.redirect_chain == [(reverse("wagtailadmin_home"), 302)]
    assert response.status_code == 200
