"""What an attempt asks: the quiz's own questions, and those that it draws from the bank as it is now.

What someone has been asked least often comes first: in this quiz, then in any. So a retake brings what is new, and
quizzes before, after and long after that draw the same topics ask different questions, as far as the bank reaches.
"""

import secrets
from collections.abc import Callable

from django.db.models import Count, Q

from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.bank import bank
from quizzes.bank.drawing import Candidate, Draw, assign
from quizzes.bank.draws import besides, draws_in
from quizzes.questions import QuestionVersion
from quizzes.versions import QuizQuestion, QuizVersion

shuffler = secrets.SystemRandom()

# A question, and the name under which it is counted.
Chosen = list[tuple[QuestionVersion, str]]


def choose(quiz_version: QuizVersion, learner) -> Chosen:
    """The questions of an attempt, in its order. Where the bank has shrunk, as many as there are."""
    rarely = _rarely_first(quiz_version, learner)
    own = list(
        QuizQuestion.objects.filter(quiz_version=quiz_version)
        .select_related("question_version")
        .order_by("position")
    )
    some = sorted(own, key=lambda row: rarely(row.block))[: quiz_version.asks(len(own))]
    chosen = [(row.question_version, row.block) for row in sorted(some, key=lambda row: row.position)]
    chosen += _drawn(quiz_version, [row.question_version_id for row in own], rarely)
    if quiz_version.shuffle_questions:
        shuffler.shuffle(chosen)
    return chosen


def _drawn(quiz_version: QuizVersion, own: list[int], rarely: Callable) -> Chosen:
    """What is drawn from the bank, topic by topic. Two queries, and none for a quiz that draws nothing."""
    draws = draws_in(quiz_version)
    if not draws:
        return []
    pool = sorted(besides(bank.candidates_for(draws), own), key=lambda one: rarely(one.block))
    taken = drawn_of(draws, pool)
    versions = QuestionVersion.objects.in_bulk([one.version for one in taken])
    return [(versions[one.version], one.block) for one in taken]


def drawn_now(quiz_version: QuizVersion) -> list[Candidate]:
    """As many as an attempt could draw now: to count them, not to ask them. Two queries at most."""
    draws = draws_in(quiz_version)
    if not draws:
        return []
    own = quiz_version.quiz_questions.values_list("question_version", flat=True)
    return drawn_of(draws, besides(bank.candidates_for(draws), own))


def drawn_of(draws: list[Draw], pool: list[Candidate]) -> list[Candidate]:
    return [one for held in assign(draws, pool) for one in held]


def _rarely_first(quiz_version: QuizVersion, learner) -> Callable[[str], tuple]:
    """A key to sort by: how often someone was asked it in this quiz, then in any; ties at random. One query."""
    asked = AttemptQuestion.objects.filter(attempt__learner=learner).values("block").order_by()
    here = Count("pk", filter=Q(attempt__quiz=quiz_version.quiz_id))
    times = {row["block"]: (row["here"], row["all"]) for row in asked.annotate(here=here, all=Count("pk"))}
    return lambda block: (*times.get(block, (0, 0)), shuffler.random())
