"""What the first answers to a question tell of it. Pure Python: no Django, no database, no clock.

Marks are whole hundredths, 0 to 100, so that a mean of them is a percentage. Percentages are rounded down.
"""

import datetime
import statistics
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from quizzes.figures.handfuls import FEWEST

# Between two saves: what arrived together after a lost connection, and what held a pause.
SHORTEST_S, LONGEST_S = 2, 600
TELLS_WELL_FROM = 0.3
FEW_OPTIONS = 3
NEAR_CHANCE_PCT = 10
MISSED_BELOW_PCT, PASSED_FROM_PCT = 50, 70
TIMES_LONGER, CHARACTERS_LONGER = 1.5, 20
PLACES_FROM = 3


class Telling(StrEnum):
    """How a question tells those who know much from those who know little."""

    WELL = "Well"
    WEAKLY = "Weakly"
    NOT = "Not at all"
    BACKWARDS = "Those who know most miss it"


def facility_pct(earned: Sequence[int]) -> int:
    """The share of the mark that was earned, parts counted: per cent, of at least one answer."""
    return sum(earned) // len(earned)


def rest_share(*, score: int, earned: int, out_of: int) -> float | None:
    """The share of the marks of an attempt's other questions, 0 to 100. None where no other is marked.

    `score` and `earned` are hundredths, `out_of` whole marks.
    """
    return (score - earned) / (out_of - 1) if out_of > 1 else None


def discrimination(earned: Sequence[int], rest: Sequence[float]) -> float | None:
    """Pearson's correlation of what each person earned and their share of the rest: -1 to 1, two decimals.

    None where it cannot be told, as everybody earned the same, of this or of the rest.
    """
    if len(set(earned)) < 2 or len(set(rest)) < 2:
        return None
    return round(statistics.correlation(earned, rest), 2) + 0.0  # never -0.0


def telling(correlation: float) -> Telling:
    if correlation <= 0:
        return Telling.BACKWARDS if correlation else Telling.NOT
    return Telling.WELL if correlation >= TELLS_WELL_FROM else Telling.WEAKLY


def seconds_each(
    started_at: datetime.datetime, saved: Sequence[datetime.datetime | None]
) -> list[float | None]:
    """Seconds from the save before to each save of an attempt, in the order in which it asks; None in `saved` is a
    question that was left.

    A save is the last of its question. So None, for what cannot be told, wherever the save before it in time is not that
    of the question before, as somebody came back to one or left one; and where the time is too short or too long to be
    that of one question.
    """
    told: list[float | None] = [None] * len(saved)
    by_time = sorted((at, place) for place, at in enumerate(saved) if at)
    for (before, of), (at, place) in pairwise([(started_at, -1), *by_time]):
        seconds = (at - before).total_seconds()
        if place == of + 1 and SHORTEST_S <= seconds <= LONGEST_S:
            told[place] = seconds
    return told


def typical_seconds(told: Sequence[float | None]) -> int | None:
    """The median of what can be told: whole seconds. None when that is less than half of all, or a handful."""
    known = [seconds for seconds in told if seconds is not None]
    if len(known) < FEWEST or 2 * len(known) < len(told):
        return None
    return round(statistics.median(known))


def chance_pct(options: int) -> int:
    """What guessing one of so many options earns: per cent."""
    return 100 // options


def is_near_chance(facility: int, options: int) -> bool:
    """Whether people earn about what guessing would, where there is little to choose from."""
    return options <= FEW_OPTIONS and abs(facility - chance_pct(options)) <= NEAR_CHANCE_PCT


def parts_sides(one_pct: int, other_pct: int) -> bool:
    """Whether one side misses what the other passes."""
    low, high = sorted((one_pct, other_pct))
    return low < MISSED_BELOW_PCT and high >= PASSED_FROM_PCT


def is_longer(right: Sequence[int], wrong: Sequence[int]) -> bool:
    """Whether every right answer, in characters, is half as long again as the longest wrong one, and 20 longer.

    Milder than what stops publishing (findings.py): that one is seen at once, this one by whoever has learnt to look.
    """
    if not right or not wrong:
        return False
    shortest, longest = min(right), max(wrong)
    return shortest > TIMES_LONGER * longest and shortest - longest >= CHARACTERS_LONGER


def in_one_place(places: Mapping[str, int]) -> set[str]:
    """The questions whose right answer always has the same place: all of them or none, of three at least."""
    return set(places) if len(places) >= PLACES_FROM and len(set(places.values())) == 1 else set()
