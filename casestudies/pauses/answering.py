"""The one writer of answers at pause points. Learner and time are passed in; nothing here is an event or completes anything.

Each write may be repeated without harm; the last answer stands.
"""

import datetime

from django.db import transaction

from casestudies.pauses.answers import PauseAnswer
from casestudies.pauses.points import PausePoint
from learning.records import records
from quizzes.attempts.attempt_questions import AttemptQuestion

JOIN_FIRST = "Join the course to answer."


@transaction.atomic
def answer(
    *, learner, page, point: PausePoint, asked: AttemptQuestion, sent, at: datetime.datetime
) -> PauseAnswer:
    """Keep what was sent to a question, and what it earns. Refused as the question's shape refuses: NoAnswer and so on."""
    version = asked.question_version
    given = asked.shape.given(sent)
    earned = version.key.earned(given) if version.is_marked else None
    return _keep(learner, page, point, question_version=version, given=given, earned=earned, answered_at=at)


@transaction.atomic
def note(*, learner, page, point: PausePoint, words: str, at: datetime.datetime) -> PauseAnswer | None:
    """Keep what was written at a prompt; nothing is kept of no words."""
    if not words.strip():
        erase(learner=learner, page=page, point=point)
        return None
    return _keep(learner, page, point, question_version=None, given=words, earned=None, answered_at=at)


def erase(*, learner, page, point: PausePoint) -> None:
    """Delete what someone answered at a pause point. Nothing of it is left."""
    PauseAnswer.objects.of(learner).on(page).filter(pause=point.name).delete()


def _keep(learner, page, point: PausePoint, **fields) -> PauseAnswer:
    if page.enrolment_of(learner) is None:
        raise records.NotEnrolled(JOIN_FIRST)
    answer, _ = PauseAnswer.objects.update_or_create(
        learner=learner, page=page.page_ptr, pause=point.name, defaults=fields
    )
    return answer
