"""What a learner is told of an attempt that was marked again: when, and which question counts otherwise. Never why."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format

from quizzes.attempts.answers import Attempt
from quizzes.marking import scores
from quizzes.marking.scores import FULL
from quizzes.regrades.regrades import RegradeMark

AGAIN = "Marked again on {day}: question {position} {counts}."
UNDONE = (
    "Question {position} was marked again on {day}. That was undone on {undone}, and it counts as before."
)
CORRECTED = "Question {position} is marked by a key that was put right on {day}."
KEPT = "Your pass stays."
COMPLETED_STAYS = "What you completed stays completed."


@dataclass(frozen=True)
class History:
    """The marks that regrades gave one attempt, in their order, each with its question and its answer."""

    attempt: Attempt
    marks: list[RegradeMark]

    @cached_property
    def standing(self) -> dict[int, RegradeMark]:
        """The newest that stands, by the key of its question."""
        return {mark.question_id: mark for mark in self.marks if not mark.regrade.is_undone}

    @property
    def notes(self) -> list[str]:
        """A sentence or two for each regrade that changed something."""
        counted: dict[int, int] = {}
        said = []
        for mark in self.marks:
            was = counted.get(mark.question_id, mark.question.answer.earned)
            if mark.earned != was:
                said.append(self._words(mark, was))
            if not mark.regrade.is_undone:
                counted[mark.question_id] = mark.earned
        return said

    def _words(self, mark: RegradeMark, was: int) -> str:
        regrade, position = mark.regrade, mark.question.position
        day = _day(regrade.made_at)
        if regrade.is_undone:
            undone = _day(regrade.undo.undone_at)
            words = UNDONE.format(position=position, day=day, undone=undone)
            return f"{words} {COMPLETED_STAYS}" if mark.passes and not self.attempt.passed else words
        if regrade.made_at <= self.attempt.submitted_at:
            return CORRECTED.format(position=position, day=day)
        words = AGAIN.format(day=day, position=position, counts=_counts(was, mark.earned))
        return f"{words} {KEPT}" if self._passes_all_the_same(mark) else words

    def _passes_all_the_same(self, mark: RegradeMark) -> bool:
        attempt = self.attempt
        return mark.passes and not scores.passes(mark.score, attempt.out_of, attempt.pass_mark_pct)


def history_of(attempt: Attempt) -> History:
    """One query."""
    marks = RegradeMark.objects.filter(question__attempt=attempt).in_order()
    return History(
        attempt, list(marks.select_related("regrade__undo", "regrade__to_version", "question__response"))
    )


def _counts(was: int, earned: int) -> str:
    if earned < was:
        return "counts for less now" if earned else "no longer counts"
    if was:
        return "counts for more now"
    return "counts now" if earned == FULL else "counts in part now"


def _day(moment: datetime.datetime) -> str:
    return date_format(timezone.localtime(moment))
