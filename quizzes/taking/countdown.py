"""What the pages of an attempt say of its time: reckoned here, and counted down in the browser if it can."""

import datetime
from dataclasses import dataclass

from learning.site.moments import clock
from quizzes.attempts import timing
from quizzes.attempts.answers import Attempt


@dataclass(frozen=True)
class Countdown:
    """What is left at the moment of asking. `seconds` is for the script; its words say the same without it."""

    seconds: int
    until: str
    allowed: timing.Allowed

    @property
    def words(self) -> str:
        return timing.left_in_words(self.seconds)


def of(attempt: Attempt, *, at: datetime.datetime) -> Countdown | None:
    """None when there is no limit for whoever takes it. Needs the version of the quiz."""
    if attempt.due_at is None:
        return None
    return Countdown(
        seconds=timing.seconds_left(attempt.due_at, at),
        until=clock(attempt.due_at),
        allowed=allowed_in(attempt),
    )


def allowed_in(attempt: Attempt) -> timing.Allowed:
    """The minutes that an attempt with an end was given when it began, whatever the person has set since."""
    limit = attempt.quiz_version.time_limit_minutes
    total = round((attempt.due_at - attempt.started_at).total_seconds() / 60)
    return timing.Allowed(limit, total - limit)
