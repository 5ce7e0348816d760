"""What a list comes to: what it would write, and the same in lines that people read. Asks nothing of the database."""

import datetime
import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass, field

from learning.workforce.days import in_words
from learning.workforce.staff_lists.lists import Outcome


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right."""

    row: int
    who: str
    column: str
    reason: str
    value: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that the list would do. `details` are field, from and to, in words."""

    outcome: str
    row: int | None
    who: str
    details: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class NewPost:
    """`person` is a key, or the e-mail of someone who is new."""

    person: int | str
    group: int
    team: int | None
    starts_on: datetime.date
    ends_on: datetime.date | None
    is_primary: bool


@dataclass(frozen=True, slots=True)
class NewAbsence:
    """`post` is a key; of a new post its place among them, with a minus: -1 is the first."""

    post: int
    kind: str
    starts_on: datetime.date
    expected_until: datetime.date | None
    ended_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class NewEvidence:
    person: int
    course: int
    completed_on: datetime.date
    expires_on: datetime.date | None
    provider: str


@dataclass
class Changes:
    """What would be written: people by e-mail with their names, numbers with whose they are, and changes by key."""

    people: dict[str, str] = field(default_factory=dict)
    renamed: dict[int, dict] = field(default_factory=dict)
    numbers: dict[str, int | str] = field(default_factory=dict)
    posts: list[NewPost] = field(default_factory=list)
    moved: dict[int, dict] = field(default_factory=dict)
    absences: list[NewAbsence] = field(default_factory=list)
    spells: dict[int, dict] = field(default_factory=dict)
    evidence: list[NewEvidence] = field(default_factory=list)


@dataclass
class Comparison:
    """A list beside what stands: lines, problems, and what would be written."""

    changes: Changes = field(default_factory=Changes)
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0
    rows: int = 0
    posts_before: int = 0
    unknown: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """Lines by outcome, problems and rows that change nothing among them."""
        counted = Counter(line.outcome for line in self.lines)
        counted |= Counter({Outcome.ERROR: len(self.problems), Outcome.UNCHANGED: self.unchanged})
        return {outcome.value: counted[outcome] for outcome in Outcome}

    @property
    def digest(self) -> str:
        """The same for the same difference: what would be written, and from what, line by line."""
        told = [
            asdict(self.changes),
            [(each.outcome, each.row, each.who, each.details) for each in self.lines],
        ]
        text = json.dumps(told, sort_keys=True, default=str, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def told(field: str, before, after) -> tuple[str, str, str]:
    """A detail of a line, in words."""
    return (field, _words(before), _words(after))


def _words(value) -> str:
    if isinstance(value, datetime.date):
        return in_words(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)
