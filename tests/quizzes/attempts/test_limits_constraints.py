"""What the database accepts and refuses of limits, extra attempts and extra time."""

import datetime

import pytest

from quizzes.attempts import flags
from quizzes.models import Accommodation, Attempt, ExtraAttempt, ExtraAttemptReason, Flag, QuizVersion
from tests.quizzes.factories import AT
from tests.quizzes.test_constraints import another, frozen, refused, terms


def extra(attempt: Attempt, by, **fields) -> ExtraAttempt:
    row = {"learner": attempt.learner, "quiz": attempt.quiz, "number": 2, "granted_by": by, "granted_at": AT}
    return ExtraAttempt.objects.create(**row | fields)


@pytest.mark.parametrize("fields", [{"attempts_allowed": 1}, {"time_limit_minutes": 1}])
def test_limits_of_one_are_accepted(quiz_page, fields):
    assert QuizVersion.objects.create(**terms(QuizVersion.objects.get()), number=2, **fields).pk


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"attempts_allowed": 0}, "a_quiz_allows_one_attempt_at_least"),
        ({"time_limit_minutes": 0}, "a_time_limit_is_one_minute_at_least"),
    ],
)
def test_limits_of_none_are_refused(quiz_page, fields, name):
    with refused(name):
        QuizVersion.objects.create(**terms(QuizVersion.objects.get()), number=2, **fields)


def test_an_attempt_ends_after_it_starts(attempt):
    assert another(attempt, due_at=AT + datetime.timedelta(seconds=1)).pk
    with refused("attempt_is_due_after_it_starts"):
        another(attempt, number=3, due_at=AT)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"number": 1}, "an_extra_attempt_is_not_the_first"),
        ({"number": 2}, "an_attempt_is_granted_once"),
    ],
)
def test_a_broken_extra_attempt_is_refused(attempt, trainer, fields, name):
    assert extra(attempt, trainer).pk
    with refused(name):
        extra(attempt, trainer, **fields)


def test_nobody_grants_their_own_attempt(attempt):
    with refused("nobody_grants_their_own_attempt"):
        extra(attempt, attempt.learner)


def test_what_was_granted_never_changes_and_its_reason_may_go(attempt, trainer):
    reason = ExtraAttemptReason.objects.create(extra_attempt=extra(attempt, trainer), words="Ill.")
    with frozen("a_granted_attempt_never_changes"):
        ExtraAttempt.objects.update(number=3)
    with refused("a_reason_says_something"):
        ExtraAttemptReason.objects.update(words="")
    reason.delete()
    assert ExtraAttempt.objects.get().number == 2


@pytest.mark.parametrize(
    "needs",
    [{}, {"extra_time_pct": 10}, {"extra_time_pct": 25, "has_no_time_limit": True}],
)
def test_extra_time_that_says_nothing_or_two_things_is_refused(learner, needs):
    with refused("an_accommodation_is_extra_time_or_no_limit"):
        Accommodation.objects.create(person=learner, set_at=AT, **needs)


@pytest.mark.parametrize("needs", [{"extra_time_pct": 25}, {"has_no_time_limit": True}])
def test_extra_time_or_no_limit_is_accepted(learner, needs):
    assert Accommodation.objects.create(person=learner, set_at=AT, **needs).pk


def test_each_row_has_a_name_that_tells_no_reason(attempt, first, trainer):
    granted = extra(attempt, trainer)
    reason = ExtraAttemptReason.objects.create(extra_attempt=granted, words="Ill.")
    flags.set_flag(question=first, to=True, at=AT)
    assert str(granted) == f"{attempt.learner} at {attempt.quiz}, attempt 2"
    assert str(reason) == f"Reason, {granted.pk}"
    assert str(Flag.objects.get()) == f"Flag on {first}"
