"""When someone hears from us, and of what: pure rules, without Django and without a clock (docs/adr/0043).

Times are local: whoever asks has brought them to the time of the place. A week is named by its Monday.
"""

import datetime
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass

from learning.workforce.days import DAY
from learning.workforce.statuses import Standing, Status

WEEK = 7 * DAY
TOLD_OF = Status.LATE | {Status.IN_GRACE, Status.EXPIRING}
SOON, NEAR, LATE = "soon", "near", "late"


@dataclass(frozen=True)
class Plan:
    """How an organisation writes to its people. Hours are of the clock: from_hour is the first in which mail may go,
    until_hour the first in which it may not. Days are calendar days.
    """

    weekday: int = 0
    from_hour: int = 9
    until_hour: int = 17
    days_before: int = 30
    days_before_again: int = 7
    days_after: int = 14
    manager_after_days: int = 14
    lead_after_days: int = 42


@dataclass(frozen=True)
class Line:
    """One course of a message: the last day on which it was or is not late, and the stage it has reached."""

    course: int
    day: datetime.date
    stage: str


def monday(day: datetime.date) -> datetime.date:
    return day - day.weekday() * DAY


def last_day(standing: Standing) -> datetime.date | None:
    """The last day before it is late; None when there is none to say."""
    if standing.status == Status.EXPIRING:
        return standing.until - DAY
    return standing.due_on if standing.status in TOLD_OF else None


def days_late(standing: Standing, on: datetime.date) -> int:
    """How many days ago its last day was; 0 when it is not late."""
    return (on - standing.due_on).days if standing.status in Status.LATE else 0


def stage(day: datetime.date, on: datetime.date, plan: Plan) -> str:
    """Which of the stated days has been reached: "" for none yet, "soon", "near", "late"."""
    left = (day - on).days
    if left < 0:
        return LATE
    if left <= plan.days_before_again:
        return NEAR
    return SOON if left <= plan.days_before else ""


def has_news(
    lines: Collection[Line],
    told: Collection[Line],
    *,
    on: datetime.date,
    told_on: datetime.date | None,
    plan: Plan,
) -> bool:
    """Whether something has reached a stage that nobody told them of; or is late still, so many days after the last message."""
    if not set(lines) <= set(told):
        return True
    is_late = any(line.stage == LATE for line in lines)
    return is_late and (told_on is None or (on - told_on).days >= plan.days_after)


def was_told_lately(on: datetime.date, told_on: datetime.date | None) -> bool:
    """Whether someone was written to less than a week ago. A clock that was ahead counts as today."""
    return told_on is not None and on - told_on < WEEK


def is_open(at: datetime.datetime, plan: Plan, works: Callable[[datetime.date], bool]) -> bool:
    """Whether mail may go at a local time. `works` says whether a day is a working day."""
    return works(at.date()) and plan.from_hour <= at.hour < plan.until_hour


def opens_at(
    at: datetime.datetime, plan: Plan, works: Callable[[datetime.date], bool]
) -> tuple[datetime.date, int]:
    """The day and hour at which mail may go next, for a local time at which it may not."""
    day = at.date() if at.hour < plan.from_hour else at.date() + DAY
    while not works(day):
        day += DAY
    return day, plan.from_hour


def is_time(at: datetime.datetime, plan: Plan, works: Callable[[datetime.date], bool]) -> bool:
    """Whether the week's messages are to be chosen: from its weekday on, in the hours. So a day on which nobody works, or a
    worker that was away, moves them within the week; a week that is over is left out.
    """
    return at.weekday() >= plan.weekday and is_open(at, plan, works)


def nearest(team_path: str | None, managed: dict[str, list[int]], but: Hashable = None) -> list[int]:
    """Who manages the team of a path, or else the nearest team above it that somebody but one person manages.

    `managed` is managers by the paths of their teams.
    """
    above = [path for path in managed if (team_path or "").startswith(path)]
    for path in sorted(above, key=len, reverse=True):
        if found := [manager for manager in managed[path] if manager != but]:
            return found
    return []
