"""Whether what is stored is what was asked, answered and marked. Reads everything, a chunk at a time; writes nothing.

Every version's digest is made again from its fields, and every submitted attempt is marked again from its own frozen
rows, and by the key of whatever marked it again. Words that were erased cannot be marked again: their marks are taken as they stand, and counted.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet

from quizzes.attempts.answers import Attempt
from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.marking.scores import FULL
from quizzes.publishing import digest_of
from quizzes.questions import QuestionVersion
from quizzes.regrades.checks import RegradeChecks

CHUNK = 500
NO_KEY = "question {position} cannot be marked: {why}"


@dataclass
class Report:
    """What was looked at, and each thing that is not as it should be, in words with its number."""

    attempts: int = 0
    versions: int = 0
    erased: int = 0
    again: int = 0
    differences: list[str] = field(default_factory=list)


def verify(*, chunk: int = CHUNK) -> Report:
    """Look at every version, every submitted attempt and all that was marked again. Three queries for each chunk at most."""
    report, regrades = Report(), RegradeChecks()
    for versions in _chunks(QuestionVersion.objects.all(), chunk):
        report.versions += len(versions)
        report.differences += [found for version in versions for found in _of_version(version)]
    for attempts in _chunks(Attempt.objects.submitted(), chunk):
        asked, marks = _questions(attempts), regrades.marks_of(attempts)
        report.attempts += len(attempts)
        for attempt in attempts:
            questions, again = asked[attempt.pk], marks[attempt.pk]
            report.erased += sum(_is_erased(one) for one in questions)
            report.again += len(again)
            found = [*_of_attempt(attempt, questions), *regrades.of_attempt(attempt, questions, again)]
            report.differences += [f"attempt {attempt.pk}: {words}" for words in found]
    return report


def _chunks(rows: QuerySet, size: int) -> Iterator[list]:
    """All rows in the order of their keys, so many at a time."""
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        yield found
        last = found[-1].pk


def _questions(attempts: list[Attempt]) -> dict[int, list[AttemptQuestion]]:
    """The questions of each attempt, in order, with what was asked and answered."""
    rows = AttemptQuestion.objects.filter(attempt__in=attempts).in_order().with_answer()
    found = defaultdict(list)
    for row in rows:
        found[row.attempt_id].append(row)
    return found


def _of_version(version: QuestionVersion) -> Iterator[str]:
    if digest_of(version.content) != version.digest:
        yield f"question version {version.pk}: its words are not those that were published"


def _of_attempt(attempt: Attempt, questions: list[AttemptQuestion]) -> Iterator[str]:
    """How the marks of an attempt differ from what its answers earn."""
    out_of = sum(one.question_version.is_marked for one in questions)
    if attempt.out_of != out_of:
        yield f"it is out of {attempt.out_of}, and asks {out_of} questions that are marked"
    if [one.position for one in questions] != list(range(1, len(questions) + 1)):
        yield "its questions do not stand at 1, 2, 3 and so on"
    score = 0
    for one in questions:
        earned, amiss = _earned(one)
        score += earned
        if amiss:
            yield amiss
    if attempt.score != score:
        yield f"its score is {attempt.score}, and its answers earn {score}"


def _earned(asked: AttemptQuestion) -> tuple[int, str]:
    """Hundredths that the answer earns, marked again, and what is amiss with what is stored."""
    answer = asked.answer
    if answer is None:
        return 0, ""
    if answer.earned is None:
        return 0, f"question {asked.position} was not marked"
    if _is_erased(asked):
        return answer.earned, ""
    try:
        earned = asked.question_version.key.earned(asked.given) if asked.question_version.is_marked else 0
    except (ValueError, KeyError, TypeError, AttributeError) as why:
        return answer.earned, NO_KEY.format(position=asked.position, why=why)
    if earned != answer.earned:
        return earned, f"question {asked.position} earned {answer.earned} of {FULL}, and should {earned}"
    return earned, ""


def _is_erased(asked: AttemptQuestion) -> bool:
    return bool(asked.answer) and asked.given is None
