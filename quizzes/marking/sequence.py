"""Putting things in order: ordering, and ranking against a panel.

All or nothing: full marks for the very order. Part marks: of every two things, those that stand the right way round,
less those that stand the wrong way round, never below nothing; so an order drawn by chance earns little.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from quizzes.marking.kinds import Scheme
from quizzes.marking.scores import shared


@dataclass(frozen=True)
class SequenceKey:
    """The keys of the things in their right order. An answer is all of them, in an order."""

    order: tuple[str, ...]
    scheme: Scheme = Scheme.PART

    def __post_init__(self) -> None:
        if len(self.order) < 2:
            raise ValueError("There must be two things to put in order.")
        if len(set(self.order)) < len(self.order):
            raise ValueError("Each thing has one place.")

    @property
    def best(self) -> list[str]:
        return list(self.order)

    def problem(self, answer: Sequence[str]) -> str:
        return "" if sorted(answer) == sorted(self.order) else "Each thing needs a place of its own."

    def earned(self, answer: Sequence[str]) -> int:
        if problem := self.problem(answer):
            raise ValueError(problem)
        if self.scheme is Scheme.ALL:
            return shared(int(tuple(answer) == self.order), 1, Scheme.ALL)
        place = {thing: number for number, thing in enumerate(answer)}
        pairs = list(combinations(self.order, 2))
        right = sum(place[first] < place[second] for first, second in pairs)
        return shared(2 * right - len(pairs), len(pairs), Scheme.PART)
