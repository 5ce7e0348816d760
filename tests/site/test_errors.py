import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.urls import path, reverse

from learning.urls import *  # noqa: F403  the site's own addresses, and views that fail beside them
from learning.urls import urlpatterns as own

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def locked(request):
    raise OperationalError("database is locked")


def broken(request):
    raise ValueError("Something of ours")


urlpatterns = [
    path("locked/", locked),
    path("broken/", broken),
    path("fine/", lambda request: HttpResponse("Fine")),
    *own,
]


@pytest.fixture
def unraised(client):
    client.raise_request_exception = False
    return client


def test_a_page_that_is_not_there_says_that_nothing_is_lost(client, home):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "We cannot find that page" in response.content.decode()
    assert "Nothing of yours is lost." in response.content.decode()


def test_a_page_that_is_not_there_looks_the_same_to_whoever_is_signed_in(learner_client, home):
    assert learner_client.get("/nowhere/").status_code == 404


@pytest.mark.parametrize("url", ["/a%00b/", "/" + "a/" * 500, "/" + "a" * 5000 + "/"])
def test_an_odd_address_is_not_found(url, client, home):
    assert client.get(url).status_code == 404


def test_an_error_of_ours_has_a_page_of_its_own(unraised):
    response = unraised.get("/broken/")
    assert response.status_code == 500
    assert "Something of ours" not in response.content.decode()


def test_a_locked_database_says_so_and_when_to_come_back(client):
    response = client.get("/locked/")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "The site is very busy" in response.content.decode()


def test_a_locked_database_keeps_what_was_typed_to_be_sent_again(client):
    page = client.post("/locked/?part=2", {"words": ['"quoted" <b>', "more"]}).content.decode()
    assert '<form method="post" action="/locked/?part=2">' in page
    assert '<input type="hidden" name="words" value="&quot;quoted&quot; &lt;b&gt;">' in page
    assert '<input type="hidden" name="words" value="more">' in page


def test_a_locked_database_never_writes_a_password_into_a_page(client):
    page = client.post("/locked/", {"login": "a@b.example", "password": "secret"}).content.decode()
    assert "secret" not in page
    assert "<form" not in page


def test_a_database_that_is_away_before_a_view_is_reached_gets_the_same_page(unraised, learner, monkeypatch):
    """Reading the session fails: the page that says so must ask the database for nothing."""
    unraised.force_login(learner)

    def away(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(connection, "cursor", away)
    response = unraised.get(reverse("my_learning"))
    monkeypatch.undo()
    assert response.status_code == 503
    assert "The site is very busy" in response.content.decode()


@pytest.mark.parametrize("fixture", ["learner_client", "administrator_client"])
def test_whatever_is_made_for_someone_signed_in_is_kept_by_no_cache(fixture, request):
    response = request.getfixturevalue(fixture).get(reverse("my_account"))
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]


def test_what_touches_no_session_may_be_cached(client):
    assert "Cache-Control" not in client.get("/fine/").headers


def test_robots_are_kept_out_of_what_is_private(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    disallowed = [
        line.split(": ")[1] for line in response.content.decode().splitlines() if "Disallow" in line
    ]
    for name in ("my_learning", "my_account", "verify", "wagtailadmin_home", "account_login"):
        assert any(reverse(name).startswith(prefix) for prefix in disallowed)
    assert not any("/courses/".startswith(prefix) for prefix in disallowed)


def test_a_form_that_is_too_large_is_refused_in_words(unraised, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    response = unraised.post(reverse("account_login"), {f"field{number}": "x" for number in range(20)})
    assert response.status_code == 400
    assert "We could not read what was sent" in response.content.decode()
