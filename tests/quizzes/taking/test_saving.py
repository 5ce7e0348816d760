"""A question's form sent in the background: every reply, and that none tells more than the page did."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quizzes.attempts import attempts, keeping
from quizzes.models import AnswerDraft, Response
from tests.factories import UserFactory
from tests.quizzes import factories
from tests.quizzes.factories import AT, question

BACKGROUND = {"Accept": "application/json", "Sec-Fetch-Mode": "cors"}


@pytest.fixture
def send(learner_client, attempt):
    """send(ids): what the page is told, and the status."""

    def post(ids, *, revision=0, client=learner_client, position=1, **fields) -> tuple[int, dict]:
        data = {"answer": ids, "revision": revision} | fields
        response = client.post(attempt.question_url(position), data, headers=BACKGROUND)
        is_json = response.get("Content-Type", "").startswith("application/json")
        return response.status_code, response.json() if is_json else {}

    return post


def ids_of(asked) -> list[str]:
    return [option_id for option_id, _ in asked.options]


def test_a_whole_answer_is_saved_as_the_answer(send, first, attempt):
    status, told = send(first.best_sent)
    assert (status, told["state"], told["revision"]) == (200, "saved", 1)
    assert told["message"].startswith("Saved ")
    assert told["next"] == attempt.question_url(2)
    assert Response.objects.get().question == first


def test_the_same_again_is_saved_and_no_conflict(send, first):
    assert [send(first.best_sent, revision=seen)[1]["revision"] for seen in (0, 0, 1, 7)] == [1] * 4


def test_nothing_is_nothing(send):
    assert send([])[1] | {"next": ""} == {
        "state": "half",
        "message": "Nothing to save yet.",
        "revision": 0,
        "next": "",
    }
    assert not AnswerDraft.objects.exists()


def test_clearing_an_answer_is_remembered_and_the_answer_stands(send, first):
    ids = ids_of(first)
    send(ids[:1])
    status, told = send([], revision=1)
    assert (status, told["state"], told["revision"]) == (200, "half", 2)
    assert "not a whole answer yet" in told["message"]
    assert Response.objects.get().chosen == [first.options[0][1]]


def test_a_stale_save_is_refused_with_both_answers(send, first):
    ids = ids_of(first)
    send(ids[:1])
    status, told = send(ids[1:2])
    assert (status, told["state"], told["revision"]) == (409, "changed", 1)
    assert told["there"] == first.words_of(first.shape.given(ids[:1]))
    assert told["here"] == first.words_of(first.shape.given(ids[1:2]))
    assert told["fields"] == {"answer": ids[:1]}
    assert "You changed this answer in another window at" in told["message"]
    assert Response.objects.get().revision == 1


def test_after_both_were_shown_the_next_one_is_saved(send, first):
    ids = ids_of(first)
    send(ids[:1])
    revision = send(ids[1:2])[1]["revision"]
    assert send(ids[1:2], revision=revision)[1]["revision"] == 2


def test_a_stale_save_against_a_draft_is_refused_with_both(send, first):
    keeping.keep_half(question=first, fields={"answer": first.best_sent}, seen_revision=0, at=AT)
    status, told = send(ids_of(first)[:1] if first.best_sent != ids_of(first)[:1] else ids_of(first)[1:2])
    assert (status, told["state"], told["there"]) == (
        409,
        "changed",
        first.words_of(first.shape.given(first.best_sent)),
    )


@pytest.mark.parametrize("ids", [["x"], ["\x00"], ["9" * 50_000]])
@pytest.mark.parametrize("position", [1, 4])
def test_what_was_never_offered_is_refused_in_words(send, ids, position):
    status, told = send(ids, position=position)
    assert (status, told["state"]) == (400, "refused")
    assert told["message"] == "That answer is not one of those offered here. Choose one of these."
    assert not AnswerDraft.objects.exists()


def test_an_option_of_another_question_is_refused(send, attempt):
    other = attempt.questions.with_answer().get(position=2)
    assert send(other.best_sent)[0] == 400


@pytest.mark.parametrize("revision", ["", "x", "-1", "\x00", "9" * 5_000])
def test_a_bad_revision_counts_as_none(send, first, revision):
    assert send(first.best_sent, revision=revision)[1]["revision"] == 1
    assert send(ids_of(first)[:2][::-1][:1], revision=revision)[0] in (200, 409)
    assert Response.objects.get().revision == 1


def test_fields_that_are_not_the_questions_are_not_kept(send, first):
    send(first.best_sent)
    send([], revision=1, extra="x" * 100, csrfmiddlewaretoken="t")
    assert AnswerDraft.objects.get().fields == {}


def test_a_late_save_is_told_that_the_attempt_is_handed_in_and_what_it_held(send, first, attempt):
    attempts.submit(attempt=attempt, at=AT)
    status, told = send(first.best_sent)
    assert (status, told["state"]) == (409, "closed")
    assert "has been handed in" in told["message"]
    assert (told["here"], told["next"]) == (
        first.words_of(first.shape.given(first.best_sent)),
        attempt.result_url,
    )
    assert not Response.objects.exists()


def test_whoever_is_signed_out_is_told_so(send, first):
    assert send(first.best_sent, client=Client())[0] == 401
    assert not Response.objects.exists()


def test_to_a_stranger_it_is_not_there(send, first, sign_in, course):
    for stranger in (UserFactory(), factories.enrol(course)):
        assert send(first.best_sent, client=sign_in(stranger))[0] == 404
    assert not Response.objects.exists()


def test_without_a_token_it_is_refused(send, first, learner):
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    assert send(first.best_sent, client=client)[0] == 403
    assert not Response.objects.exists()


def test_a_quiz_that_was_taken_down_says_so(send, first, quiz_page):
    quiz_page.unpublish()
    assert send(first.best_sent)[0] == 410


def test_the_page_shows_what_was_typed_last(attempt, first, learner_client):
    ids = ids_of(first)
    factories.answer(attempt, right=1)
    other = next(one for one in ids if one not in first.best_sent)
    keeping.keep_half(question=first, fields={"answer": [other]}, seen_revision=1, at=AT)
    response = learner_client.get(attempt.question_url(1))
    form = response.context["form"]
    assert form["answer"].value() in (other, [other])  # one of the four questions takes several
    assert form["revision"].value() == "2"
    assert "It is not a whole answer yet." in response.content.decode()


def test_the_form_itself_shows_both_when_only_a_draft_stands(attempt, first, learner_client):
    keeping.keep_half(question=first, fields={"answer": first.best_sent}, seen_revision=0, at=AT)
    other = next(one for one in ids_of(first) if one not in first.best_sent)
    page = learner_client.post(attempt.question_url(1), {"answer": other, "revision": 0}).content.decode()
    assert "You changed this answer in another window" in page
    assert "data-choosing" in page


def test_no_reply_holds_a_key(course, enrolled, learner_client):
    secret = "CANARY"
    right = factories.option("This", right=True, feedback=secret)
    asks = [
        question(
            "One?",
            options=[right, factories.option("That", feedback=secret)],
            explanation=secret,
            code=secret,
        )
    ]
    attempt = factories.begin(factories.plant_quiz(course, questions=asks), enrolled)
    asked = attempt.questions.with_answer().get()
    sent = [[], ids_of(asked)[:1], ids_of(asked)[1:], ["x"]]
    replies = [
        learner_client.post(attempt.question_url(1), {"answer": ids, "revision": 0}, headers=BACKGROUND)
        for ids in sent
    ]
    assert [reply for reply in replies if secret.encode() in reply.content] == []
    texts = [reply.content.decode() for reply in replies]
    assert [
        text
        for text in texts
        if "right" in text.lower() or any(f'"{key}"' in text for _, key in asked.options)
    ] == []


@pytest.mark.parametrize("at_most", [14])
def test_it_takes_the_same_queries_in_a_long_quiz(course, enrolled, learner_client, at_most):
    counts = []
    for length in (2, 2, 30):
        asks = [question(f"Q{n} of {length}") for n in range(length)]
        page = factories.plant_quiz(course, title=f"Of {length} {len(counts)}", questions=asks)
        attempt = factories.begin(page, enrolled)
        asked = attempt.questions.with_answer().get(position=1)
        with CaptureQueriesContext(connection) as queries:
            learner_client.post(
                attempt.question_url(1), {"answer": asked.best_sent, "revision": 0}, headers=BACKGROUND
            )
        counts.append(len(queries))
    assert counts[1] == counts[2] <= at_most


def test_a_form_that_sends_a_field_twice_and_too_long_is_refused_in_words(first, attempt, learner_client):
    response = learner_client.post(
        attempt.question_url(1), {"answer": ["x" * 20_001, ""], "later": "Come back to this"}
    )
    assert response.status_code == 200
    assert not Response.objects.exists()
