"""Flag for review: put on and taken off without losing what is chosen, and gone once the answers are sent."""

import html

from quizzes.attempts import attempts, flags
from quizzes.models import Flag, Response
from tests.quizzes import factories
from tests.quizzes.factories import AT


def words(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def test_a_flag_is_put_on_once_and_taken_off(first):
    for to, rows in ((True, 1), (True, 1), (False, 0), (False, 0)):
        flags.set_flag(question=first, to=to, at=AT)
        assert Flag.objects.count() == rows


def test_flags_are_gone_once_the_attempt_is_handed_in(attempt, first):
    flags.set_flag(question=first, to=True, at=AT)
    attempts.submit(attempt=attempt, at=AT)
    assert not Flag.objects.exists()
    flags.set_flag(question=first, to=True, at=AT)
    assert not Flag.objects.exists()


def test_the_button_flags_keeps_what_is_chosen_and_stays_on_the_page(attempt, first, learner_client):
    url = attempt.question_url(1) + "?change"
    sent = {"answer": first.best_sent, "revision": 0, "flag": "Flag for review"}
    response = learner_client.post(url, sent)
    assert response.url == url
    assert set(Response.objects.get().chosen) == first.question_version.key.right
    page = words(learner_client.get(url))
    assert "Flagged for review" in page
    assert 'value="Take the flag off"' in page
    assert "checked" in page


def test_the_button_takes_the_flag_off_again(attempt, first, learner_client):
    flags.set_flag(question=first, to=True, at=AT)
    learner_client.post(attempt.question_url(1), {"unflag": "Take the flag off"})
    assert not Flag.objects.exists()
    assert 'value="Flag for review"' in words(learner_client.get(attempt.question_url(1)))


def test_a_flag_needs_no_answer(attempt, learner_client):
    response = learner_client.post(attempt.question_url(2), {"flag": "Flag for review"})
    assert response.url == attempt.question_url(2)
    assert Flag.objects.get().question.position == 2
    assert not Response.objects.exists()


def test_a_flag_with_an_answer_that_was_never_offered_is_put_on_and_the_answer_refused(
    attempt, learner_client
):
    response = learner_client.post(attempt.question_url(1), {"answer": "forged", "flag": "Flag for review"})
    assert "That answer is not one of those offered here." in words(response)
    assert 'value="Take the flag off"' in words(response)
    assert Flag.objects.count() == 1


def test_the_list_of_answers_counts_and_shows_flags(attempt, first, learner_client):
    assert "flagged" not in words(learner_client.get(attempt.check_url)).lower()
    for asked in attempt.questions.in_order()[:2]:
        flags.set_flag(question=asked, to=True, at=AT)
    page = words(learner_client.get(attempt.check_url))
    assert "2 flagged for review." in page
    assert page.count("Flagged for review") == 2


def test_nobody_elses_question_is_flagged(attempt, sign_in, course):
    other = factories.enrol(course)
    assert sign_in(other).post(attempt.question_url(1), {"flag": "Flag for review"}).status_code == 404
    assert not Flag.objects.exists()


def test_opening_a_question_flags_nothing(attempt, learner_client):
    learner_client.get(attempt.question_url(1) + "?flag=Flag")
    assert not Flag.objects.exists()
