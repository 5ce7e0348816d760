"""Whether what was marked again is what its versions say. For verifying.py: reads, and writes nothing.

Each mark is made again by the key of its regrade. The marks that stand are added up from what was handed in; of those that
were undone only what each answer earns can be said.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizzes.attempts.answers import Attempt
from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.marking import scores
from quizzes.regrades import comparing
from quizzes.regrades.regrades import Regrade, RegradeMark


@dataclass
class Stand:
    """How an attempt stands after the regrades looked at so far, in hundredths."""

    score: int
    passes: bool
    earned: dict[int, int] = field(default_factory=dict)


class RegradeChecks:
    """Every regrade by its quiz, read once."""

    def __init__(self):
        self.regrades: dict[int, list[Regrade]] = defaultdict(list)
        for made in Regrade.objects.in_order().with_versions():
            self.regrades[made.quiz_id].append(made)

    def marks_of(self, attempts: list[Attempt]) -> dict[int, list[RegradeMark]]:
        """By attempt. One query, and none where nothing was ever marked again."""
        found = defaultdict(list)
        if self.regrades:
            rows = RegradeMark.objects.filter(question__attempt__in=attempts).in_order()
            for mark in rows.select_related("question"):
                found[mark.question.attempt_id].append(mark)
        return found

    def of_attempt(
        self, attempt: Attempt, questions: list[AttemptQuestion], marks: list[RegradeMark]
    ) -> Iterator[str]:
        """What is amiss with the marks of an attempt, in words."""
        by_place = {(mark.regrade_id, mark.question_id): mark for mark in marks}
        passes = scores.passes(attempt.score, attempt.out_of, attempt.pass_mark_pct)
        stand = Stand(attempt.score, passes)
        for made in self.regrades.get(attempt.quiz_id, []):
            for asked in filter(made.covers, questions):
                if mark := by_place.pop((made.pk, asked.pk), None):
                    yield from _of_mark(made, asked, mark)
                    if not made.is_undone:
                        yield from _of_stand(made, mark, attempt, stand, asked)
                elif asked.given is not None and not made.is_undone:
                    yield f"question {asked.position} was not marked by regrade {made.number}"
        for mark in by_place.values():
            number = mark.regrade.number
            yield f"question {mark.question.position} was marked by regrade {number}, which does not cover it"


def _of_mark(made: Regrade, asked: AttemptQuestion, mark: RegradeMark) -> Iterator[str]:
    """Words that were erased since cannot be marked again."""
    if asked.given is None:
        return
    if why := comparing.why_not(asked.question_version, made.to_version):
        yield f"question {asked.position} cannot be marked by regrade {made.number}: {why}"
        return
    try:
        earned = made.to_version.key.earned(asked.given)
    except (ValueError, KeyError, TypeError, AttributeError) as why:
        yield f"question {asked.position} cannot be marked by regrade {made.number}: {why}"
        return
    if mark.earned != earned:
        yield f"question {asked.position} earns {mark.earned} by regrade {made.number}, and should {earned}"


def _of_stand(
    made: Regrade, mark: RegradeMark, attempt: Attempt, stand: Stand, asked: AttemptQuestion
) -> Iterator[str]:
    """Adds the mark to how the attempt stands."""
    was = stand.earned.get(asked.pk, asked.answer.earned if asked.answer else 0)
    stand.score += mark.earned - was
    stand.earned[asked.pk] = mark.earned
    if mark.score != stand.score:
        yield f"it stands at {mark.score} after regrade {made.number}, and should at {stand.score}"
    if stand.passes and not mark.passes:
        yield f"a pass was taken away by regrade {made.number}"
        return
    stand.passes = stand.passes or scores.passes(stand.score, attempt.out_of, attempt.pass_mark_pct)
    if mark.passes != stand.passes:
        does = "passes" if mark.passes else "does not pass"
        yield f"it {does} after regrade {made.number}, and should{'' if stand.passes else ' not'}"
