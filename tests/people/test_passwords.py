import re

import pytest
from django.urls import reverse

from learning.records.models import Effect
from learning.records.worker import work_once
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "four quiet paper boats"


def ask(client, email):
    return client.post(reverse("account_reset_password"), {"email": email})


def link_in(mailoutbox) -> str:
    work_once(worker="test")
    return re.search(r"http://localhost:8000(/\S+)", mailoutbox[-1].body)[1]


def form_of(client, link) -> str:
    """Follow a link to the form that it leads to, at an address without the key."""
    return client.get(link).headers["Location"]


@pytest.mark.parametrize("email", ["amina@northmoor.example", "nobody@northmoor.example"])
def test_asking_gives_the_same_answer_whether_or_not_there_is_an_account(email, client, learner):
    response = ask(client, email)
    assert response.headers["Location"] == reverse("account_reset_password_done")
    assert Effect.objects.count() == 1


def test_the_mail_is_asked_of_the_worker(client, learner, mailoutbox):
    ask(client, learner.email.upper())
    assert mailoutbox == []
    work_once(worker="test")
    assert mailoutbox[0].to == [learner.email]
    assert mailoutbox[0].subject == "Setting a new password"
    assert "The link works for 3 hours and can be used once." in mailoutbox[0].body


def test_an_address_without_an_account_is_told_so_by_mail(client, mailoutbox):
    ask(client, "nobody@northmoor.example")
    work_once(worker="test")
    assert mailoutbox[0].subject == "About your request for a new password"
    assert "http" not in mailoutbox[0].body


def test_a_closed_account_gets_no_link(client, mailoutbox):
    ask(client, UserFactory(is_active=False).email)
    work_once(worker="test")
    assert "/password/reset/key/" not in mailoutbox[0].body


def test_the_link_is_at_the_sites_own_address(client, learner, mailoutbox, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(reverse("account_reset_password"), {"email": learner.email}, headers={"host": "evil.example"})
    work_once(worker="test")
    assert "evil.example" not in mailoutbox[0].body


def test_the_link_sets_a_new_password_once_and_signs_in(client, learner, mailoutbox):
    ask(client, learner.email)
    link = link_in(mailoutbox)
    client.post(form_of(client, link), {"password1": NEW_PASSWORD})
    learner.refresh_from_db()
    assert learner.check_password(NEW_PASSWORD)
    assert client.get(reverse("my_account")).status_code == 200
    assert "This link no longer works" in client.get(link).content.decode()


def test_opening_the_link_changes_nothing(client, learner, mailoutbox):
    ask(client, learner.email)
    link = link_in(mailoutbox)
    for _ in range(3):
        client.get(form_of(client, link))
    learner.refresh_from_db()
    assert learner.check_password(PASSWORD)


@pytest.mark.parametrize("link", ["1-abc-123", "zzzzzzzzzzzzz-abc", "0-set-password", "1-a%00b"])
def test_a_link_that_is_not_ours_says_so(link, client):
    response = client.get(f"/accounts/password/reset/key/{link}/")
    assert response.status_code == 200
    assert "This link no longer works" in response.content.decode()


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("short", "too short"),
        ("password123", "too common"),
        ("amina@northmoor.example", "too similar"),
        ("x" * 10_000, "at most 200"),
        ("a\x00bcdefghijkl", "cannot be kept"),
        ("", "Enter a password."),
    ],
)
def test_a_poor_password_is_an_error_of_its_field(password, message, client, learner, mailoutbox):
    ask(client, learner.email)
    response = client.post(form_of(client, link_in(mailoutbox)), {"password1": password})
    assert list(response.context["form"].errors) == ["password1"]
    assert message in str(response.context["form"].errors["password1"])


@pytest.mark.parametrize(
    "email", ["a\x00b@northmoor.example", "x" * 10_000 + "@northmoor.example", "", "amina"]
)
def test_a_bad_address_is_an_error_of_its_field(email, client):
    response = ask(client, email)
    assert list(response.context["form"].errors) == ["email"]
    assert not Effect.objects.exists()


def test_an_account_that_was_locked_opens_again_with_the_new_password(client, learner, mailoutbox):
    for _ in range(6):
        client.post(reverse("account_login"), {"login": learner.email, "password": "not the password"})
    ask(client, learner.email)
    client.post(form_of(client, link_in(mailoutbox)), {"password1": NEW_PASSWORD})
    client.post(reverse("account_logout"))
    assert client.get(reverse("my_account")).status_code == 302
    client.post(reverse("account_login"), {"login": learner.email, "password": NEW_PASSWORD})
    assert client.get(reverse("my_account")).status_code == 200


def test_changing_the_password_keeps_this_session_and_ends_the_others(learner, learner_client, sign_in):
    elsewhere = sign_in(learner)
    response = learner_client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW_PASSWORD}
    )
    assert response.headers["Location"] == reverse("my_account")
    assert learner_client.get(reverse("my_account")).status_code == 200
    assert elsewhere.get(reverse("my_account")).status_code == 302


def test_changing_the_password_needs_the_one_in_use(learner, learner_client):
    response = learner_client.post(
        reverse("account_change_password"), {"oldpassword": "not the password", "password1": NEW_PASSWORD}
    )
    assert list(response.context["form"].errors) == ["oldpassword"]
    learner.refresh_from_db()
    assert learner.check_password(PASSWORD)


def test_too_many_requests_for_one_address_get_a_page_of_ours(client, learner):
    answers = [ask(client, learner.email).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
