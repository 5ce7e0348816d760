"""Many requests in the same instant, on the configured database: one row, one result."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection

from learning.records.models import Completion, Event
from quizzes import attempts, keeping
from quizzes.models import AnswerDraft, Attempt, Response
from tests.quizzes import factories
from tests.quizzes.factories import AT

pytestmark = pytest.mark.django_db(transaction=True)

RACERS = 50
WORKERS = 10


@pytest.fixture
def race():
    """race(call) makes RACERS calls, WORKERS of them at once, and gives what each returned or raised."""

    def run(call) -> list:
        gun = threading.Barrier(WORKERS)

        def racer(number: int):
            close_old_connections()
            try:
                if number < WORKERS:
                    gun.wait(timeout=20)
                return call(number)
            except attempts.AttemptRefused as refusal:
                return refusal
            finally:
                connection.close()

        with ThreadPoolExecutor(WORKERS) as pool:
            return list(pool.map(racer, range(RACERS)))

    return run


def test_50_starts_make_one_attempt(quiz_page, enrolled, race):
    started = race(lambda _: attempts.start(learner=enrolled, quiz=quiz_page.quiz, at=AT).pk)
    assert len(set(started)) == 1
    assert Attempt.objects.count() == 1
    assert Attempt.objects.get().questions.count() == 4


def test_50_submits_make_one_result_and_one_completion(quiz_page, enrolled, race):
    attempt = factories.begin(quiz_page, enrolled)
    factories.answer(attempt, right=3, wrong=1)
    scores = race(lambda _: attempts.submit(attempt=Attempt.objects.get(pk=attempt.pk), at=AT).score)
    assert scores == [3] * RACERS
    assert Event.objects.filter(verb=Event.Verb.SUBMITTED).count() == 1
    assert Completion.objects.count() == 1


def test_50_saves_of_one_answer_make_one_row(attempt, first, race):
    saved = race(
        lambda _: attempts.save_answer(question=first, chosen_ids=first.right_ids, seen_revision=0, at=AT).pk
    )
    assert len(set(saved)) == 1
    assert Response.objects.get().revision == 1


def test_of_different_answers_at_once_the_first_stands_and_the_others_are_told(attempt, first, race):
    ids = [option_id for option_id, _ in first.options]
    saved = race(
        lambda number: attempts.save_answer(
            question=first, chosen_ids=[ids[number % 2]], seen_revision=0, at=AT
        )
    )
    refused = [one for one in saved if isinstance(one, attempts.ChangedElsewhere)]
    assert len(refused) == RACERS / 2
    assert Response.objects.get().revision == 1


def test_of_different_drafts_at_once_the_first_stands_and_the_others_are_told(attempt, first, race):
    saved = race(
        lambda number: keeping.keep_half(
            question=first, fields={"answer": [f"begun {number % 2}"]}, seen_revision=0, at=AT
        )
    )
    refused = [one for one in saved if isinstance(one, attempts.ChangedElsewhere)]
    assert len(refused) == RACERS / 2
    assert AnswerDraft.objects.get().revision == 1


def test_drafts_and_a_submission_at_once_leave_no_draft(attempt, first, race):
    def call(number: int):
        if number == WORKERS - 1:
            return attempts.submit(attempt=attempt, at=AT).score
        fields = {"answer": [f"begun {number}"]}
        return keeping.keep_half(question=first, fields=fields, seen_revision=0, at=AT)

    race(call)
    assert not Attempt.objects.get().is_open
    assert not AnswerDraft.objects.exists()


def test_saves_and_a_submission_at_once_mark_what_was_acknowledged(quiz_page, enrolled, race):
    """Whatever was saved before the end is in the result; whatever came later was refused."""
    attempt = factories.begin(quiz_page, enrolled)
    questions = list(attempt.questions.in_order().with_answer())

    def call(number: int):
        if number == WORKERS - 1:
            return attempts.submit(attempt=attempt, at=AT).score
        asked = questions[number % 4]
        return attempts.save_answer(
            question=asked, chosen_ids=asked.right_ids, seen_revision=0, at=AT
        ).question_id

    race(call)
    attempt = Attempt.objects.get()
    assert attempt.score == Response.objects.filter(is_right=True).count() == Response.objects.count()
