"""The one writer of attempts. Each call is one transaction and may be repeated: the second changes nothing.

Time is passed in. What may be answered is decided by the attempt's own frozen rows, not by the page as it is.
"""

import contextlib
import datetime
import secrets

from django.db import IntegrityError, transaction

from learning.records import effects, records
from learning.records.models import Version
from quizzes.asking.refusals import AttemptRefused
from quizzes.attempts import assessing, flags, timing
from quizzes.attempts.accommodations import time_for
from quizzes.attempts.answers import Attempt
from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.attempts.choosing import choose
from quizzes.attempts.responses import TYPED, Response, TypedWords
from quizzes.attempts.tries import tries_at
from quizzes.attempts.unfinished import AnswerDraft, latest, revision_of
from quizzes.marking.scores import Mark, mark
from quizzes.regrades import regrading
from quizzes.versions import Quiz, QuizVersion

OPTION_ID_BYTES = 6
STARTS = (
    10  # what another request began may be handed in before it is looked for, and then the next may begin
)
shuffler = secrets.SystemRandom()


class NothingToAsk(AttemptRefused):
    """The quiz has no questions that can be asked."""


class NoAttemptsLeft(AttemptRefused):
    """The learner has used every attempt that the quiz allows."""


class AttemptClosed(AttemptRefused):
    """The attempt has been submitted."""


class TimeIsUp(AttemptClosed):
    """The answer came after the end of the attempt's time. What was saved before can still be handed in."""


class ChangedElsewhere(AttemptRefused):
    """The answer was changed in another window after this one was opened. `standing` is what was saved last."""

    def __init__(self, message: str, standing: Response | AnswerDraft):
        super().__init__(message)
        self.standing = standing


NOTHING_TO_ASK = "This quiz has no questions yet. The course team can tell you when it will be ready."
CHANGED = "You changed this answer in another window."
ATTEMPT_CLOSED = (
    "This attempt has been handed in, so the late answer was not added. Your result is not affected."
)

TIME_IS_UP = "Your time is up, so the late answer was not added. What you saved in time counts: hand it in."
HAND_IN = "quizzes.taking.overdue.hand_in"


def start(*, learner, quiz: Quiz | None, at: datetime.datetime) -> Attempt:
    """The learner's open attempt; when there is none, a new one, asking what the quiz asks now."""
    open_ones = Attempt.objects.of(learner).filter(quiz=quiz).open().latest_first()
    for _ in range(STARTS - 1):
        if attempt := open_ones.first():
            return attempt
        with contextlib.suppress(IntegrityError):  # another request was quicker
            return _create(learner=learner, quiz=quiz, at=at)
    return open_ones.first() or _create(learner=learner, quiz=quiz, at=at)


@transaction.atomic
def _create(*, learner, quiz: Quiz | None, at: datetime.datetime) -> Attempt:
    """The one that another request has begun meanwhile. Else a new one: refused by the database when another is quicker
    still, and in words when no attempt is left.
    """
    quiz_version = QuizVersion.objects.latest_of(quiz.pk) if quiz else None
    if quiz_version is None:
        raise NothingToAsk(NOTHING_TO_ASK)
    last = Attempt.objects.of(learner).filter(quiz=quiz).latest_first().first()
    if last and last.is_open:
        return last
    chosen = choose(quiz_version, learner)
    if not chosen:
        raise NothingToAsk(NOTHING_TO_ASK)
    questions = [question for question, _ in chosen]
    tries = tries_at(quiz_version, learner=learner, used=last.number if last else 0)
    if not tries.may_start:
        raise NoAttemptsLeft(tries.refusal)
    limit = quiz_version.time_limit_minutes
    attempt = Attempt.objects.create(
        learner=learner,
        quiz=quiz,
        quiz_version=quiz_version,
        activity=quiz.page.page_ptr,
        version=Version.objects.latest_of(quiz.page.course_page().pk),
        number=tries.used + 1,
        pass_mark_pct=quiz_version.pass_mark_pct,
        out_of=sum(question.is_marked for question in questions),
        gives_parts=any(question.gives_parts for question in questions),
        started_at=at,
        due_at=time_for(learner, limit).due_at(at) if limit else None,
    )
    AttemptQuestion.objects.bulk_create(
        AttemptQuestion(
            attempt=attempt,
            position=position,
            question_version=question,
            block=block,
            options=_shown(question.options, shuffle=question.shuffle_options),
            prompts=_shown(question.prompts, shuffle=False),
        )
        for position, (question, block) in enumerate(chosen, start=1)
    )
    records.keep_place(learner=learner, activity=quiz.page, position="", at=at)
    if attempt.due_at:
        end = attempt.due_at + timing.GRACE
        effects.ask(task=HAND_IN, key=f"hand_in:{attempt.pk}", at=at, not_before=end, attempt_id=attempt.pk)
    return attempt


