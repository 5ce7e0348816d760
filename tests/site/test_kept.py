"""What was typed survives an expired session and an old form, and goes back to whoever typed it alone."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from learning.site import kept
from learning.site.access import signed_in
from learning.urls import *  # noqa: F403  the site's own addresses, and a form beside them
from learning.urls import urlpatterns as own
from tests.factories import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

FORM = "/a-form/"
PAGE = "http://testserver/a-form/"


@signed_in
def a_form(request):
    """A page with a form: shows what was kept, and takes what is posted."""
    if request.method == "POST":
        return HttpResponse(f"Taken: {request.POST.get('words')}")
    typed = kept.take(request)
    return HttpResponse(f"Kept: {typed.getlist('words')}" if typed else "Empty")


@require_POST
@signed_in
def post_only(request):
    return HttpResponse("Taken")


urlpatterns = [path("a-form/", a_form), path("post-only/", post_only), *own]


@pytest.fixture
def browser(learner):
    """Where the learner was signed in until their session ended."""
    client = Client()
    client.force_login(learner)
    client.get(FORM)
    client.cookies.pop("sessionid")
    return client


def sign_in(client, person):
    return client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


def test_a_form_sent_after_the_session_ended_waits_for_its_writer(browser, learner):
    response = browser.post(FORM, {"words": ["What I typed", "and more"]})
    assert response.headers["Location"] == f"/accounts/login/?next={FORM}"
    assert (
        "You were signed out while you were away."
        in browser.get(response.headers["Location"]).content.decode()
    )
    sign_in(browser, learner)
    assert browser.get(FORM).content.decode() == "Kept: ['What I typed', 'and more']"


def test_what_was_kept_is_gone_once_taken(browser, learner):
    browser.post(FORM, {"words": "What I typed"})
    sign_in(browser, learner)
    browser.get(FORM)
    assert browser.get(FORM).content.decode() == "Empty"


def test_another_person_who_signs_in_next_never_sees_it(browser, learner):
    browser.post(FORM, {"words": "What I typed"})
    sign_in(browser, UserFactory(email="other@northmoor.example"))
    assert browser.get(FORM).content.decode() == "Empty"


def test_nothing_is_kept_for_a_browser_that_nobody_was_signed_in_at(client, learner):
    client.post(FORM, {"words": "What I typed"})
    sign_in(client, learner)
    assert client.get(FORM).content.decode() == "Empty"


def test_a_forged_cookie_is_nobodys(client, learner):
    client.cookies[kept.COOKIE] = f"{learner.pk}:forged:signature"
    client.post(FORM, {"words": "What I typed"})
    sign_in(client, learner)
    assert client.get(FORM).content.decode() == "Empty"


def test_what_was_typed_elsewhere_is_not_mixed_in(browser, learner):
    browser.post("/post-only/", {"words": "Elsewhere"})
    sign_in(browser, learner)
    assert browser.get(FORM).content.decode() == "Empty"


def test_signing_in_leads_back_to_the_page_that_the_form_was_on(browser):
    response = browser.post(
        "/post-only/", {"words": "x"}, headers={"referer": "http://testserver/a-form/?part=2"}
    )
    assert response.headers["Location"] == "/accounts/login/?next=/a-form/%3Fpart%3D2"


def test_a_page_of_another_site_is_never_led_back_to(browser):
    response = browser.post(FORM, {"words": "x"}, headers={"referer": "https://evil.example/a-form/"})
    assert response.headers["Location"] == f"/accounts/login/?next={FORM}"


@pytest.mark.parametrize("headers", [{"accept": "application/json"}, {"sec-fetch-mode": "cors"}])
def test_a_script_is_told_that_nobody_is_signed_in(headers, browser):
    assert browser.post(FORM, {"words": "x"}, headers=headers).status_code == 401
    assert "sessionid" not in browser.cookies


def test_opening_a_page_signed_out_leads_back_to_it_whole(client):
    assert client.get(f"{FORM}?part=2").headers["Location"] == "/accounts/login/?next=/a-form/%3Fpart%3D2"


# What is kept, and how much


def request_for(path, data, person) -> object:
    request = RequestFactory().post(path, data)
    request.user, request.session = person, SessionStore()
    return request


@pytest.mark.parametrize("path", ["/accounts/me/", "/accounts/login/", "/admin/pages/"])
def test_the_account_pages_and_the_admin_are_never_kept(path, learner):
    assert not kept.keep(request_for(path, {"words": "x"}, learner))


@pytest.mark.parametrize("name", ["password", "new_password1", "Password"])
def test_a_form_with_a_password_is_never_kept(name, learner):
    assert not kept.keep(request_for(FORM, {"words": "x", name: "secret"}, learner))


def test_a_button_alone_is_nothing_to_keep(learner):
    assert not kept.keep(request_for(FORM, {"csrfmiddlewaretoken": "x"}, learner))


def test_nothing_larger_than_64_kb_is_kept(learner):
    request = request_for(FORM, {"words": "x" * kept.MAX_BYTES}, learner)
    assert not kept.keep(request)
    assert request.session[kept.SESSION_KEY] == []


def test_the_oldest_gives_way(learner):
    request = request_for(FORM, {"words": "x"}, learner)
    for number in range(kept.MAX_FORMS + 2):
        request.path = f"/form-{number}/"
        assert kept.keep(request)
    paths = [form["path"] for form in request.session[kept.SESSION_KEY]]
    assert paths == [f"/form-{number}/" for number in range(2, kept.MAX_FORMS + 2)]


def test_the_latest_form_of_a_path_is_the_one_kept(learner):
    request = request_for(FORM, {"words": "first"}, learner)
    kept.keep(request)
    second = request_for(FORM, {"words": "second"}, learner)
    second.session = request.session
    kept.keep(second)
    assert kept.take(second)["words"] == "second"
    assert kept.take(second) is None


def test_a_form_may_be_taken_on_a_page_with_another_address(learner):
    request = request_for("/post-only/", {"words": "x"}, learner)
    kept.keep(request)
    request.path = FORM
    assert kept.take(request) is None
    assert kept.take(request, path="/post-only/")["words"] == "x"


def test_nothing_is_given_to_someone_who_is_not_signed_in(learner):
    request = request_for(FORM, {"words": "x"}, learner)
    kept.keep(request)
    request.user = AnonymousUser()
    assert kept.take(request) is None


def test_what_is_taken_cannot_be_changed(learner):
    request = request_for(FORM, {"words": "x"}, learner)
    kept.keep(request)
    with pytest.raises(AttributeError, match="immutable"):
        kept.take(request)["words"] = "y"


# Old forms


@pytest.fixture
def strict(learner):
    """A browser whose token is checked, signed in, with a page open since before that."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    client.get(FORM)
    return client


