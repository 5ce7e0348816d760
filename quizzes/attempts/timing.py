"""How long someone has for a quiz, and whether their time is over. Pure Python: minutes and moments in, words out.

The clock is the server's. GRACE is for the network: an answer sent in the last second may arrive a little later.
"""

import datetime
from dataclasses import dataclass

GRACE = datetime.timedelta(seconds=10)
EXTRA_TIMES_PCT = (25, 50, 100)
NOTHING_LEFT = "no time"


@dataclass(frozen=True)
class Allowed:
    """Minutes for one person: the quiz's limit, and what their own setting adds to it or lifts."""

    limit: int
    extra: int = 0
    is_lifted: bool = False

    @property
    def total(self) -> int | None:
        """Minutes in all; None when there is no limit for them."""
        return None if self.is_lifted else self.limit + self.extra

    @property
    def words(self) -> str:
        if self.is_lifted:
            return f"no time limit (your own setting, in place of {self.limit} min)"
        return f"{self.total} min" + (f" ({self.limit} + your extra {self.extra})" if self.extra else "")

    def due_at(self, started_at: datetime.datetime) -> datetime.datetime | None:
        """The end of what is begun at a moment; None when there is no limit for them."""
        return None if self.is_lifted else started_at + datetime.timedelta(minutes=self.total)


def allowed(limit: int, *, extra_pct: int = 0, is_lifted: bool = False) -> Allowed:
    """A quiz's limit in minutes, with somebody's extra time in per cent of it, rounded up to a minute."""
    return Allowed(limit, 0 if is_lifted else -(-limit * extra_pct // 100), is_lifted)


def is_over(due_at: datetime.datetime | None, at: datetime.datetime) -> bool:
    """Whether an answer that arrives at a moment is too late."""
    return due_at is not None and at > due_at + GRACE


def seconds_left(due_at: datetime.datetime, at: datetime.datetime) -> int:
    return max(0, int((due_at - at).total_seconds()))


def left_in_words(seconds: int) -> str:
    """Whole minutes, rounded down, so that nobody is promised more than there is; seconds in the last one."""
    if seconds <= 0:
        return NOTHING_LEFT
    if seconds < 60:
        return _many(seconds, "second")
    hours, minutes = divmod(seconds // 60, 60)
    parts = [_many(hours, "hour")] if hours else []
    return " and ".join([*parts, *([_many(minutes, "minute")] if minutes else [])])


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
