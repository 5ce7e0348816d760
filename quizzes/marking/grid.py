"""Choosing an answer for each line: matching, judgement, observation; and a scale, which is not marked.

Each line is worth an equal share. A near answer of a judgement, one step from the panel's on its scale, is worth half
of that. A line left out earns nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from quizzes.marking.kinds import Scheme
from quizzes.marking.scores import FULL, shared

WHOLE, HALF = 2, 1
# The key of an answer that stands beside a scale and is no point of it.
BESIDE = "beside"


@dataclass(frozen=True)
class GridKey:
    """The right options of each line, by keys: a panel may have agreed on more than one. An answer is a mapping of
    lines to options, of as many lines as were answered.

    The options stand in their order; where near answers count, that is the scale.
    """

    right: Mapping[str, frozenset[str]]
    options: tuple[str, ...]
    scheme: Scheme = Scheme.PART
    near_counts: bool = False

    def __post_init__(self) -> None:
        if not self.right:
            raise ValueError("A question needs a line.")
        if not all(rights and rights <= set(self.options) for rights in self.right.values()):
            raise ValueError("Each line needs a right option, which must be one of the options.")

    @property
    def best(self) -> dict[str, str]:
        return {line: min(rights) for line, rights in self.right.items()}

    def problem(self, answer: Mapping[str, str]) -> str:
        return problem_of(answer, lines=self.right.keys(), options=self.options)

    def earned(self, answer: Mapping[str, str]) -> int:
        if problem := self.problem(answer):
            raise ValueError(problem)
        halves = sum(self._halves(line, option) for line, option in answer.items())
        return shared(halves, WHOLE * len(self.right), self.scheme)

    def is_right(self, line: str, option: str | None) -> bool:
        return option in self.right[line]

    def is_near(self, line: str, option: str | None) -> bool:
        """Whether it is one step away from a right answer, where that counts."""
        if not self.near_counts or option not in self.options or self.is_right(line, option):
            return False
        place = self.options.index(option)
        return any(abs(self.options.index(right) - place) == 1 for right in self.right[line])

    def _halves(self, line: str, option: str) -> int:
        if self.is_right(line, option):
            return WHOLE
        return HALF if self.is_near(line, option) else 0


@dataclass(frozen=True)
class ScaleKey:
    """Lines with a scale of which nothing is right or wrong: what was said counts, and is never scored."""

    lines: tuple[str, ...]
    options: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.lines or not self.options:
            raise ValueError("A scale needs a line and an option.")

    @property
    def best(self) -> dict[str, str]:
        return dict.fromkeys(self.lines, self.options[0])

    def problem(self, answer: Mapping[str, str]) -> str:
        return problem_of(answer, lines=self.lines, options=self.options)

    def earned(self, answer: Mapping[str, str]) -> int:
        if problem := self.problem(answer):
            raise ValueError(problem)
        return FULL


def problem_of(answer: Mapping[str, str], *, lines, options) -> str:
    """Why this answers no line, or not these lines with these options."""
    if not answer:
        return "Nothing was chosen."
    if not answer.keys() <= set(lines):
        return "A line was answered that the question does not have."
    if not set(answer.values()) <= set(options):
        return "An option was chosen that the question does not have."
    return ""
