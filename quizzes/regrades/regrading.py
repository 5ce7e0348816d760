"""The one writer of regrades: a question of a quiz is marked again by its key of now, and the newest regrade is undone.

Attempts and answers stay as they are. A regrade waits for whatever is being handed in or begun, and what comes after it
finds it: it takes the page, the quiz and every open attempt, in this order. See docs/adr/0027.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django_tasks import task
from wagtail.models import Page

from learning.records import effects, records
from quizzes.attempts.answers import Attempt
from quizzes.pages import QuizPage
from quizzes.regrades import plans
from quizzes.regrades.plans import Change, Plan, change_of
from quizzes.regrades.regrades import CoveredVersion, Regrade, RegradeMark, RegradeReason, RegradeUndo
from quizzes.versions import Quiz

# How many people one effect completes the activity of, each in a transaction of their own.
PEOPLE = 50
COMPLETE = "quizzes.regrades.regrading.complete_for"

NO_REASON = "Say why, in a sentence."
NOT_LIVE = "This quiz is taken down, so nobody could complete it now. Publish it first."
CHANGED = "The question or what is marked again has changed since you opened this page. Look at it once more."
NOTHING = "There is nothing to mark again: every answer is marked as its question is now, or cannot be."
NOT_NEWEST = "Only the newest can be undone. Something has been marked again since."


class RegradeRefused(Exception):
    """Nothing was written; the message says why."""


@transaction.atomic
def regrade(
    *, page: QuizPage, block: str, seen: tuple[int, int], reason: str, by, at: datetime.datetime
) -> Regrade:
    """Mark a question again for everyone who was asked it before. Again: the first stands.

    `seen` is what the preview showed: the key of the question version to mark by, and how often the quiz had been marked
    again or that undone. Whoever passes now completes the quiz, by the worker; nobody's pass is taken away.
    """
    if not reason.strip():
        raise RegradeRefused(NO_REASON)
    _wait(page)
    to_version, after = seen
    newest, acts = Regrade.objects.newest_of(page.quiz_id), Regrade.objects.acts_of(page.quiz_id)
    if newest and acts == after + 1 and _is_the_same(newest, block, to_version):
        return newest
    plan = next((one for one in plans.plans_of(page.quiz_id) if one.block == block), None)
    if plan is None or not plan.by_now:
        raise RegradeRefused(NOTHING)
    if (plan.to_version.pk, acts) != seen:
        raise RegradeRefused(CHANGED)
    if not Page.objects.live().filter(pk=page.pk).exists():
        raise RegradeRefused(NOT_LIVE)
    made = _write(plan, number=newest.number + 1 if newest else 1, by=by, at=at)
    RegradeReason.objects.create(regrade=made, words=reason.strip())
    return made


def _wait(page: QuizPage) -> None:
    """For what is published, begun or handed in now: each is either seen by what follows, or sees it."""
    Page.objects.select_for_update(no_key=True).get(pk=page.pk)
    Quiz.objects.select_for_update().filter(pk=page.quiz_id).first()
    open_ones = Attempt.objects.filter(quiz=page.quiz_id).open().select_for_update()
    list(open_ones.order_by("pk").values_list("pk", flat=True))


def _is_the_same(made: Regrade, block: str, to_version: int) -> bool:
    return made.block == block and made.to_version_id == to_version and not made.is_undone


def _write(plan: Plan, *, number: int, by, at: datetime.datetime) -> Regrade:
    made = Regrade.objects.create(
        quiz_id=plan.quiz_id,
        number=number,
        block=plan.block,
        to_version=plan.to_version,
        made_by=by,
        made_at=at,
    )
    CoveredVersion.objects.bulk_create(
        CoveredVersion(regrade=made, question_version=version) for version in plan.covers
    )
    passing = []
    for some in plans.changes(plan):
        RegradeMark.objects.bulk_create(_mark(made, change) for change in some)
        passing += [change.attempt.pk for change in some if change.becomes_a_pass]
    _ask_to_complete(made, passing, at=at)
    return made


def _mark(made: Regrade, change: Change) -> RegradeMark:
    return RegradeMark(
        regrade=made,
        question=change.asked,
        earned=change.earned,
        score=change.score,
        passes=change.passes,
    )


def _ask_to_complete(made: Regrade, attempts: list[int], *, at: datetime.datetime) -> None:
    for first in range(0, len(attempts), PEOPLE):
        some = attempts[first : first + PEOPLE]
        effects.ask(
            task=COMPLETE,
            key=f"regrade:{made.pk}:{some[0]}",
            at=at,
            regrade_id=made.pk,
            attempt_ids=some,
        )


@task(backend="effects")
def complete_for(regrade_id: int, attempt_ids: list[int]) -> None:
    """Complete the quiz for those who pass by a regrade. One that was undone first completes nothing more."""
    made = Regrade.objects.select_related("made_by").get(pk=regrade_id)
    rows = Attempt.objects.filter(pk__in=attempt_ids).as_it_stands().select_related("learner", "activity")
    for attempt in rows.order_by("learner", "pk"):
        if attempt.passed:
            complete(attempt, by=made.made_by, at=made.made_at)


def complete(attempt: Attempt, *, by, at: datetime.datetime) -> None:
    """Complete the quiz in the period in which the attempt was handed in; a later period needs an attempt of its own."""
    activity = attempt.activity.specific
    enrolment = activity.enrolment_of(attempt.learner)
    if enrolment and enrolment.enrolled_at <= attempt.submitted_at:
        records.complete(learner=attempt.learner, activity=activity, by=by, at=at)


def mark_submitted(attempt: Attempt) -> Attempt:
    """Mark by what stands an attempt that has just been handed in: it may ask a question whose key was put right since.

    Called in the transaction that hands it in. Returns it as it stands. One query where nothing stands.
    """
    standing = Regrade.objects.standing().filter(quiz=attempt.quiz_id).in_order()
    if regrades := list(standing.with_versions()):
        _mark_by(regrades, attempt)
    return attempt


def _mark_by(regrades: Iterable[Regrade], attempt: Attempt) -> None:
    questions = [one for one in attempt.questions.in_order().with_answer() if one.given is not None]
    earned = {asked.pk: asked.answer.earned for asked in questions}
    marks = []
    for made in regrades:
        for asked in filter(made.covers, questions):
            change = change_of(asked, attempt, was=earned[asked.pk], key=made.to_version.key)
            marks.append(_mark(made, change))
            earned[asked.pk] = change.earned
            attempt.score_again, attempt.passes_again = change.score, change.passes
    RegradeMark.objects.bulk_create(marks)


@transaction.atomic
def undo(*, page: QuizPage, number: int, by, at: datetime.datetime) -> Regrade:
    """Let a quiz's newest regrade count no longer. Again: the first undo stands. What was completed stays completed."""
    Quiz.objects.select_for_update().filter(pk=page.quiz_id).first()
    made = Regrade.objects.get(quiz=page.quiz_id, number=number)
    if made.is_undone:
        return made
    if made != Regrade.objects.standing().newest_of(page.quiz_id):
        raise RegradeRefused(NOT_NEWEST)
    RegradeUndo.objects.create(regrade=made, undone_by=by, undone_at=at)
    return made
