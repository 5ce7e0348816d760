"""What the answers to a question come to, and how much of it may be shown. No database: see statistics.py."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from learning.people.sides import Side
from learning.records.counting import counted, minutes_in_words
from quizzes.figures import measures
from quizzes.figures.handfuls import FEWEST, shown_of
from quizzes.figures.measures import Telling
from quizzes.marking.kinds import CHOICES
from quizzes.marking.scores import FULL
from quizzes.questions import QuestionVersion

HARD_BELOW_PCT = 40
HARD_FROM_ANSWERS = 20
# From so many answers, what is reckoned of them says more than chance does.
TOLD_FROM_ANSWERS = 20


@dataclass(frozen=True)
class Share:
    """How many answered, and how many of them rightly."""

    right: int
    answered: int

    @property
    def share_pct(self) -> int:
        """Per cent right, rounded down."""
        return self.right * 100 // self.answered


@dataclass(frozen=True)
class HardQuestion(Share):
    """A question that most people miss the first time."""

    page_id: int
    page_title: str
    block: str
    stem: str


@dataclass(frozen=True)
class SideShare(Share):
    side: Side
    facility_pct: int


@dataclass(frozen=True, slots=True)
class Given:
    """One person's first answer: the hundredths that it earned; their share of the other questions' marks, 0 to 100; and
    its seconds. None where these cannot be told.
    """

    version: int
    side: Side
    earned: int
    rest: float | None
    seconds: float | None


@dataclass
class Figures:
    """What a question came to, in the wording in which it would be asked now."""

    block: str
    version: QuestionVersion
    given: list[Given] = field(default_factory=list)
    wrong: Counter = field(default_factory=Counter)

    @property
    def stem(self) -> str:
        return self.version.stem

    @property
    def is_marked(self) -> bool:
        return self.version.is_marked

    @property
    def answered(self) -> int:
        return len(self.given)

    @cached_property
    def right(self) -> int:
        return _right(self.given)

    @property
    def is_shown(self) -> bool:
        return self.answered >= FEWEST

    @property
    def is_told(self) -> bool:
        """Whether enough have answered for what is reckoned of it."""
        return self.answered >= TOLD_FROM_ANSWERS

    @property
    def needed(self) -> str:
        """How many answers more would be enough, in words."""
        return counted(TOLD_FROM_ANSWERS - self.answered, "more answer")

    @property
    def share_pct(self) -> int:
        return self.right * 100 // self.answered

    @property
    def is_hard(self) -> bool:
        return self.answered >= HARD_FROM_ANSWERS and self.right * 100 < HARD_BELOW_PCT * self.answered

    @property
    def has_options(self) -> bool:
        """Whether it is answered by choosing among options, so that one of them may be chosen wrongly."""
        return self.version.kind in CHOICES

    @property
    def gives_parts(self) -> bool:
        return self.version.gives_parts

    @property
    def was_reworded(self) -> bool:
        """Whether it has been answered in more than one wording."""
        return len({one.version for one in self.given}) > 1

    @property
    def most_chosen_wrong(self) -> str:
        """The wrong answer that most people chose, if no handful did."""
        chosen = {words: count for words, count in self.wrong.items() if count >= FEWEST}
        return min(chosen, key=lambda words: (-chosen[words], words), default="")

    @cached_property
    def facility_pct(self) -> int:
        return measures.facility_pct([one.earned for one in self.given])

    @cached_property
    def discrimination(self) -> float | None:
        told = [(one.earned, one.rest) for one in self.given if one.rest is not None]
        return measures.discrimination([earned for earned, _ in told], [rest for _, rest in told])

    @property
    def telling(self) -> Telling | None:
        return None if self.discrimination is None else measures.telling(self.discrimination)

    @cached_property
    def seconds(self) -> int | None:
        return measures.typical_seconds([one.seconds for one in self.given])

    @property
    def time_words(self) -> str:
        """About how long people take, as one would say it; nothing where it cannot be told."""
        return "" if self.seconds is None else f"About {_in_words(self.seconds)}"

    @cached_property
    def sides(self) -> list[SideShare]:
        """Each side with enough answers; no other can be reckoned from what is shown."""
        counts = {share.side: share.answered for share in self.every_side}
        shown = shown_of(counts, besides=Side.NONE)
        return [share for share in self.every_side if share.side in shown]

    @cached_property
    def every_side(self) -> list[SideShare]:
        """Each side that answered, however few. No number of it may be shown."""
        by_side = defaultdict(list)
        for one in self.given:
            by_side[one.side].append(one)
        return [_share(side, by_side[side]) for side in Side if side in by_side]


def _share(side: Side, given: list[Given]) -> SideShare:
    facility = measures.facility_pct([one.earned for one in given])
    return SideShare(side=side, right=_right(given), answered=len(given), facility_pct=facility)


def _in_words(seconds: int) -> str:
    """Seconds up to a minute and a half, and then minutes."""
    return counted(seconds, "second") if seconds < 90 else minutes_in_words(round(seconds / 60))


def _right(given: Iterable[Given]) -> int:
    return sum(one.earned == FULL for one in given)
