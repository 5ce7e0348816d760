"""A two-sided case as whoever plays it meets it: two files, and what may be chosen from each. Asks the database nothing."""

from dataclasses import dataclass
from enum import nonmember

from django.db import models

from learning.people.sides import Side

SIDES = (Side.ADULT, Side.CHILDREN)


class Round(models.TextChoices):
    """What is chosen, in this order."""

    ASK = "ask", "Ask"
    SHARE = "share", "Share"
    ACT = "act", "Do"

    STREAMS = nonmember({"ask": "questions", "share": "facts", "act": "actions"})
    TITLES = nonmember({"ask": "What to ask", "share": "What to share", "act": "What to do"})
    OWN = nonmember({"ask": "You asked", "share": "You told them", "act": "You would do"})
    THEIRS = nonmember({"ask": "They asked you", "share": "They told you", "act": "They would do"})

    @property
    def stream(self) -> str:
        """Where its choices stand on the page, after the side’s name."""
        return self.STREAMS[self.value]

    @property
    def title(self) -> str:
        """The heading of its page."""
        return self.TITLES[self.value]

    @property
    def own_words(self) -> str:
        """The heading of what somebody chose."""
        return self.OWN[self.value]

    @property
    def their_words(self) -> str:
        """The heading of what the other side chose."""
        return self.THEIRS[self.value]

    @property
    def number(self) -> int:
        return Round.values.index(self.value) + 1

    @property
    def before(self) -> list["Round"]:
        """The rounds that come before this one."""
        return list(Round)[: self.number - 1]


@dataclass(frozen=True)
class Choice:
    """One thing that may be chosen. `answer` is what the other side’s file says, where it is a question."""

    id: str
    text: str
    after: str
    answer: str
    is_recorded: bool


@dataclass(frozen=True)
class File:
    """What one side holds on the family. `shows`, `chronology` and `documents` are streams of the page."""

    side: Side
    service: str
    shows: list
    chronology: list
    documents: list
    choices: dict[Round, list[Choice]]
    colleague: str
    reasons: str

    def chosen(self, round: Round, ids: list[str]) -> list[Choice]:
        """The choices of these ids, in the order of the page."""
        return [choice for choice in self.choices[round] if choice.id in ids]

    def recorded(self, round: Round) -> list[Choice]:
        """What the colleague on record chose."""
        return [choice for choice in self.choices[round] if choice.is_recorded]


def other_side(side: str) -> Side:
    return Side.CHILDREN if side == Side.ADULT else Side.ADULT


def most_of(page, round: Round) -> int:
    """How many may be chosen in a round."""
    return getattr(page, f"most_{round.stream}")


def file_of(page, side: str) -> File:
    """The file of one side, as a page has it."""

    def of(name: str):
        return getattr(page, f"{side}_{name}")

    return File(
        side=Side(side),
        service=of("service") or Side(side).label,
        shows=[child.value for child in of("shows")],
        chronology=[child.value for child in of("chronology")],
        documents=[child.value for child in of("documents")],
        choices={round: [_choice(child) for child in of(round.stream)] for round in Round},
        colleague=of("colleague"),
        reasons=of("reasons"),
    )


def _choice(child) -> Choice:
    value = child.value
    return Choice(
        id=child.id,
        text=value["text"] or "",
        after=value["after"] or "",
        answer=value.get("answer") or "",
        is_recorded=bool(value["is_recorded"]),
    )
