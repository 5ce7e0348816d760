"""What answers add up to. Scores are whole hundredths of a mark, so that no rounding ever decides who passes.

Passing compares whole numbers: score >= pass mark * out of, which is the same as score / (100 * out of) >= pass mark
/ 100. The percentage shown is rounded down, so that it reaches the pass mark exactly when the score does: 7 of 9 is
shown as 77 per cent, and does not pass at 78.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from quizzes.marking.kinds import Scheme

# One mark, in hundredths: what a question is worth.
FULL = 100


class Key(Protocol):
    """What marking needs to know of a question."""

    @property
    def best(self): ...

    def problem(self, answer) -> str: ...

    def earned(self, answer) -> int: ...


@dataclass(frozen=True)
class Mark:
    """The result of an attempt. `earned` holds the hundredths of each question, in the order they were given."""

    earned: tuple[int, ...]
    pass_mark_pct: int

    @property
    def score(self) -> int:
        """Hundredths, 0 to 100 * out_of."""
        return sum(self.earned)

    @property
    def out_of(self) -> int:
        """Whole marks: one a question."""
        return len(self.earned)

    @property
    def percent(self) -> int:
        return percent(self.score, self.out_of)

    @property
    def passed(self) -> bool:
        return passes(self.score, self.out_of, self.pass_mark_pct)


def mark(answers: Sequence[tuple[Key, object]], pass_mark_pct: int) -> Mark:
    """Mark an attempt: each question's key with its answer, or None where there is none, which earns nothing.

    The pass mark is in per cent, 0 to 100. Where nothing is marked, sending it is passing.
    """
    if not 0 <= pass_mark_pct <= 100:
        raise ValueError("A pass mark is between 0 and 100 per cent.")
    return Mark(tuple(0 if answer is None else key.earned(answer) for key, answer in answers), pass_mark_pct)


def shared(had: int, of: int, scheme: Scheme) -> int:
    """Hundredths for so many parts of so many: rounded down, so that full marks mean that all is right."""
    had = max(had, 0)
    if scheme is Scheme.ALL:
        return FULL if had == of else 0
    return FULL * had // of


def percent(score: int, out_of: int) -> int:
    """Whole per cent, 0 to 100, of a score in hundredths, rounded down. 100 where nothing is marked."""
    return score // out_of if out_of else 100


def passes(score: int, out_of: int, pass_mark_pct: int) -> bool:
    """Whether a score in hundredths reaches the pass mark: at the mark is a pass."""
    return score >= pass_mark_pct * out_of


def needed(out_of: int, pass_mark_pct: int, *, in_parts: bool = False) -> int:
    """The lowest score that passes, in hundredths: 800 of 10 at 80 per cent; of 9, 800, or 720 where there are parts
    of marks to be had.
    """
    least = pass_mark_pct * out_of
    return least if in_parts else -(-least // FULL) * FULL


def in_words(score: int) -> str:
    """Hundredths as people write marks: 8, 7.5, 6.25."""
    whole, part = divmod(score, FULL)
    return f"{whole}.{part:02}".rstrip("0") if part else str(whole)
