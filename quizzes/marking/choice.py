"""Choosing among options: single, multiple, true or false.

All or nothing: full marks when every right option is chosen and no other. Part marks: a share for each right option
chosen, less a share for each wrong one, never below nothing. Choosing an option twice is choosing it once.
"""

from collections.abc import Collection
from dataclasses import dataclass

from quizzes.marking.kinds import Scheme
from quizzes.marking.scores import shared


@dataclass(frozen=True)
class ChoiceKey:
    """Options by their keys, and which of them are right. An answer is a list of keys."""

    options: frozenset[str]
    right: frozenset[str]
    scheme: Scheme = Scheme.ALL
    is_single: bool = False

    def __post_init__(self) -> None:
        if not self.right:
            raise ValueError("A question needs a right option.")
        if not self.right <= self.options:
            raise ValueError("A right option must be one of the options.")
        if self.is_single and len(self.right) != 1:
            raise ValueError("A question with one answer has one right option.")

    @property
    def best(self) -> list[str]:
        return sorted(self.right)

    def problem(self, answer: Collection[str]) -> str:
        if not answer:
            return "Nothing was chosen."
        if not set(answer) <= self.options:
            return "An option was chosen that the question does not have."
        if self.is_single and len(set(answer)) > 1:
            return "One option can be chosen, and more were."
        return ""

    def earned(self, answer: Collection[str]) -> int:
        if problem := self.problem(answer):
            raise ValueError(problem)
        chosen = set(answer)
        if self.scheme is Scheme.ALL:
            return shared(int(chosen == self.right), 1, Scheme.ALL)
        return shared(len(chosen & self.right) - len(chosen - self.right), len(self.right), Scheme.PART)
