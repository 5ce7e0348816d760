"""Ages that no service takes. Pure: no database, no clock, no Django."""

from collections.abc import Iterable

ADULT = 18
SMALL_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

# Ages in whole years: the first that a service takes, and the first that it no longer takes (None: it takes all).
Ages = tuple[int, int | None]


def untaken_ages(services: Iterable[Ages]) -> list[tuple[int, int]]:
    """The ages below 18 that none of the services takes, as ranges of the first and the last such age.

    Where nothing is known of any service nothing is claimed: the list is then empty, not the whole of childhood.
    """
    known = list(services)
    gaps, reached = [], 0
    for first, end in sorted(known, key=lambda ages: ages[0]):
        if reached < first and reached < ADULT:
            gaps.append((reached, min(first, ADULT) - 1))
        reached = max(reached, ADULT if end is None else end)
    if known and reached < ADULT:
        gaps.append((reached, ADULT - 1))
    return gaps


def in_words(first: int, last: int) -> str:
    """Children of these ages: "children aged two and under", "children aged 16 and over"."""
    if (first, last) == (0, ADULT - 1):
        return "children of any age"
    if last == 0:
        return "children under one"
    if first == 0:
        return f"children aged {_number(last)} and under"
    if first == last:
        return f"children aged {_number(first)}"
    if last == ADULT - 1:
        return f"children aged {_number(first)} and over"
    return f"children aged {_number(first)} to {_number(last)}"


def _number(age: int) -> str:
    """Numbers below ten in letters."""
    return SMALL_NUMBERS[age] if age < len(SMALL_NUMBERS) else str(age)
