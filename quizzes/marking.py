"""How answers are marked. Pure Python: no Django, no database, no clock.

A question is worth one mark. It is right when every right option is chosen and no other; there are no part
marks. That holds for both kinds: a single-choice question has one right option. No answer is not right.

A score counts whole marks, from 0 to `out_of`. Passing compares whole numbers: score * 100 >= pass mark *
out_of, so rounding never decides. The percentage shown is rounded down, so that it reaches the pass mark
exactly when the score does: 7 of 9 is shown as 77 per cent, and does not pass at 78.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a question asks for."""

    SINGLE = "single"
    MULTIPLE = "multiple"


@dataclass(frozen=True)
class Key:
    """What marking needs to know of a question: its kind, its options, and which of them are right."""

    kind: Kind
    options: frozenset[str]
    right: frozenset[str]

    def __post_init__(self) -> None:
        if not self.right:
            raise ValueError("A question needs a right option.")
        if not self.right <= self.options:
            raise ValueError("A right option must be one of the options.")
        if self.kind == Kind.SINGLE and len(self.right) != 1:
            raise ValueError("A single-choice question has one right option.")


@dataclass(frozen=True)
class Mark:
    """The result of an attempt. `right` holds one truth value a question, in the order they were given."""

    right: tuple[bool, ...]
    pass_mark_pct: int

    @property
    def score(self) -> int:
        """Whole marks, 0 to out_of."""
        return sum(self.right)

    @property
    def out_of(self) -> int:
        """One mark a question."""
        return len(self.right)

    @property
    def percent(self) -> int:
        return percent(self.score, self.out_of)

    @property
    def passed(self) -> bool:
        return passes(self.score, self.out_of, self.pass_mark_pct)


def is_right(key: Key, chosen: Collection[str]) -> bool:
    """Whether exactly the right options are chosen. Choosing an option twice is choosing it once."""
    if not set(chosen) <= key.options:
        raise ValueError("An option was chosen that the question does not have.")
    return set(chosen) == key.right


def mark(answers: Sequence[tuple[Key, Collection[str]]], pass_mark_pct: int) -> Mark:
    """Mark an attempt: each question's key with the options chosen (none chosen: not right).

    The pass mark is in per cent, 0 to 100. An attempt without questions cannot be marked.
    """
    if not answers:
        raise ValueError("There is nothing to mark.")
    if not 0 <= pass_mark_pct <= 100:
        raise ValueError("A pass mark is between 0 and 100 per cent.")
    return Mark(tuple(is_right(key, chosen) for key, chosen in answers), pass_mark_pct)


def percent(score: int, out_of: int) -> int:
    """Whole per cent, 0 to 100, rounded down."""
    return score * 100 // out_of


def passes(score: int, out_of: int, pass_mark_pct: int) -> bool:
    """Whether a score reaches the pass mark: at the mark is a pass."""
    return score * 100 >= pass_mark_pct * out_of


def needed(out_of: int, pass_mark_pct: int) -> int:
    """The lowest score that passes, rounded up to a whole mark: 8 of 10 at 80 per cent, 8 of 9 at 80."""
    return -(-pass_mark_pct * out_of // 100)
