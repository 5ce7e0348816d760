"""Writing an answer: a few words, or a number; and a reflection, which is not marked.

Words are compared without case, accents, punctuation at the ends, runs of spaces and what cannot be seen. A number is
compared as a decimal: 0.1 is a tenth. Each accepted answer has a share of the mark in per cent; the best that fits counts.

Reading takes time in proportion to what was written, however long that is and of whatever letters.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from quizzes.marking.scores import FULL

# In whole thousands, or all in one: 7,5 is not 75, and 0,500 is not 500.
WHOLE = r"(?:(?!0)\d{1,3}(?:[,\s]\d{3})+(?!\d)|\d+)"
NUMBER = re.compile(rf"([+-]?{WHOLE}(?:\s*\.\d+)?|[+-]?\.\d+)(?!\d|,\d)(.*)", re.DOTALL)
SIGNS = str.maketrans("−－＋．，", "--+.,")
DIGITS_MAX = 30
LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "'", "‘": "'"}
)
ENDS = ' .,;:!?"“”'


def seen(words: str) -> str:
    """Words without what cannot be seen: marks of direction, joiners, soft hyphens."""
    return "".join(letter for letter in words if unicodedata.category(letter) != "Cf").strip()


def fold(words: str) -> str:
    """Words as they are compared: “ Naïve  Réponse. ” is “naive reponse”."""
    # Letter by letter: a long run of accents takes normalize time in proportion to its square.
    decomposed = "".join(unicodedata.normalize("NFKD", letter) for letter in seen(words))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.casefold().translate(LETTERS).split()).strip(ENDS)


@dataclass(frozen=True)
class AcceptedText:
    text: str
    share_pct: int = FULL


@dataclass(frozen=True)
class TextKey:
    """The words that are accepted. An answer is what was typed."""

    accepted: tuple[AcceptedText, ...]

    def __post_init__(self) -> None:
        check_shares(self.accepted)
        if not any(one.share_pct == FULL and fold(one.text) for one in self.accepted):
            raise ValueError("A question needs an accepted answer with the full mark.")

    @property
    def best(self) -> str:
        return next(one.text for one in self.accepted if one.share_pct == FULL and fold(one.text))

    def problem(self, answer: str) -> str:
        return "" if seen(answer) else "Nothing was written."

    def earned(self, answer: str) -> int:
        if problem := self.problem(answer):
            raise ValueError(problem)
        fits = self.fitting(answer)
        return fits.share_pct if fits else 0

    def fitting(self, answer: str) -> AcceptedText | None:
        """The accepted answer that this is, the one worth most."""
        words = fold(answer)
        fits = [one for one in self.accepted if words and fold(one.text) == words]
        return max(fits, key=lambda one: one.share_pct, default=None)


@dataclass(frozen=True)
class AcceptedNumber:
    """Right within the tolerance, ends included; both in the first unit."""

    value: Decimal
    tolerance: Decimal = Decimal(0)
    share_pct: int = FULL

    def fits(self, number: Decimal) -> bool:
        return abs(number - self.value) <= self.tolerance


@dataclass(frozen=True)
class Unit:
    """What it is worth beside the others: 60 for hours where minutes are worth 1. Numbers are in the first unit, even
    where that is not worth 1.
    """

    unit: str
    times: Decimal = Decimal(1)


@dataclass(frozen=True)
class NumberKey:
    """The numbers that are accepted. An answer is what was typed, a number with or without a unit."""

    accepted: tuple[AcceptedNumber, ...]
    units: tuple[Unit, ...] = ()
    unit_required: bool = False

    def __post_init__(self) -> None:
        check_shares(self.accepted)
        if not any(one.share_pct == FULL for one in self.accepted):
            raise ValueError("A question needs an accepted number with the full mark.")
        if self.unit_required and not self.units:
            raise ValueError("A unit that must be given needs a name.")
        if not all(number_of(f"{one.value:f}") and one.tolerance >= 0 for one in self.accepted):
            raise ValueError(
                "An accepted number is one that can be written, and its tolerance nothing or more."
            )
        if not all(unit.times > 0 for unit in self.units):
            raise ValueError("A unit is worth more than nothing.")

    @property
    def best(self) -> str:
        number = next(one.value for one in self.accepted if one.share_pct == FULL)
        return f"{number:f} {self.units[0].unit}" if self.units else f"{number:f}"

    def problem(self, answer: str) -> str:
        if not seen(answer):
            return "Nothing was written."
        read = number_of(answer)
        if read is None:
            return "Write a number, such as 12 or 0.5."
        return self._problem_of_unit(read[1])

    def _problem_of_unit(self, unit: str) -> str:
        names = " or ".join(one.unit for one in self.units)
        if not unit:
            return f"Write the unit after the number: {names}." if self.unit_required else ""
        if self._unit(unit):
            return ""
        return f"Write the number in {names}." if self.units else "Write a number and nothing else."

    def earned(self, answer: str) -> int:
        if problem := self.problem(answer):
            raise ValueError(problem)
        fits = self.fitting(answer)
        return fits.share_pct if fits else 0

    def fitting(self, answer: str) -> AcceptedNumber | None:
        number, name = number_of(answer)
        unit = self._unit(name)
        worth = number * unit.times / self.units[0].times if unit else number
        fits = [one for one in self.accepted if one.fits(worth)]
        return max(fits, key=lambda one: one.share_pct, default=None)

    def _unit(self, name: str) -> Unit | None:
        return next((one for one in self.units if name and fold(one.unit) == name), None)


def number_of(answer: str) -> tuple[Decimal, str] | None:
    """A number, and what stands after it, folded; None when it is no number. 1,200 is twelve hundred; − is a minus."""
    match = NUMBER.fullmatch(seen(answer).translate(SIGNS))
    if not match:
        return None
    digits = re.sub(r"[\s,]", "", match[1])
    # Noughts before it do not count, so that .5 and 0.5 are as long.
    return (Decimal(digits), fold(match[2])) if len(digits.lstrip("+-0")) <= DIGITS_MAX else None


def check_shares(accepted: Sequence[AcceptedText | AcceptedNumber]) -> None:
    if not all(0 <= one.share_pct <= FULL for one in accepted):
        raise ValueError("A share of the mark is between 0 and 100 per cent.")


@dataclass(frozen=True)
class ReflectionKey:
    """Whatever is written is an answer, and none is marked."""

    best: str = "In my own words."

    def problem(self, answer: str) -> str:
        return "" if seen(answer) else "Nothing was written."

    def earned(self, answer: str) -> int:
        if problem := self.problem(answer):
            raise ValueError(problem)
        return FULL
