"""The one writer of attempts. Each call is one transaction and may be repeated: the second changes nothing.

Time is passed in. What may be answered is decided by the attempt's own frozen rows, not by the page as it is.
"""

import datetime
import secrets
from collections.abc import Collection

from django.db import IntegrityError, transaction

from learning.records import records
from learning.records.models import Version
from quizzes import marking
from quizzes.answers import Attempt, AttemptQuestion, Response
from quizzes.questions import Kind, QuestionVersion
from quizzes.unfinished import AnswerDraft, latest, revision_of
from quizzes.versions import Quiz, QuizQuestion, QuizVersion

OPTION_ID_BYTES = 6
shuffler = secrets.SystemRandom()


class AttemptRefused(Exception):
    """Nothing was written; the message says why and what to do."""


class NothingToAsk(AttemptRefused):
    """The quiz has no questions that can be asked."""


class NoAnswer(AttemptRefused):
    """Nothing was chosen."""


class UnknownOption(AttemptRefused):
    """Something was chosen that was not offered."""


class AttemptClosed(AttemptRefused):
    """The attempt has been submitted."""


class ChangedElsewhere(AttemptRefused):
    """The answer was changed in another window after this one was opened. `standing` is what was saved last."""

    def __init__(self, message: str, standing: Response | AnswerDraft):
        super().__init__(message)
        self.standing = standing


NOTHING_TO_ASK = "This quiz has no questions yet. The course team can tell you when it will be ready."
NO_ANSWER = "Choose an answer, or press Come back to this."
ONE_ANSWER = "Choose one answer."
UNKNOWN_OPTION = "That answer is not one of those offered here. Choose one of these."
CHANGED = "You changed this answer in another window."
ATTEMPT_CLOSED = (
    "This attempt has been handed in, so the late answer was not added. Your result is not affected."
)


def start(*, learner, quiz: Quiz | None, at: datetime.datetime) -> Attempt:
    """The learner's open attempt; when there is none, a new one, asking what the quiz asks now."""
    attempts = Attempt.objects.of(learner).filter(quiz=quiz)
    if attempt := attempts.open().latest_first().first():
        return attempt
    try:
        return _create(learner=learner, quiz=quiz, at=at)
    except IntegrityError:
        if attempt := attempts.open().latest_first().first():
            return attempt
        raise


@transaction.atomic
def _create(*, learner, quiz: Quiz | None, at: datetime.datetime) -> Attempt:
    """Refused by the database when another request was quicker."""
    quiz_version = QuizVersion.objects.latest_of(quiz.pk) if quiz else None
    if quiz_version is None:
        raise NothingToAsk(NOTHING_TO_ASK)
    questions = _choose(quiz_version)
    last = Attempt.objects.of(learner).filter(quiz=quiz).latest_first().first()
    attempt = Attempt.objects.create(
        learner=learner,
        quiz=quiz,
        quiz_version=quiz_version,
        activity=quiz.page.page_ptr,
        version=Version.objects.latest_of(quiz.page.course_page().pk),
        number=last.number + 1 if last else 1,
        pass_mark_pct=quiz_version.pass_mark_pct,
        out_of=len(questions),
        started_at=at,
    )
    AttemptQuestion.objects.bulk_create(
        AttemptQuestion(
            attempt=attempt, position=position, question_version=question, options=_options(question)
        )
        for position, question in enumerate(questions, start=1)
    )
    records.keep_place(learner=learner, activity=quiz.page, position="", at=at)
    return attempt


def _choose(quiz_version: QuizVersion) -> list[QuestionVersion]:
    """What an attempt asks, in its order: all of the questions, or so many of them as are drawn.

    What was drawn stays in the author's order unless the questions are shuffled.
    """
    rows = (
        QuizQuestion.objects.filter(quiz_version=quiz_version)
        .select_related("question_version")
        .order_by("position")
    )
    bank = [row.question_version for row in rows]
    drawn = sorted(shuffler.sample(range(len(bank)), quiz_version.asks(len(bank))))
    questions = [bank[place] for place in drawn]
    if quiz_version.shuffle_questions:
        shuffler.shuffle(questions)
    return questions


