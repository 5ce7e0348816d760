"""The public page that checks a code: four answers in one time and shape."""

import datetime
import statistics
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.certificates import limits
from learning.certificates.sheet import NAME_REMOVED
from learning.records import records
from learning.records.models import CertificateName
from tests.certificates.factories import COURSE, CertificateFactory

pytestmark = pytest.mark.django_db

NOT_OURS = "K7QM4XZD9RTB2WHN6CVPY3JF8H"


@pytest.fixture
def codes(learner, administrator, in_2027):
    """A code of each state: valid, expired, revoked, unknown."""
    expired = CertificateFactory(learner=learner, expires_on=datetime.date(2027, 3, 3))
    revoked = CertificateFactory(learner=learner)
    records.revoke(certificate=revoked, by=administrator, at=in_2027, reason="Awarded to the wrong account")
    return {
        "valid": CertificateFactory(learner=learner).code,
        "expired": expired.code,
        "revoked": revoked.code,
        "unknown": NOT_OURS,
    }


def check(client, code, **extra):
    return client.get(reverse("verify_code", args=[code]), **extra)


def words(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("valid", "We awarded this certificate, and it is in date."),
        ("expired", "We awarded this certificate. It stopped counting on 3 March 2027."),
        ("revoked", "We awarded this certificate and withdrew it on 3 March 2027."),
        ("unknown", "We have no certificate with this code."),
    ],
)
def test_a_code_is_answered_in_words(state, told, codes, client):
    response = check(client, codes[state])
    assert response.status_code == 200
    assert f"tf-verdict--{state}" in words(response)
    assert told in words(response)


def test_the_answer_says_what_the_certificate_says(codes, client):
    page = words(check(client, codes["valid"]))
    for expected in ("Amina Yusuf", COURSE + ", version 3", "14 November 2026", "14 November 2029"):
        assert expected in page
    for expected in ("85 minutes, 0 participatory", "Northmoor Partnership", "3 March 2027, 10:00"):
        assert expected in page


@pytest.mark.parametrize("state", ["valid", "expired", "revoked", "unknown"])
def test_the_answer_says_no_more_than_the_certificate(state, codes, client, learner):
    post = learner.posts.get()
    page = words(check(client, codes[state]))
    for secret in (
        learner.email,
        post.organisation.name,
        "wrong account",
        "score",
        "Health visitor",
        "Ada Minister",
    ):
        assert secret not in page


def test_every_answer_has_the_same_headers_and_status(codes, client):
    shapes = set()
    for code in codes.values():
        response = check(client, code)
        headers = {name: value for name, value in response.headers.items() if name != "Content-Length"}
        shapes.add((response.status_code, response.templates[0].name, str(sorted(headers.items()))))
    assert len(shapes) == 1


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.mark.parametrize("state", ["valid", "expired", "revoked", "unknown"])
def test_every_answer_takes_one_query_more_than_the_form_alone(state, codes, client):
    client.get(reverse("verify"))  # the site's own rows are cached now
    of_the_form = queries_of(client, reverse("verify"))
    assert queries_of(client, reverse("verify_code", args=[codes[state]])) == of_the_form + 1


def test_right_and_wrong_codes_take_the_same_time(codes, client, settings, monkeypatch):
    monkeypatch.setattr(limits, "WRONG_CODES_A_MINUTE", 10_000)
    times = {"valid": [], "unknown": []}
    for _ in range(60):
        for state, taken in times.items():
            start = time.thread_time()
            check(client, codes[state])
            taken.append(time.thread_time() - start)
    medians = [statistics.median(taken) for taken in times.values()]
    assert abs(medians[0] - medians[1]) < 0.005


def test_no_answer_is_stored_or_listed(codes, client):
    for code in codes.values():
        response = check(client, code)
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_the_first_day_on_which_it_no_longer_counts_is_expired(client, time_machine):
    code = CertificateFactory().code
    time_machine.move_to(datetime.datetime(2029, 11, 13, 23, 59, tzinfo=datetime.UTC))
    assert "tf-verdict--valid" in words(check(client, code))
    time_machine.move_to(datetime.datetime(2029, 11, 14, 0, 1, tzinfo=datetime.UTC))
    assert "tf-verdict--expired" in words(check(client, code))


def test_an_erased_name_is_said_to_be_removed(codes, client):
    CertificateName.objects.update(name="")
    page = words(check(client, codes["valid"]))
    assert NAME_REMOVED.replace("'", "&#x27;") in page
    assert "Amina" not in page


