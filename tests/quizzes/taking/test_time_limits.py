"""A quiz with a time limit: the server's clock, what is too late, and what happens then."""

import datetime
import html

import pytest
from django.urls import reverse

from learning.records.models import Completion, Effect
from quizzes.attempts import accommodations, attempts
from quizzes.attempts.timing import GRACE
from quizzes.models import Attempt, Response
from quizzes.taking import overdue
from tests.quizzes import factories
from tests.quizzes.factories import AT

MINUTE = datetime.timedelta(minutes=1)
END = AT + 30 * MINUTE
LATE = END + GRACE + datetime.timedelta(seconds=1)


@pytest.fixture
def quiz_page(course):
    return factories.plant_quiz(course, time_limit_minutes=30)


@pytest.fixture
def at(time_machine):
    """at(moment): it is then, on the server."""
    return lambda moment: time_machine.move_to(moment, tick=False)


@pytest.fixture
def late(attempt, at, learner_client):
    """An attempt with three right answers saved in time, whose time is up."""
    factories.answer(attempt, right=3)
    at(LATE)
    learner_client.force_login(attempt.learner)
    return attempt


def save(asked, at, **fields) -> Response:
    return attempts.save_answer(question=asked, sent=asked.best_sent, seen_revision=0, at=at, **fields)


