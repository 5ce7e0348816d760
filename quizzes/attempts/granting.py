"""The one writer of extra attempts: a trainer grants one, with a reason, to someone who has used theirs up.

Whoever grants knows the learner's address, because the learner asked them. Nobody can be found in any other way, and an
address says nothing unless its owner has used up their attempts at this very quiz. See docs/adr/0022.
"""

import datetime

from django.conf import settings
from django.db import transaction

from learning.people import mail
from learning.people.users import User
from quizzes.attempts.answers import Attempt
from quizzes.attempts.tries import ExtraAttempt, ExtraAttemptReason, tries_at
from quizzes.versions import Quiz, QuizVersion


class GrantRefused(Exception):
    """Nothing was written; the message says why."""


NOBODY = (
    "Nobody with this address has used up their attempts at this quiz. Check the address with the person: it "
    "is the one that they sign in with."
)
ONES_OWN = "Somebody else of the course team has to grant you an attempt of your own."
NO_REASON = "Say why, in a sentence."


@transaction.atomic
def grant(*, quiz: Quiz | None, email: str, reason: str, by, at: datetime.datetime) -> ExtraAttempt:
    """Let someone begin one attempt more than the quiz allows, and tell them by mail. Again: the first stands."""
    if not reason.strip():
        raise GrantRefused(NO_REASON)
    learner = User.objects.with_email(email).filter(is_active=True).order_by("pk").first()
    version = QuizVersion.objects.latest_of(quiz.pk) if quiz else None
    if learner is None or version is None:
        raise GrantRefused(NOBODY)
    if learner == by:
        raise GrantRefused(ONES_OWN)
    last = Attempt.objects.of(learner).filter(quiz=quiz).latest_first().first()
    tries = tries_at(version, learner=learner, used=last.number if last else 0)
    if last is None or last.is_open or (tries.may_start and not tries.has_extra):
        raise GrantRefused(NOBODY)
    return _grant(learner, quiz, last.number + 1, reason=reason.strip(), by=by, at=at)


def _grant(learner, quiz: Quiz, number: int, *, reason: str, by, at: datetime.datetime) -> ExtraAttempt:
    extra, is_new = ExtraAttempt.objects.get_or_create(
        learner=learner, quiz=quiz, number=number, defaults={"granted_by": by, "granted_at": at}
    )
    if is_new:
        ExtraAttemptReason.objects.create(extra_attempt=extra, words=reason)
        mail.ask(
            template="quizzes/email/extra_attempt",
            to=learner.email,
            key=f"extra_attempt:{extra.pk}",
            context={
                "learner": learner,
                "title": quiz.title,
                "link": settings.SITE_URL + quiz.page.get_url(),
            },
        )
    return extra