def test_the_name_is_the_one_it_was_awarded_under(codes, client, learner):
    learner.name = "Amina Brown"
    learner.save()
    page = words(check(client, codes["valid"]))
    assert "Amina Yusuf" in page
    assert "Brown" not in page


def test_a_closed_account_leaves_its_certificates_valid(codes, client, learner):
    learner.is_active = False
    learner.save()
    assert "tf-verdict--valid" in words(check(client, codes["valid"]))


def test_the_form_takes_a_code_as_it_is_printed(client, in_2027):
    certificate = CertificateFactory()
    response = client.get(reverse("verify"), {"code": certificate.code_in_fours.lower()})
    assert "tf-verdict--valid" in words(response)


def test_the_form_alone_asks_for_a_code(client):
    page = words(client.get(reverse("verify")))
    assert "Enter its code" in page
    assert "tf-verdict" not in page
    assert "There is a problem" not in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Enter the code on the certificate."),
        ("K7QM 4XZD", "You typed 8."),
        ("O" * 26, "Our codes never use 0, 1, I or O."),
        ("A" * 2000, "Copy only the code itself."),
        ("K7QM\x004XZD", "letters and numbers only"),
        ("<script>alert(1)</script>", "Our codes never use 0, 1, I or O."),
    ],
)
def test_the_form_says_what_to_do_and_keeps_what_was_typed(typed, told, client):
    response = client.get(reverse("verify"), {"code": typed})
    page = words(response)
    assert response.status_code == 200
    assert told in page
    assert 'href="#id_code"' in page
    assert response.context["form"]["code"].value() == typed
    assert "<script>alert" not in page


@pytest.mark.parametrize("typed", ["abc", "%00", "x" * 3000, "%F0%9F%98%80", "O" * 26, "' OR 1=1 --", "mine"])
def test_any_address_of_a_code_is_answered(typed, client):
    response = client.get(f"/certificates/{typed}/")
    assert response.status_code == 200
    assert "tf-verdict--unknown" in words(response)


def test_checking_changes_nothing(codes, client):
    assert client.post(reverse("verify"), {"code": codes["valid"]}).status_code == 405


class TestLimit:
    """Twenty wrong codes a minute from one address; right ones are not counted."""

    def test_the_next_wrong_code_in_a_minute_is_refused_in_our_look(self, in_2027, client):
        for _ in range(20):
            assert check(client, NOT_OURS).status_code == 200
        response = check(client, NOT_OURS)
        assert response.status_code == 429
        assert response["Retry-After"] == "60"
        assert "Too many tries from here" in words(response)

    def test_a_right_code_is_refused_the_same_way(self, codes, client):
        for _ in range(20):
            check(client, NOT_OURS)
        assert check(client, codes["valid"]).status_code == 429
        assert client.get(reverse("verify"), {"code": codes["valid"]}).status_code == 429

    def test_right_codes_are_not_counted(self, codes, client):
        for _ in range(30):
            assert check(client, codes["valid"]).status_code == 200

    def test_the_next_minute_begins_anew(self, codes, client, time_machine):
        for _ in range(21):
            check(client, NOT_OURS)
        time_machine.move_to(datetime.datetime(2027, 3, 3, 10, 1, tzinfo=datetime.UTC))
        assert check(client, codes["valid"]).status_code == 200

    def test_a_count_that_the_cache_has_dropped_begins_anew(self, codes, client, monkeypatch):
        monkeypatch.setattr(limits.cache, "add", lambda *args, **kwargs: False)
        for _ in range(20):
            assert check(client, NOT_OURS).status_code == 200
        assert check(client, NOT_OURS).status_code == 429

    def test_another_address_is_not_refused(self, codes, client):
        for _ in range(21):
            check(client, NOT_OURS)
        assert check(client, codes["valid"], REMOTE_ADDR="192.0.2.7").status_code == 200

    def test_addresses_of_one_ipv6_network_count_together(self, in_2027, client):
        for last in range(20):
            check(client, NOT_OURS, REMOTE_ADDR=f"2001:db8::{last:x}")
        assert check(client, NOT_OURS, REMOTE_ADDR="2001:db8::ffff").status_code == 429
        assert check(client, NOT_OURS, REMOTE_ADDR="2001:db8:0:1::1").status_code == 200

    def test_what_cannot_be_a_code_is_counted_by_its_address_but_not_by_the_form(self, in_2027, client):
        for _ in range(25):
            assert client.get(reverse("verify"), {"code": "abc"}).status_code == 200
        for _ in range(20):
            assert check(client, "abc").status_code == 200
        assert check(client, "abc").status_code == 429