def words(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def test_the_end_is_set_at_the_start(attempt):
    assert attempt.due_at == END


def test_without_a_limit_there_is_no_end_and_nothing_is_asked_of_the_worker(course, enrolled):
    attempt = factories.begin(factories.plant_quiz(course, title="Free"), enrolled)
    assert attempt.due_at is None
    assert not Effect.objects.exists()


def test_the_end_stays_when_the_limit_or_the_persons_own_time_changes(attempt, quiz_page, enrolled):
    accommodations.set_extra_time(person=enrolled, extra_time_pct=100, at=AT)
    quiz_page.time_limit_minutes = 5
    factories.publish(quiz_page)
    assert factories.begin(quiz_page, enrolled).due_at == END


@pytest.mark.parametrize(
    ("needs", "end"),
    [
        ({"extra_time_pct": 25}, AT + 38 * MINUTE),
        ({"extra_time_pct": 100}, AT + 60 * MINUTE),
        ({"has_no_time_limit": True}, None),
    ],
)
def test_the_end_is_the_persons_own(quiz_page, enrolled, needs, end):
    accommodations.set_extra_time(person=enrolled, at=AT, **needs)
    assert factories.begin(quiz_page, enrolled).due_at == end


def test_an_answer_within_the_grace_is_saved_and_one_after_it_is_refused(first):
    save(first, END + GRACE)
    with pytest.raises(attempts.TimeIsUp, match="Your time is up"):
        attempts.save_answer(question=first, sent=[first.options[0][0]], seen_revision=1, at=LATE)
    assert Response.objects.get().revision == 1


def test_what_was_saved_in_time_can_still_be_handed_in(attempt):
    factories.answer(attempt, right=3)
    assert attempts.submit(attempt=attempt, at=LATE).passed


def test_the_worker_hands_it_in_at_the_end_and_not_before(attempt, at):
    factories.answer(attempt, right=3)
    at(AT)
    factories.work(at=END)
    assert Attempt.objects.get().is_open
    at(LATE)
    factories.work(at=LATE)
    attempt.refresh_from_db()
    assert (attempt.submitted_at, attempt.score) == (LATE, 300)
    assert Completion.objects.filter(activity=attempt.activity).exists()


def test_the_worker_leaves_what_was_handed_in_and_what_was_taken_down(attempt, quiz_page, at):
    quiz_page.unpublish()
    at(LATE)
    factories.work(at=LATE)
    assert Attempt.objects.get().is_open
    assert not Effect.objects.waiting().exists()


def test_the_quiz_page_says_the_time_before_the_start(quiz_page, enrolled, learner_client):
    page = words(learner_client.get(quiz_page.url))
    assert "Time: 30 min." in page
    assert reverse("extra_time") in page
    assert "There is no clock" not in page
    accommodations.set_extra_time(person=enrolled, extra_time_pct=100, at=AT)
    assert "Time: 60 min (30 + your extra 30)." in words(learner_client.get(quiz_page.url))
    accommodations.set_extra_time(person=enrolled, has_no_time_limit=True, at=AT)
    assert "Time: no time limit (your own setting" in words(learner_client.get(quiz_page.url))


def test_a_question_and_the_list_say_what_is_left(attempt, at, learner_client):
    at(AT + 7 * MINUTE)
    learner_client.force_login(attempt.learner)
    for url in (attempt.question_url(1), attempt.check_url):
        page = words(learner_client.get(url))
        assert "Time left: <b data-countdown-words>23 minutes</b>, until 09:30. You have 30 min." in page
        assert 'data-countdown="1380"' in page
        assert "js/countdown" in page


def test_without_a_limit_no_page_holds_a_clock(course, enrolled, learner_client):
    attempt = factories.begin(factories.plant_quiz(course, title="Free"), enrolled)
    for url in (attempt.question_url(1), attempt.check_url):
        assert "countdown" not in words(learner_client.get(url))


@pytest.mark.parametrize("name", ["question_url", "check_url", "submit_url", "result_url"])
def test_opening_a_page_when_time_is_up_says_so_and_changes_nothing(late, learner_client, name):
    url = late.question_url(1) if name == "question_url" else getattr(late, name)
    page = words(learner_client.get(url))
    assert "Your time ended at 09:30. You have saved 3 of 4 answers, and they count." in page
    assert f'action="{late.submit_url}"' in page
    assert Attempt.objects.get().is_open


def test_handing_in_when_time_is_up_leads_to_the_result(late, learner_client):
    response = learner_client.post(late.submit_url, follow=True)
    assert "You have passed" in words(response)
    assert Attempt.objects.get().score == 300


def test_a_late_answer_is_refused_in_words_and_what_was_saved_is_handed_in(late, learner_client):
    asked = late.questions.in_order().with_answer()[3]
    sent = {"answer": asked.best_sent, "revision": 0, "save": "Save"}
    response = learner_client.post(late.question_url(4), sent, follow=True)
    assert response.redirect_chain == [(late.result_url, 302)]
    assert "Your time was up at 09:30. What you had saved by then has been handed in" in words(response)
    assert (Response.objects.count(), Attempt.objects.get().score) == (3, 300)


def test_an_answer_sent_by_a_script_is_refused_in_words_and_hands_in(late, learner_client):
    headers = {"Accept": "application/json", "Sec-Fetch-Mode": "cors"}
    response = learner_client.post(late.question_url(4), {"answer": "x"}, headers=headers)
    assert (response.status_code, response.json()["state"]) == (409, "closed")
    assert response.json()["message"] == attempts.TIME_IS_UP
    assert not Attempt.objects.get().is_open


def test_continuing_when_time_is_up_shows_the_result_and_begins_nothing(late, quiz_page, learner_client):
    response = learner_client.post(reverse("start_attempt", args=[quiz_page.pk]))
    assert response.url == late.result_url
    assert Attempt.objects.get().score == 300


def test_a_strangers_late_attempt_is_not_found(late, sign_in, trainer):
    assert sign_in(trainer).post(late.submit_url).status_code == 404
    assert Attempt.objects.get().is_open


def test_a_late_attempt_at_a_quiz_that_was_taken_down_says_so(late, quiz_page, learner_client):
    quiz_page.unpublish()
    assert learner_client.get(late.check_url).status_code == 410
    assert Attempt.objects.get().is_open


def test_a_quiz_taken_down_in_the_same_instant_is_left_open(late, quiz_page, rf):
    quiz_page.unpublish()
    assert overdue.answer(rf.post("/"), late).url == late.result_url
    assert Attempt.objects.get().is_open