def _options(question: QuestionVersion) -> list[list[str]]:
    """[id, key] of each option, as this attempt shows them. The ids are random and tell nothing."""
    keys = [option["key"] for option in question.options]
    if question.shuffle_options:
        shuffler.shuffle(keys)
    ids: set[str] = set()
    while len(ids) < len(keys):
        ids.add(secrets.token_hex(OPTION_ID_BYTES))
    return [[option_id, key] for option_id, key in zip(sorted(ids), keys, strict=True)]


@transaction.atomic
def save_answer(
    *, question: AttemptQuestion, chosen_ids: Collection[str], seen_revision: int, at: datetime.datetime
) -> Response:
    """Keep what was chosen, while the attempt is open. The same answer again is the same row.

    `seen_revision` is the revision of the answer that the page showed, 0 for none: an older window is refused
    with ChangedElsewhere and overwrites nothing. A blank answer is refused (NoAnswer), and one that was never
    offered (UnknownOption). A draft of it ends.
    """
    chosen = _keys(question, chosen_ids)
    if not Attempt.objects.select_for_update().get(pk=question.attempt_id).is_open:
        raise AttemptClosed(ATTEMPT_CLOSED)
    response = Response.objects.filter(question=question).order_by("pk").first()
    draft = AnswerDraft.objects.of(question)
    if response and response.chosen == chosen and (draft is None or draft.revision != seen_revision):
        return response
    stands = latest(response, draft)
    if stands and stands.revision != seen_revision:
        raise ChangedElsewhere(CHANGED, stands)
    response = response or Response(question=question)
    response.chosen, response.revision, response.saved_at = chosen, revision_of(stands) + 1, at
    response.save()
    AnswerDraft.objects.filter(question=question).delete()
    return response


def _keys(question: AttemptQuestion, chosen_ids: Collection[str]) -> list[str]:
    """The keys of the options chosen, in the order shown."""
    offered = dict(question.options)
    if not chosen_ids:
        raise NoAnswer(NO_ANSWER)
    if not set(chosen_ids) <= offered.keys():
        raise UnknownOption(UNKNOWN_OPTION)
    chosen = [key for option_id, key in offered.items() if option_id in set(chosen_ids)]
    if question.question_version.kind == Kind.SINGLE and len(chosen) > 1:
        raise UnknownOption(ONE_ANSWER)
    return chosen


@transaction.atomic
def submit(*, attempt: Attempt, at: datetime.datetime) -> Attempt:
    """Mark and close an attempt, once; a pass completes the activity. Again: the first result stands."""
    activity, attempt = attempt.activity.specific, Attempt.objects.select_for_update().get(pk=attempt.pk)
    if not attempt.is_open:
        return attempt
    if not activity.live:
        raise records.NotOpen("This quiz has been taken down. Your answers are kept.")
    mark = _mark(attempt)
    at = max(at, attempt.started_at)
    if not Attempt.objects.filter(pk=attempt.pk, submitted_at=None).update(submitted_at=at, score=mark.score):
        return Attempt.objects.get(pk=attempt.pk)
    attempt.submitted_at, attempt.score = at, mark.score
    AnswerDraft.objects.filter(question__attempt=attempt).delete()
    records.log_submission(learner=attempt.learner, activity=activity, at=at)
    if mark.passed and activity.enrolment_of(attempt.learner):
        records.complete(learner=attempt.learner, activity=activity, by=attempt.learner, at=at)
    return attempt


def regrade(attempt: Attempt) -> marking.Mark:
    """What the stored answers are worth, marked afresh. Writes nothing: for checks, and for marking."""
    questions = attempt.questions.in_order().with_answer()
    answers = [
        (asked.question_version.key, asked.answer.chosen if asked.answer else []) for asked in questions
    ]
    return marking.mark(answers, attempt.pass_mark_pct)


def _mark(attempt: Attempt) -> marking.Mark:
    """Mark every question, and write beside each answer whether it was right."""
    mark = regrade(attempt)
    right = [position for position, is_right in enumerate(mark.right, start=1) if is_right]
    responses = Response.objects.filter(question__attempt=attempt)
    responses.filter(question__position__in=right).update(is_right=True)
    responses.filter(is_right=None).update(is_right=False)
    return mark
