"""Questions that someone wants to come back to before they hand in. `set_flag` and `clear` are the only writers.

A flag is a note to oneself and no part of the record: it is gone once the attempt is handed in.
"""

import datetime

from django.db import models, transaction

from quizzes.attempts.answers import Attempt
from quizzes.attempts.attempt_questions import AttemptQuestion

FLAG, UNFLAG = "flag", "unflag"
WORDS = {FLAG: "Flag for review", UNFLAG: "Take the flag off"}


class Flag(models.Model):
    """One row for each question of an open attempt that is flagged for review."""

    question = models.OneToOneField(AttemptQuestion, on_delete=models.PROTECT, related_name="flag")
    set_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Flag on {self.question}"


@transaction.atomic
def set_flag(*, question: AttemptQuestion, to: bool, at: datetime.datetime) -> None:
    """Put a flag on a question, or take it off. After the attempt is handed in, nothing."""
    if not Attempt.objects.select_for_update().get(pk=question.attempt_id).is_open:
        return
    if to:
        Flag.objects.get_or_create(question=question, defaults={"set_at": at})
    else:
        Flag.objects.filter(question=question).delete()


def clear(attempt: Attempt) -> None:
    """Take every flag off, in the transaction that hands the attempt in."""
    Flag.objects.filter(question__attempt=attempt).delete()


def pressed(data) -> bool:
    """Whether a form was sent by one of the two buttons."""
    return FLAG in data or UNFLAG in data


def press(data, *, question: AttemptQuestion, at: datetime.datetime) -> None:
    """Do what the button that a form was sent by asks for, when it is one of the two."""
    if pressed(data):
        set_flag(question=question, to=FLAG in data, at=at)


def button(question: AttemptQuestion) -> tuple[str, str]:
    """Name and words of the button on a question's page. Needs with_answer()."""
    name = UNFLAG if question.is_flagged else FLAG
    return name, WORDS[name]