def test_an_old_form_goes_back_to_its_page_with_what_was_typed(strict):
    response = strict.post(
        FORM, {"words": "What I typed"}, headers={"origin": "http://testserver", "referer": PAGE}
    )
    assert response.headers["Location"] == FORM
    assert strict.get(FORM).content.decode() == "Kept: ['What I typed']"


def test_an_old_form_says_why_it_was_not_sent(strict):
    strict.post(FORM, {"words": "x"}, headers={"referer": PAGE})
    page = strict.get(reverse("my_account")).content.decode()
    assert "so we did not send the form. What you typed is still here." in page


def test_an_old_form_with_a_password_says_to_try_again(strict):
    url = reverse("account_change_password")
    response = strict.post(
        url, {"oldpassword": "x"}, headers={"referer": f"http://testserver{url}"}, follow=True
    )
    assert response.redirect_chain == [(url, 302)]
    assert "we did not send the form. Please try again." in response.content.decode()


def test_an_old_form_never_leads_to_another_site(strict):
    """A page of ours that is not found has a form too, and its address may be made to look like a host."""
    response = strict.post(FORM, {"words": "x"}, headers={"referer": "http://testserver//evil.example/x"})
    assert response.headers["Location"] == "/%2Fevil.example/x"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null", "referer": PAGE},
        {"referer": "https://evil.example"},
    ],
)
def test_a_form_from_anywhere_else_is_refused_and_not_kept(headers, strict):
    response = strict.post(FORM, {"words": "x"}, headers=headers)
    assert response.status_code == 403
    assert "We did not send that form" in response.content.decode()
    assert strict.get(FORM).content.decode() == "Empty"


def test_a_script_with_an_old_token_is_refused_without_a_page(strict):
    headers = {"origin": "http://testserver", "sec-fetch-mode": "cors"}
    response = strict.post(FORM, {"words": "x"}, headers=headers)
    assert (response.status_code, response.content) == (403, b"")
