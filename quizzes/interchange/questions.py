"""A question as files carry it, of whatever kind, and what may be amiss with a file."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    MATCHING = "matching"
    ORDERING = "ordering"
    SHORT_TEXT = "short_text"
    NUMERIC = "numeric"
    REFLECTION = "reflection"

    @property
    def words(self) -> str:
        return WORDS[self]


WORDS = {
    Kind.SINGLE: "choose one",
    Kind.MULTIPLE: "choose every answer that applies",
    Kind.TRUE_FALSE: "true or false",
    Kind.MATCHING: "matching",
    Kind.ORDERING: "putting in order",
    Kind.SHORT_TEXT: "short text",
    Kind.NUMERIC: "a number",
    Kind.REFLECTION: "reflection, not marked",
}

TRUE, FALSE = "true", "false"

QUESTIONS_MAX = 5_000


@dataclass(frozen=True)
class Answer:
    """One answer. `share` is the part of the mark that it earns: 1 all, 0 none, below 0 takes away.

    Matching: `text` goes with `prompt`; without a prompt it goes with none. Numeric: `text` and `tolerance` are decimals.
    """

    text: str
    share: Fraction = Fraction(0)
    feedback: str = ""
    tolerance: str = ""
    prompt: str = ""


@dataclass(frozen=True)
class Unit:
    """A unit of a number: one of it is `times` the first unit (kW after W: 1000)."""

    name: str
    times: Fraction = Fraction(1)


@dataclass(frozen=True)
class Picture:
    """A picture that the file holds, as its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Item:
    """A question. Texts are plain words; `stem` may have paragraphs, the last of which asks.

    True or false: two answers, TRUE and FALSE. Ordering: the answers in their right order. Reflection: one answer, the model,
    or none. Only our own JSON holds `situation`, `level` and `sources` (codes) apart. `notes` say what was not kept.
    """

    kind: Kind
    stem: str
    answers: tuple[Answer, ...] = ()
    name: str = ""
    explanation: str = ""
    category: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    id: str = ""
    shuffle: bool = True
    units: tuple[Unit, ...] = ()
    unit_required: bool = False
    pictures: tuple[Picture, ...] = ()
    situation: str = ""
    level: str = ""
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=(), compare=False)
    line: int = field(default=0, compare=False)
    element: int = field(default=0, compare=False)

    @property
    def place(self) -> str:
        return place(line=self.line, element=self.element, name=self.name)

    @property
    def whole_stem(self) -> str:
        """The situation and the question in one text, for formats with one place for both."""
        return "\n\n".join(part for part in (self.situation, self.stem) if part)

    def noting(self, *notes: str) -> "Item":
        return replace(self, notes=(*self.notes, *notes))


@dataclass(frozen=True)
class Problem:
    """What is amiss, and where: the line of a text or the number of an XML element, both counted from 1; 0 is neither."""

    text: str
    line: int = 0
    element: int = 0
    name: str = ""

    @classmethod
    def of(cls, item: Item, text: str) -> "Problem":
        return cls(text, line=item.line, element=item.element, name=item.name)

    def __str__(self) -> str:
        where = place(line=self.line, element=self.element, name=self.name)
        return f"{where}: {self.text}" if where else self.text


@dataclass(frozen=True)
class Reading:
    """What a file came to: one bad question stops no other. `notes` are about the file as a whole."""

    items: tuple[Item, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Written:
    """A file to be, and what it does not hold. A question that the format has no room for is a problem, and left out."""

    text: str
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


class Unreadable(Exception):
    """Nothing was read; the message says why and what to do."""


class Amiss(Exception):
    """One question cannot be read; the message says why."""


def refuse_over(count: int) -> None:
    """Stop where a file has more questions than are read, whether or not they could be. Raises Unreadable."""
    if count > QUESTIONS_MAX:
        raise Unreadable(f"The file has more than {QUESTIONS_MAX} questions. Make several of it.")


def place(*, line: int, element: int, name: str) -> str:
    """Such as “Line 12” or “Question 3 (Grant’s tomb)”."""
    if line:
        return f"Line {line}"
    if element:
        return f"Question {element} ({name})" if name else f"Question {element}"
    return ""
