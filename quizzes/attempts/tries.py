"""How many attempts someone has at a quiz. The limit that counts is the one of its current version.

Attempts are numbered without a gap and a number is used once, by constraint: so the number of the next attempt says
whether it may begin, and no race gets one more.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q

from quizzes.versions import Quiz, QuizVersion

ASK = "If you need another, ask the course team, with the e-mail address that you sign in with."
REASON_CHARS = 300


class ExtraAttempt(models.Model):
    """One row for each extra attempt granted: to whom, at which quiz, by whom, and which of their attempts it is.

    Written once by granting.py, and never changed.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="extra_attempts"
    )
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="extra_attempts")
    number = models.PositiveSmallIntegerField(help_text="Of the attempt that may begin by it.")
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "quiz", "number"], name="an_attempt_is_granted_once"),
            models.CheckConstraint(name="an_extra_attempt_is_not_the_first", condition=Q(number__gte=2)),
            models.CheckConstraint(
                name="nobody_grants_their_own_attempt", condition=~Q(learner=models.F("granted_by"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner} at {self.quiz}, attempt {self.number}"


class ExtraAttemptReason(models.Model):
    """One row for each reason given for an extra attempt: free text, apart from what stays, so that it may be erased."""

    extra_attempt = models.OneToOneField(ExtraAttempt, on_delete=models.PROTECT, related_name="reason")
    words = models.CharField(max_length=REASON_CHARS)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.CheckConstraint(name="a_reason_says_something", condition=~Q(words=""))]

    def __str__(self) -> str:
        return f"Reason, {self.extra_attempt_id}"


@dataclass(frozen=True)
class Tries:
    """Somebody's attempts at a quiz: how many are allowed (None: no limit), begun, and whether one more is granted."""

    allowed: int | None
    used: int
    has_extra: bool = False

    @property
    def left(self) -> int | None:
        """How many more may begin; None when there is no limit."""
        return None if self.allowed is None else max(self.allowed - self.used, int(self.has_extra))

    @property
    def may_start(self) -> bool:
        return self.left is None or self.left > 0

    @property
    def refusal(self) -> str:
        used = "your 1 attempt" if self.used == 1 else f"your {self.used} attempts"
        return f"You have used {used}. {ASK}"

    @property
    def words(self) -> str:
        """What is left, before a start."""
        if self.allowed is None:
            return "You can try as often as you like."
        if not self.used:
            return "You have 1 attempt." if self.left == 1 else f"You have {self.left} attempts."
        if not self.left:
            return self.refusal
        if self.has_extra and self.used >= self.allowed:
            return f"You have used {self.used}. One more has been granted to you."
        return f"You have {self.left} left, of {self.allowed} attempts."

    @property
    def after(self) -> str:
        """What someone who misses may do next, before it is known whether they do."""
        if self.left is None:
            return "and can have another try at once."
        if not self.left:
            return "and this is your last attempt."
        return f"and have {self.left} more attempt{'' if self.left == 1 else 's'}."


def tries_at(version: QuizVersion | None, *, learner, used: int) -> Tries:
    """How somebody stands with the limit of a version. One query, and none while there are attempts left."""
    allowed = version.attempts_allowed if version else None
    if allowed is None or used < allowed:
        return Tries(allowed, used)
    granted = ExtraAttempt.objects.filter(learner=learner, quiz=version.quiz_id, number=used + 1)
    return Tries(allowed, used, has_extra=granted.exists())


def tries_after(attempt) -> Tries:
    """The same for whoever is in an attempt, or has just handed it in. Two queries at most."""
    version = QuizVersion.objects.latest_of(attempt.quiz_id)
    return tries_at(version, learner=attempt.learner_id, used=attempt.number)