def _shown(rows: list[dict], *, shuffle: bool) -> list[list[str]]:
    """[id, key] of each option or line, as this attempt shows them. The ids are random and tell nothing."""
    keys = [row["key"] for row in rows]
    if shuffle:
        shuffler.shuffle(keys)
    ids: set[str] = set()
    while len(ids) < len(keys):
        ids.add(secrets.token_hex(OPTION_ID_BYTES))
    return [[one, key] for one, key in zip(sorted(ids), keys, strict=True)]


@transaction.atomic
def save_answer(*, question: AttemptQuestion, sent, seen_revision: int, at: datetime.datetime) -> Response:
    """Keep what was sent, while the attempt is open. The same answer again is the same row.

    `sent` is an answer in the ids of the attempt, as the question's shape reads it. `seen_revision` is the revision
    of the answer that the page showed, 0 for none: an older window is refused with ChangedElsewhere and overwrites
    nothing. A blank answer is refused (NoAnswer), and one that was never offered (UnknownOption). After the end of
    the attempt's time: TimeIsUp. A draft of it ends.
    """
    given = question.shape.given(sent)
    attempt = Attempt.objects.select_for_update().get(pk=question.attempt_id)
    if not attempt.is_open:
        raise AttemptClosed(ATTEMPT_CLOSED)
    if attempt.is_over(at):
        raise TimeIsUp(TIME_IS_UP)
    responses = Response.objects.select_related("typed")
    response = responses.filter(question=question).order_by("pk").first()
    draft = AnswerDraft.objects.of(question)
    if response and response.given == given and (draft is None or draft.revision != seen_revision):
        return response
    stands = latest(response, draft)
    if stands and stands.revision != seen_revision:
        raise ChangedElsewhere(CHANGED, stands)
    response = response or Response(question=question)
    response.revision = revision_of(stands) + 1
    AnswerDraft.objects.filter(question=question).delete()
    return _write(response, given, at=at)


@transaction.atomic
def check_answer(*, question: AttemptQuestion, sent, seen_revision: int, at: datetime.datetime) -> Response:
    """Save a whole answer, as save_answer does, and note that its learner is told at once what it was worth.

    In an attempt that tells only afterwards it is saved, and no more.
    """
    response = save_answer(question=question, sent=sent, seen_revision=seen_revision, at=at)
    if question.attempt.is_formative and response.checked_revision != response.revision:
        response.checked_revision = response.revision
        response.save(update_fields=["checked_revision"])
    return response


def _write(response: Response, given, *, at: datetime.datetime) -> Response:
    """Keys stand in the answer itself; words beside it, where they can be erased."""
    is_typed = response.question.shape.is_typed
    response.chosen, response.saved_at = TYPED if is_typed else given, at
    response.save()
    if is_typed:
        response.typed = TypedWords.objects.update_or_create(response=response, defaults={"text": given})[0]
    return response


@transaction.atomic
def submit(*, attempt: Attempt, at: datetime.datetime) -> Attempt:
    """Mark and close an attempt, once; a pass completes the activity. Again: the first result stands."""
    activity, attempt = attempt.activity.specific, Attempt.objects.select_for_update().get(pk=attempt.pk)
    if not attempt.is_open:
        return attempt
    if not activity.live:
        raise records.NotOpen("This quiz has been taken down. Your answers are kept.")
    result = _mark(attempt)
    flags.clear(attempt)
    at = max(at, attempt.started_at)
    if not Attempt.objects.filter(pk=attempt.pk, submitted_at=None).update(
        submitted_at=at, score=result.score
    ):
        return Attempt.objects.get(pk=attempt.pk)
    attempt.submitted_at, attempt.score = at, result.score
    attempt = regrading.mark_submitted(attempt)
    AnswerDraft.objects.filter(question__attempt=attempt).delete()
    records.log_submission(learner=attempt.learner, activity=activity, at=at)
    enrolment = activity.enrolment_of(attempt.learner)
    assessing.ask_for_missed(attempt, enrolment, at=at)
    if attempt.passed and enrolment:
        records.complete(learner=attempt.learner, activity=activity, by=attempt.learner, at=at)
    return attempt


def marked_afresh(attempt: Attempt) -> Mark:
    """What the stored answers are worth, marked afresh. Writes nothing: for checks, and for marking."""
    marked = [
        asked for asked in attempt.questions.in_order().with_answer() if asked.question_version.is_marked
    ]
    return mark([(asked.question_version.key, asked.given) for asked in marked], attempt.pass_mark_pct)


def _mark(attempt: Attempt) -> Mark:
    """Mark every question, and write beside each answer what it earned: nothing where nothing is marked."""
    questions = list(attempt.questions.in_order().with_answer())
    answers = [asked.answer for asked in questions if asked.answer]
    for asked in questions:
        if asked.answer:
            asked.answer.earned = asked.worth
    TypedWords.objects.filter(response__in=answers).update(is_submitted=True)
    Response.objects.bulk_update(answers, ["earned"])
    marked = [asked for asked in questions if asked.question_version.is_marked]
    earned = tuple(asked.answer.earned if asked.answer else 0 for asked in marked)
    return Mark(earned, attempt.pass_mark_pct)
