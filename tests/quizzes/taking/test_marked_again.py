"""What a learner reads of their own attempt that was marked again: when, and what counts otherwise. Never why."""

import datetime
import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.attempts import attempts
from quizzes.regrades import regrading
from tests.quizzes import factories, marked
from tests.quizzes.factories import AT
from tests.quizzes.marked import REASON, mark_again, put_right, take

LATER = AT + datetime.timedelta(days=2)


@pytest.fixture
def quiz(course):
    return marked.plant(course)


def result_of(client, attempt) -> str:
    response = client.get(attempt.result_url)
    return " ".join(html.unescape(response.content.decode()).split())


def test_nothing_is_said_where_nothing_was_marked_again(quiz, enrolled, learner_client, trainer):
    attempt = take(quiz, enrolled, "worse", "right")
    mark_again(put_right(quiz), trainer)
    assert "arked again" not in result_of(learner_client, attempt)


def test_the_result_says_when_and_what_and_counts_by_the_new_key(quiz, enrolled, learner_client, trainer):
    attempt = take(quiz, enrolled, "wrong", "wrong")
    assert "Not yet: 0 right" in result_of(learner_client, attempt)
    mark_again(put_right(quiz), trainer, at=LATER)
    page = result_of(learner_client, attempt)
    assert "Marked again on 5 March 2027: question 1 counts now." in page
    assert "You have passed, with 1 out of 2" in page
    assert REASON not in page
    assert trainer.name not in page


def test_a_pass_that_stays_is_said(quiz, enrolled, learner_client, trainer):
    attempt = take(quiz, enrolled, "right", "wrong")
    mark_again(put_right(quiz), trainer, at=LATER)
    page = result_of(learner_client, attempt)
    assert "question 1 no longer counts. Your pass stays." in page
    assert "You have passed, with 0 out of 2" in page


def test_the_words_about_an_answer_are_those_of_the_key_that_counts(quiz, enrolled, learner_client, trainer):
    attempt = take(quiz, enrolled, "worse", "right")
    before = result_of(learner_client, attempt)
    mark_again(put_right(quiz), trainer)
    page = result_of(learner_client, attempt)
    better = "<dt>A better answer</dt><dd>One {}</dd>"
    assert better.format("right") in before
    assert better.format("wrong") in page


def test_an_undone_one_is_said_with_what_stays(quiz, enrolled, learner_client, trainer):
    attempt = take(quiz, enrolled, "wrong", "wrong")
    mark_again(put_right(quiz), trainer, at=AT)
    factories.work()
    regrading.undo(page=quiz, number=1, by=trainer, at=LATER)
    page = result_of(learner_client, attempt)
    assert "Question 1 was marked again on 3 March 2027. That was undone on 5 March 2027" in page
    assert "What you completed stays completed." in page
    assert "Not yet: 0 right" in page


def test_an_attempt_handed_in_after_it_says_that_the_key_was_put_right(
    quiz, enrolled, learner_client, trainer
):
    attempt = marked.begin(quiz, enrolled, "wrong", "wrong")
    take(quiz, factories.enrol(quiz.course_page().specific), "wrong")
    mark_again(put_right(quiz), trainer, at=AT)
    attempts.submit(attempt=attempt, at=LATER)
    assert "Question 1 is marked by a key that was put right on 3 March 2027." in result_of(
        learner_client, attempt
    )


def test_the_quiz_page_lists_results_as_they_stand(quiz, enrolled, learner_client, trainer):
    take(quiz, enrolled, "wrong", "wrong")
    mark_again(page := put_right(quiz), trainer)
    shown = " ".join(learner_client.get(page.url).content.decode().split())
    assert "1 of 2" in shown
    assert "Passed" in shown


def test_a_result_takes_the_same_queries_however_often_it_was_marked_again(
    quiz, enrolled, learner_client, trainer
):
    attempt = take(quiz, enrolled, "wrong", "wrong")
    page, counts = quiz, []
    for rights in (["One wrong"], ["One worse", "One wrong"]):
        for right in rights:
            mark_again(page := put_right(page, right=right), trainer)
        learner_client.get(attempt.result_url)
        with CaptureQueriesContext(connection) as queries:
            learner_client.get(attempt.result_url)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16
