"""What may be told of how many answered a case and what came of it. Pure Python.

A line is hidden whole when any number in it, or what is left over beside one, is one to four: its numbers stand in each other.
The last lines, one for each side and one for all, add up what is shown and nothing else, as in learning/workforce/suppression.py.
"""

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from learning.workforce.suppression import Figures, is_small


@dataclass(frozen=True)
class Exchange:
    """How many answered; of them, added to it after reading the others, and shared it; of those who added, took another
    first step.
    """

    answered: int = 0
    added: int = 0
    shifted: int = 0
    shared: int = 0

    def __add__(self, other: "Exchange") -> "Exchange":
        return Exchange(*map(sum, zip(astuple(self), astuple(other), strict=True)))

    @property
    def figures(self) -> list[Figures]:
        return [
            Figures(self.answered, self.answered),
            Figures(self.added, self.answered),
            Figures(self.shifted, self.added),
            Figures(self.shared, self.answered),
        ]

    @property
    def may_be_told(self) -> bool:
        return not any(map(is_small, self.figures))


@dataclass(frozen=True)
class Line:
    """A staff group on a side, or all of a side; `told` is None where it is hidden."""

    name: str
    told: Exchange | None
    side: str = ""


@dataclass(frozen=True)
class Published:
    """`sides` and `total` add up the lines that are shown, a side where one of its lines is; `total` is None where none is."""

    lines: list[Line]
    sides: list[Line]
    total: Exchange | None


def pool(organisations: Iterable[Exchange]) -> Exchange | None:
    """Of a staff group in several organisations, what may be told of it: the sum of those that may be told by themselves, so
    that with one more or one less nothing hidden is told. None where all are hidden.
    """
    return _sum([one for one in organisations if one.may_be_told])


def publish(counts: Iterable[tuple[str, str, Exchange | None]]) -> Published:
    """Of counts, each with its side and its staff group, in the order of both."""
    lines = [Line(name, one if one and one.may_be_told else None, side) for side, name, one in counts]
    told: dict[str, list[Exchange]] = {}
    for line in lines:
        told.setdefault(line.side, []).extend([line.told] if line.told else [])
    sides = [Line(side, _sum(shown)) for side, shown in told.items()]
    return Published(lines, sides, _sum([line.told for line in lines if line.told]))


def _sum(told: list[Exchange]) -> Exchange | None:
    return sum(told, Exchange()) if told else None
