"""What the database itself accepts and refuses, whoever writes."""

import contextlib

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from quizzes.attempts import attempts
from quizzes.models import Attempt, AttemptQuestion, QuestionVersion, QuizQuestion, QuizVersion, Response
from tests.factories import UserFactory
from tests.quizzes import factories
from tests.quizzes.factories import AT


def another(attempt: Attempt, **fields) -> Attempt:
    """A row beside an attempt: the next number, submitted, with no marks."""
    same = {
        name: getattr(attempt, name)
        for name in ("learner", "quiz", "quiz_version", "activity", "pass_mark_pct")
    }
    row = {"number": 2, "out_of": 4, "started_at": AT, "submitted_at": AT, "score": 0}
    return Attempt.objects.create(**same | row | fields)


@contextlib.contextmanager
def refused(name: str):
    """The database refuses; on PostgreSQL it says by which constraint."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        yield
    assert name in str(refusal.value) or "UNIQUE constraint failed" in str(refusal.value)


@contextlib.contextmanager
def frozen(name: str):
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        yield


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"score": 400},
        {"out_of": 1, "score": 100},
        {"out_of": 0, "score": 0},
        {"pass_mark_pct": 0},
        {"pass_mark_pct": 100},
    ],
)
def test_a_whole_attempt_is_accepted(attempt, fields):
    assert another(attempt, **fields).pk


def test_another_learner_may_have_an_open_attempt_at_the_same_quiz(attempt):
    assert another(attempt, learner=UserFactory(), number=1, submitted_at=None, score=None).pk


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"submitted_at": None, "score": None}, "one_open_attempt_per_learner_and_quiz"),
        ({"number": 1}, "attempt_numbers_are_not_used_twice"),
        ({"number": 0}, "attempt_number_starts_at_one"),
        ({"pass_mark_pct": 101}, "attempt_pass_mark_is_a_percentage"),
        ({"score": None}, "score_if_and_only_if_submitted"),
        ({"score": 401}, "score_if_and_only_if_submitted"),
        ({"submitted_at": AT.replace(year=2026)}, "attempt_is_submitted_after_it_starts"),
    ],
)
def test_a_broken_attempt_is_refused(attempt, fields, name):
    with refused(name):
        another(attempt, **fields)


def test_a_score_before_submission_is_refused(attempt):
    with refused("score_if_and_only_if_submitted"):
        Attempt.objects.filter(pk=attempt.pk).update(score=1)


def test_a_question_stands_once_in_an_attempt(attempt, first):
    with refused("an_attempt_asks_a_question_once"):
        AttemptQuestion.objects.create(
            attempt=attempt, position=9, question_version=first.question_version, options=[]
        )


def test_a_place_in_an_attempt_holds_one_question(attempt, first):
    other = QuestionVersion.objects.create(digest="d", kind="single", stem="New", options=[])
    with refused("one_question_at_a_place_in_an_attempt"):
        AttemptQuestion.objects.create(attempt=attempt, position=1, question_version=other, options=[])
    assert AttemptQuestion.objects.create(attempt=attempt, position=9, question_version=other, options=[]).pk


def test_places_in_an_attempt_start_at_one(attempt):
    other = QuestionVersion.objects.create(digest="d", kind="single", stem="New", options=[])
    with refused("attempt_positions_start_at_one"):
        AttemptQuestion.objects.create(attempt=attempt, position=0, question_version=other, options=[])


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"chosen": []}, "a_response_is_never_blank"),
        ({"revision": 0}, "response_revision_starts_at_one"),
        ({"checked_revision": 0}, "a_response_is_checked_once_it_is_saved"),
        ({"checked_revision": 2}, "a_response_is_checked_once_it_is_saved"),
    ],
)
def test_a_broken_answer_is_refused(first, fields, name):
    with refused(name):
        Response.objects.create(**{"question": first, "chosen": ["a"], "saved_at": AT} | fields)


def test_a_question_has_one_answer(first):
    Response.objects.create(question=first, chosen=["a"], saved_at=AT)
    with refused("question_id"):
        Response.objects.create(question=first, chosen=["b"], saved_at=AT)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"digest": ""}, "a_question_version_has_a_digest"),
        ({"kind": "essay"}, "a_question_version_has_a_known_kind"),
    ],
)
def test_a_broken_question_is_refused(db, fields, name):
    with refused(name):
        QuestionVersion.objects.create(
            **{"digest": "d", "kind": "single", "stem": "So?", "options": []} | fields
        )


def test_the_same_content_is_one_row(first):
    with refused("digest"):
        QuestionVersion.objects.create(
            digest=first.question_version.digest, kind="single", stem="So?", options=[]
        )


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"number": 1}, "quiz_version_number_is_unique_in_its_quiz"),
        ({"number": 0}, "quiz_version_number_starts_at_one"),
        ({"pass_mark_pct": 101}, "quiz_pass_mark_is_a_percentage"),
        ({"mode": "exam"}, "a_quiz_has_a_known_mode"),
    ],
)
def test_a_broken_version_of_a_quiz_is_refused(quiz_page, fields, name):
    row = {
        "quiz": quiz_page.quiz,
        "number": 2,
        "pass_mark_pct": 80,
        "shuffle_questions": True,
        "published_at": AT,
    }
    assert QuizVersion(**row)
    with refused(name):
        QuizVersion.objects.create(**row | fields)


def test_a_quiz_asks_a_question_once_and_a_place_holds_one(quiz_page):
    row = QuizQuestion.objects.order_by("position")[0]
    with refused("a_quiz_asks_a_question_once"):
        QuizQuestion.objects.create(
            quiz_version=row.quiz_version, position=9, question_version=row.question_version, block="b"
        )
    other = QuestionVersion.objects.create(digest="d", kind="single", stem="New", options=[])
    with refused("one_question_at_a_place_in_a_quiz"):
        QuizQuestion.objects.create(
            quiz_version=row.quiz_version, position=1, question_version=other, block="b"
        )


@pytest.mark.parametrize("draw", [None, 1, 12])
def test_a_quiz_may_draw_some_or_ask_all(quiz_page, draw):
    version = QuizVersion.objects.get()
    assert QuizVersion.objects.create(**terms(version), number=2, draw=draw).pk


def test_a_quiz_does_not_draw_nothing(quiz_page):
    with refused("a_quiz_that_draws_asks_something"):
        QuizVersion.objects.create(**terms(QuizVersion.objects.get()), number=2, draw=0)


def terms(version: QuizVersion) -> dict:
    names = ("quiz", "pass_mark_pct", "shuffle_questions", "title", "published_at")
    return {name: getattr(version, name) for name in names}


def test_what_was_asked_never_changes(attempt):
    with frozen("what_was_asked_never_changes"):
        QuestionVersion.objects.update(stem="Other")
    with frozen("what_a_quiz_asked_never_changes"):
        QuizVersion.objects.update(pass_mark_pct=1)
    with frozen("the_questions_of_a_version_never_change"):
        QuizQuestion.objects.update(block="other")
    with frozen("the_questions_of_an_attempt_never_change"):
        AttemptQuestion.objects.update(options=[])


def test_a_submitted_attempt_never_changes(quiz_page, enrolled):
    factories.take(quiz_page, enrolled, right=1, wrong=1)
    with frozen("a_submitted_attempt_never_changes"):
        Attempt.objects.update(score=4)
    with frozen("a_marked_answer_never_changes"):
        Response.objects.update(earned=100)
    assert Attempt.objects.get().score == 100


def test_an_open_attempt_may_change(attempt, first):
    attempts.save_answer(question=first, sent=first.best_sent, seen_revision=0, at=AT)
    assert Response.objects.update(revision=2) == 1
    assert attempts.submit(attempt=attempt, at=AT).score == 100
