"""The page of the admin on which an attempt is granted: no names, no lists, and refusals in words."""

import html

import pytest
from django.urls import reverse

from learning.site.groups import let_trainers_write_below
from quizzes.models import ExtraAttempt
from tests.quizzes import factories


@pytest.fixture
def quiz_page(course):
    return factories.plant_quiz(course, attempts_allowed=1)


@pytest.fixture
def used_up(quiz_page, enrolled):
    factories.take(quiz_page, enrolled, right=1)
    return enrolled


@pytest.fixture
def writer(course, trainer_client):
    let_trainers_write_below(course.get_parent())
    return trainer_client


@pytest.fixture
def url(quiz_page):
    return reverse("grant_attempt", args=[quiz_page.pk])


def words(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def sent(learner, **fields) -> dict:
    return {"email": learner.email, "reason": "The screen reader stopped."} | fields


def test_the_editor_leads_to_it(writer, quiz_page, url):
    page = writer.get(reverse("wagtailadmin_pages:edit", args=[quiz_page.pk])).content.decode()
    assert page.count(f'href="{url}"') == 2  # above the questions, and among the page's actions


def test_it_names_nobody(writer, used_up, url):
    page = words(writer.get(url))
    assert "Each person may take this quiz 1 time." in page
    assert used_up.name not in page
    assert used_up.email not in page


def test_an_attempt_is_granted_by_the_address_in_any_case(writer, used_up, url, trainer):
    response = writer.post(url, sent(used_up, email=used_up.email.upper()), follow=True)
    assert "One more attempt is granted. They have been told by mail." in words(response)
    assert used_up.name not in words(response)
    extra = ExtraAttempt.objects.get()
    assert (extra.learner, extra.granted_by, extra.reason.words) == (
        used_up,
        trainer,
        "The screen reader stopped.",
    )


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"email": ""}, "Type their e-mail address."),
        ({"email": "amina"}, "Type a whole e-mail address."),
        ({"email": "a\x00@b.example"}, "Type a whole e-mail address."),
        ({"email": "x" * 5000 + "@b.example"}, "at most 254 characters"),
        ({"email": "lena@northmoor.example"}, "Nobody with this address has used up their attempts"),
        ({"reason": "  "}, "Say why, in a sentence."),
        ({"reason": "a\x00b"}, "Null characters are not allowed."),
        ({"reason": "é" * 301}, "at most 300 characters"),
    ],
)
def test_bad_input_is_answered_in_words_and_kept(writer, used_up, url, fields, refusal):
    response = writer.post(url, sent(used_up, **fields))
    assert response.status_code == 200
    assert refusal in words(response)
    assert not ExtraAttempt.objects.exists()
    kept = sent(used_up, **fields)["email" if "reason" in fields else "reason"]
    assert kept in words(response)


def test_a_reason_in_any_script_is_kept(writer, used_up, url):
    reason = "\u202eانقطع التيار\u202c 🔌"
    writer.post(url, sent(used_up, reason=reason))
    assert ExtraAttempt.objects.get().reason.words == reason


def test_whoever_has_attempts_left_is_not_told_apart_from_nobody(writer, quiz_page, enrolled, url):
    unknown = words(writer.post(url, sent(enrolled, email="nobody@northmoor.example")))
    known = words(writer.post(url, sent(enrolled)))
    assert known.replace(enrolled.email, "") == unknown.replace("nobody@northmoor.example", "")


def test_a_quiz_without_a_limit_says_so(writer, course):
    page = factories.plant_quiz(course, title="Free")
    assert "has no limit" in words(writer.get(reverse("grant_attempt", args=[page.pk])))


def test_whoever_may_not_edit_the_quiz_grants_nothing(used_up, url, learner_client, trainer_client, client):
    for sender in (learner_client, trainer_client, client):
        assert sender.post(url, sent(used_up)).status_code == 302
    assert not ExtraAttempt.objects.exists()
