"""Writing an answer: a few words, or a number; and a reflection, which is not marked.

Words are compared without case, accents, punctuation at the ends and runs of spaces. A number is compared exactly, as
a decimal: 0.1 is a tenth. Each accepted answer has a share of the mark in per cent; the best that fits counts.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from quizzes.marking.scores import FULL

# Commas and spaces stand between thousands and nowhere else: 1,5 is no number here, and never fifteen.
WHOLE = r"(?:\d{1,3}(?:[,\s]\d{3})+|\d+)"
NUMBER = re.compile(rf"\s*([+-]?(?:{WHOLE}(?:\.\d+)?|\.\d+))(?![\d,])\s*(.*?)\s*", re.DOTALL)
DIGITS_MAX = 30
LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "æ": "ae", "Æ": "ae", "’": "'", "‘": "'"}
)
ENDS = ' .,;:!?"“”'


def fold(words: str) -> str:
    """Words as they are compared: “ Naïve  Réponse. ” is “naive reponse”."""
    decomposed = unicodedata.normalize("NFKD", words.translate(LETTERS))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split()).strip(ENDS)


@dataclass(frozen=True)
class AcceptedText:
    text: str
    share_pct: int = FULL


@dataclass(frozen=True)
class TextKey:
    """The words that are accepted. An answer is what was typed."""

    accepted: tuple[AcceptedText, ...]

    def __post_init__(self) -> None:
        if not any(one.share_pct == FULL and fold(one.text) for one in self.accepted):
            raise ValueError("A question needs an accepted answer with the full mark.")

    @property
    def best(self) -> str:
        return next(one.text for one in self.accepted if one.share_pct == FULL)

    def problem(self, answer: str) -> str:
        return "" if answer.strip() else "Nothing was written."

    def earned(self, answer: str) -> int:
        if problem := self.problem(answer):
            raise ValueError(problem)
        fits = self.fitting(answer)
        return fits.share_pct if fits else 0

    def fitting(self, answer: str) -> AcceptedText | None:
        """The accepted answer that this is, the one worth most."""
        fits = [one for one in self.accepted if fold(one.text) == fold(answer)]
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
    """How often the first unit goes into this one: 60 for hours where minutes come first."""

    unit: str
    times: Decimal = Decimal(1)


@dataclass(frozen=True)
class NumberKey:
    """The numbers that are accepted. An answer is what was typed, a number with or without a unit."""

    accepted: tuple[AcceptedNumber, ...]
    units: tuple[Unit, ...] = ()
    unit_required: bool = False

    def __post_init__(self) -> None:
        if not any(one.share_pct == FULL for one in self.accepted):
            raise ValueError("A question needs an accepted number with the full mark.")
        if self.unit_required and not self.units:
            raise ValueError("A unit that must be given needs a name.")

    @property
    def best(self) -> str:
        number = next(one.value for one in self.accepted if one.share_pct == FULL)
        return f"{number:f} {self.units[0].unit}" if self.units else f"{number:f}"

    def problem(self, answer: str) -> str:
        if not answer.strip():
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
        worth = number * unit.times if unit else number
        fits = [one for one in self.accepted if one.fits(worth)]
        return max(fits, key=lambda one: one.share_pct, default=None)

    def _unit(self, name: str) -> Unit | None:
        return next((one for one in self.units if name and fold(one.unit) == fold(name)), None)


def number_of(answer: str) -> tuple[Decimal, str] | None:
    """A number and what stands after it; None when it is no number. 1,200 is twelve hundred; − is a minus.

    A full stop at the end says nothing.
    """
    match = NUMBER.fullmatch(unicodedata.normalize("NFKC", answer).replace("−", "-"))
    if not match:
        return None
    digits = re.sub(r"[\s,]", "", match[1])
    if len(digits) > DIGITS_MAX:
        return None
    try:
        return Decimal(digits), match[2].removesuffix(".").rstrip()
    except InvalidOperation:
        return None


@dataclass(frozen=True)
class ReflectionKey:
    """Whatever is written is an answer, and none is marked."""

    best: str = "In my own words."

    def problem(self, answer: str) -> str:
        return "" if answer.strip() else "Nothing was written."

    def earned(self, answer: str) -> int:
        if problem := self.problem(answer):
            raise ValueError(problem)
        return FULL
