import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

WRONG = "That e-mail and password do not match."
TOO_MANY = "Too many tries. Please wait 5 minutes. Your account is safe."


def sign_in(client, email, password, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password} | more)


def is_signed_in(client) -> bool:
    return client.get(reverse("my_account")).status_code == 200


def test_the_right_password_opens_my_learning(client, learner):
    response = sign_in(client, learner.email, PASSWORD)
    assert response.headers["Location"] == reverse("my_learning")
    assert is_signed_in(client)


def test_an_address_is_matched_without_regard_to_case(client, learner):
    sign_in(client, f" {learner.email.upper()} ", PASSWORD)
    assert is_signed_in(client)


def test_signing_in_goes_on_to_the_page_that_was_asked_for(client, learner):
    assert sign_in(client, learner.email, PASSWORD, next="/courses/").headers["Location"] == "/courses/"


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example/", "/\\evil.example", "https:evil.example"]
)
def test_signing_in_never_leads_to_another_site(to, client, learner):
    assert sign_in(client, learner.email, PASSWORD, next=to).headers["Location"] == reverse("my_learning")


@pytest.mark.parametrize("email", ["amina@northmoor.example", "nobody@northmoor.example"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(email, client, learner):
    response = sign_in(client, email, "not the password")
    assert response.status_code == 200
    assert WRONG in response.content.decode()
    assert f'value="{email}"' in response.content.decode()
    assert not is_signed_in(client)


def test_five_wrong_passwords_close_the_account_for_a_while_even_to_the_right_one(client, learner):
    for _ in range(5):
        sign_in(client, learner.email, "not the password")
    assert TOO_MANY in sign_in(client, learner.email, PASSWORD).content.decode()
    assert not is_signed_in(client)


def test_wrong_passwords_are_still_counted_when_much_else_is(client, learner):
    for _ in range(5):
        sign_in(client, learner.email, "not the password")
    cache.set_many({f"somebody-else-{number}": 1 for number in range(1000)})
    assert TOO_MANY in sign_in(client, learner.email, PASSWORD).content.decode()


def test_a_colleague_at_the_same_address_still_signs_in(client, learner):
    for _ in range(6):
        sign_in(client, learner.email, "not the password")
    colleague = UserFactory()
    sign_in(client, colleague.email, PASSWORD)
    assert is_signed_in(client)


def test_the_wait_that_is_promised_is_the_wait_that_is_set():
    per_account = settings.ACCOUNT_RATE_LIMITS["login_failed"].split(",")[0]
    assert per_account == "5/5m/key"


def test_too_many_tries_from_one_address_get_a_page_of_ours(client, learner, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "2/m/ip"}
    for _ in range(2):
        sign_in(client, learner.email, "not the password")
    response = sign_in(client, learner.email, PASSWORD)
    assert response.status_code == 429
    assert "429.html" in [template.name for template in response.templates]


@pytest.mark.parametrize("field", ["login", "password"])
@pytest.mark.parametrize("value", ["a\x00b@northmoor.example", "x" * 10_000 + "@northmoor.example", ""])
def test_bad_input_is_an_error_of_its_field(field, value, client):
    data = {"login": "amina@northmoor.example", "password": PASSWORD, field: value}
    response = client.post(reverse("account_login"), data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]


def test_a_closed_account_is_told_so_only_with_the_right_password(client):
    person = UserFactory(is_active=False)
    assert WRONG in sign_in(client, person.email, "not the password").content.decode()
    assert sign_in(client, person.email, PASSWORD).headers["Location"] == reverse("account_inactive")


def test_someone_whose_account_is_closed_is_signed_out_on_the_next_page(learner, learner_client):
    assert is_signed_in(learner_client)
    learner.is_active = False
    learner.save()
    assert not is_signed_in(learner_client)


def test_the_session_gets_a_new_key_at_sign_in(client, learner):
    client.get(reverse("account_login"), {"next": "/courses/"})
    session = client.session
    session["x"] = "y"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    sign_in(client, learner.email, PASSWORD)
    assert client.session.session_key != before


def test_opening_the_sign_out_page_signs_nobody_out(learner_client):
    assert learner_client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(learner_client)


def test_nor_does_a_link_to_the_admins(trainer_client, home):
    """Wagtail's own page refuses a link, and takes the cookie away all the same: a picture in a mail would sign out."""
    assert trainer_client.get(reverse("wagtailadmin_logout")).status_code == 405
    assert is_signed_in(trainer_client)
    trainer_client.post(reverse("wagtailadmin_logout"))
    assert not is_signed_in(trainer_client)


def test_signing_out_leads_home(learner_client):
    assert learner_client.post(reverse("account_logout")).headers["Location"] == "/"
    assert not is_signed_in(learner_client)


@pytest.mark.parametrize("method", ["get", "post"])
def test_sign_up_is_closed(method, client):
    response = getattr(client, method)(
        reverse("account_signup"), {"email": "new@northmoor.example", "password1": PASSWORD}
    )
    assert response.status_code == 200
    assert "made by invitation" in response.content.decode()


@pytest.mark.parametrize(
    "path", ["email/", "reauthenticate/", "confirm-email/", "login/code/", "login/code/confirm/"]
)
def test_what_we_do_not_offer_is_not_found(path, learner_client, home):
    assert learner_client.get(f"/accounts/{path}").status_code == 404


@pytest.mark.parametrize("key", ['"\\000abcdefghijk"', "x", "é" * 40, "a" * 5000, "' OR 1=1 --       "])
def test_a_cookie_that_is_no_session_is_nobody(key, client, learner):
    """On PostgreSQL a NUL byte cannot even be asked for."""
    answer = client.get(reverse("my_learning"), headers={"cookie": f"sessionid={key}"})
    assert answer.headers["Location"].startswith("/accounts/login/")
