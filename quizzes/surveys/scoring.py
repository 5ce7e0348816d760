"""What answers on a scale come to. Pure Python: no Django, no database, no clock.

A point of a scale counts as its number. On a line that is turned, where less is better, it counts from the other end. What
stands beside a scale (“not part of my job”) is no answer on it, and is left out of every mean.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from quizzes.figures.handfuls import FEWEST
from quizzes.marking.grid import BESIDE


@dataclass(frozen=True)
class Mean:
    """So many numbers, and their sum. Shown only when there are enough of them."""

    n: int = 0
    total: Fraction = Fraction(0)

    @classmethod
    def of(cls, values: Iterable) -> "Mean":
        values = [Fraction(value) for value in values]
        return cls(len(values), sum(values, Fraction(0)))

    @property
    def is_shown(self) -> bool:
        return self.n >= FEWEST

    @property
    def words(self) -> str:
        """To one decimal place, half away from nought."""
        return f"{tenths(self.total / self.n)}"

    @property
    def words_of_change(self) -> str:
        """With its sign."""
        change = tenths(self.total / self.n)
        return f"+{change}" if self.total > 0 and change != "0.0" else change


def tenths(value: Fraction) -> str:
    count = int(abs(value) * 10 + Fraction(1, 2))
    sign = "−" if value < 0 and count else ""
    return f"{sign}{count // 10}.{count % 10}"


def values_of(
    given: Mapping[str, str], *, points: Iterable[str], turned: Collection[str] = ()
) -> dict[str, int]:
    """The number that each line was answered with, its points being numbers written as text."""
    numbers = [int(point) for point in points if point != BESIDE]
    both_ends = min(numbers) + max(numbers)
    said = {line: int(point) for line, point in given.items() if point != BESIDE}
    return {line: both_ends - value if line in turned else value for line, value in said.items()}


def whole_of(values: Mapping[str, int], *, least: int | None) -> Fraction | None:
    """The mean of one person's answers, where they gave so many at least; none where no mean is asked for."""
    if not least or len(values) < least:
        return None
    return Fraction(sum(values.values()), len(values))
