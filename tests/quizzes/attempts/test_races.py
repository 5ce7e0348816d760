"""Many requests in the same instant, on the configured database: one row, one result."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection

from learning.people.tasks import send_mail
from learning.records.models import Completion, Effect, Event
from quizzes.attempts import accommodations, attempts, flags, granting, keeping, timing
from quizzes.models import Accommodation, AnswerDraft, Attempt, ExtraAttempt, Flag, Response
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


def test_50_starts_of_the_last_attempt_all_lead_into_it(course, enrolled, race):
    page = factories.plant_quiz(course, attempts_allowed=1)
    started = race(lambda _: attempts.start(learner=enrolled, quiz=page.quiz, at=AT))
    assert started == [Attempt.objects.get()] * RACERS


def test_50_submits_make_one_result_and_one_completion(quiz_page, enrolled, race):
    attempt = factories.begin(quiz_page, enrolled)
    factories.answer(attempt, right=3, wrong=1)
    scores = race(lambda _: attempts.submit(attempt=Attempt.objects.get(pk=attempt.pk), at=AT).score)
    assert scores == [300] * RACERS
    assert Event.objects.filter(verb=Event.Verb.SUBMITTED).count() == 1
    assert Completion.objects.count() == 1


def test_50_saves_of_one_answer_make_one_row(attempt, first, race):
    saved = race(
        lambda _: attempts.save_answer(question=first, sent=first.best_sent, seen_revision=0, at=AT).pk
    )
    assert len(set(saved)) == 1
    assert Response.objects.get().revision == 1


def test_of_different_answers_at_once_the_first_stands_and_the_others_are_told(attempt, first, race):
    ids = [option_id for option_id, _ in first.options]
    saved = race(
        lambda number: attempts.save_answer(question=first, sent=[ids[number % 2]], seen_revision=0, at=AT)
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
        return attempts.save_answer(question=asked, sent=asked.best_sent, seen_revision=0, at=AT).question_id

    race(call)
    attempt = Attempt.objects.get()
    assert attempt.score == 100 * Response.objects.filter(earned=100).count()
    assert attempt.score == 100 * Response.objects.count()


def test_50_starts_each_handed_in_at_once_are_no_more_than_the_quiz_allows(course, enrolled, race):
    page = factories.plant_quiz(course, attempts_allowed=3)

    def call(_):
        attempt = attempts.start(learner=enrolled, quiz=page.quiz, at=AT)
        return attempts.submit(attempt=attempt, at=AT).number

    ended = race(call)
    assert Attempt.objects.submitted().count() == 3
    assert {one for one in ended if isinstance(one, int)} == {1, 2, 3}
    assert {type(one) for one in ended} == {int, attempts.NoAttemptsLeft}


def test_50_grants_of_one_attempt_make_one_row_and_one_mail(course, enrolled, trainer, race):
    page = factories.plant_quiz(course, attempts_allowed=1)
    factories.take(page, enrolled, right=0)
    granted = race(
        lambda _: granting.grant(quiz=page.quiz, email=enrolled.email, reason="Ill.", by=trainer, at=AT).pk
    )
    assert set(granted) == {ExtraAttempt.objects.get().pk}
    assert Effect.objects.filter(task=send_mail.module_path).count() == 1


def test_of_saves_on_both_sides_of_the_end_those_in_time_are_marked(course, enrolled, race):
    """Half arrive in time, half too late: the late ones are refused, and the result is what was acknowledged."""
    attempt = factories.begin(factories.plant_quiz(course, time_limit_minutes=1), enrolled)
    questions = list(attempt.questions.in_order().with_answer())
    late = attempt.due_at + 2 * timing.GRACE

    def call(number: int):
        asked, at = questions[number % 4], late if number % 4 > 1 else attempt.due_at
        return attempts.save_answer(question=asked, sent=asked.best_sent, seen_revision=0, at=at).pk

    ended = race(call)
    refused = [one for one in ended if isinstance(one, attempts.TimeIsUp)]
    assert len(refused) == sum(number % 4 > 1 for number in range(RACERS))
    assert attempts.submit(attempt=attempt, at=late).score == 100 * Response.objects.count() == 200


def test_50_settings_and_flags_at_once_are_one_row_each(attempt, first, race):
    race(lambda _: accommodations.set_extra_time(person=attempt.learner, extra_time_pct=25, at=AT).pk)
    race(lambda _: flags.set_flag(question=first, to=True, at=AT))
    assert (Accommodation.objects.count(), Flag.objects.count()) == (1, 1)
