"""What was played of a film: stretches of it, in seconds from its start. Pure: no Django, no clock.

A stretch is (start, end) with start < end. Where several are returned they are in order and apart from one another.
"""

import json
import math
from collections.abc import Iterable

Stretch = tuple[float, float]

# A player leaves such a gap at a seek or a slow moment: what is on both sides was played as one.
GAP_SECONDS = 0.75
# Kept of one film. Of more the shortest are left out: never is anything said to be played that was not.
MOST = 200
MOST_SENT = 500
# What native controls offer is twice as fast; the rest is for clocks.
FASTEST = 2.2
SLACK_SECONDS = 5

PAIRS = "Send pairs of seconds, such as [[0, 12.5]]."
TOO_MANY = f"Send no more than {MOST_SENT} pairs."


class Unreadable(ValueError):
    """What was sent is no list of stretches: why, in words."""


def read(text: str) -> list[Stretch]:
    """The stretches in a JSON list of pairs of seconds."""
    try:
        pairs = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Unreadable(PAIRS) from None
    if not isinstance(pairs, list):
        raise Unreadable(PAIRS)
    if len(pairs) > MOST_SENT:
        raise Unreadable(TOO_MANY)
    return [_pair(pair) for pair in pairs]


def _refuse(word: str):
    raise Unreadable(PAIRS)


def _pair(pair) -> Stretch:
    if not isinstance(pair, list) or len(pair) != 2 or not all(map(_is_second, pair)) or pair[0] > pair[1]:
        raise Unreadable(PAIRS)
    return round(float(pair[0]), 2), round(float(pair[1]), 2)


def _is_second(value) -> bool:
    return type(value) in (int, float) and 0 <= value < 10**6 and math.isfinite(value)


def union(stretches: Iterable[Stretch], *, gap: float = GAP_SECONDS) -> list[Stretch]:
    """All of them together. Those less than a gap apart are one."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if start >= end:
            continue
        if found and (start <= found[-1][1] or start - found[-1][1] < gap):
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def clamped(stretches: Iterable[Stretch], *, start: float, end: float) -> list[Stretch]:
    """What of them lies between two seconds."""
    inside = ((max(first, start), min(last, end)) for first, last in stretches)
    return [stretch for stretch in inside if stretch[0] < stretch[1]]


def beyond(stretches: Iterable[Stretch], kept: list[Stretch]) -> list[Stretch]:
    """What of them is not among those kept. Both are in order and apart."""
    found = []
    for start, end in stretches:
        for first, last in kept:
            if last <= start or first >= end:
                continue
            if start < first:
                found.append((start, first))
            start = max(start, last)
        if start < end:
            found.append((start, end))
    return found


def grown(kept: list[Stretch], sent: Iterable[Stretch], *, allowance: float) -> list[Stretch]:
    """What is kept with what was sent, longer by the allowance at most: of more, the earliest in the film."""
    taken = []
    for start, end in beyond(union([*kept, *sent]), kept):
        allowed = math.floor(max(allowance, 0) * 100) / 100
        end = min(end, math.floor((start + allowed) * 100) / 100)
        if start < end:
            taken.append((start, end))
            allowance -= end - start
    return bounded(union([*kept, *taken], gap=0))


def bounded(stretches: list[Stretch], *, most: int = MOST) -> list[Stretch]:
    """As many as are kept, in order."""
    return sorted(sorted(stretches, key=lambda one: one[0] - one[1])[:most])


def seconds(stretches: Iterable[Stretch]) -> float:
    """How long they are together; each second counts once, so they are apart from one another."""
    return round(sum(end - start for start, end in stretches), 2)


def allowance(*, elapsed: float, added: float) -> float:
    """How many seconds more someone can have played, so many after the page was opened, beside those added since."""
    return max(elapsed, 0) * FASTEST + SLACK_SECONDS - added
