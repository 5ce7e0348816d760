"""What the answers to a question come to, and how much of it may be shown. Pure Python but for the words of sides."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from learning.people.sides import Side

HARD_BELOW_PCT = 40
HARD_FROM_ANSWERS = 20
# Fewer answers than this are not shown: they would tell what a person did.
ANSWERS_SHOWN = 5


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


@dataclass
class Figures:
    """What a question came to. `sides` holds those of which enough people answered."""

    block: str
    stem: str
    right: int = 0
    answered: int = 0
    wrong: Counter = field(default_factory=Counter)
    by_side: dict[Side, Counter] = field(default_factory=lambda: defaultdict(Counter))
    versions: set[int] = field(default_factory=set)

    @property
    def is_shown(self) -> bool:
        return self.answered >= ANSWERS_SHOWN

    @property
    def share_pct(self) -> int:
        return self.right * 100 // self.answered

    @property
    def is_hard(self) -> bool:
        return self.answered >= HARD_FROM_ANSWERS and self.right * 100 < HARD_BELOW_PCT * self.answered

    @property
    def was_reworded(self) -> bool:
        """Whether it has been answered in more than one wording."""
        return len(self.versions) > 1

    @property
    def most_chosen_wrong(self) -> str:
        """The wrong answer that most people chose, if anyone chose one."""
        return min(self.wrong, key=lambda words: (-self.wrong[words], words), default="")

    @property
    def sides(self) -> list[SideShare]:
        """Each side with enough answers; no other can be reckoned from what is shown."""
        counts = {side: count["answered"] for side, count in self.by_side.items()}
        shown = shown_of(counts) - {Side.NONE}
        return [
            SideShare(side=side, right=self.by_side[side]["right"], answered=counts[side])
            for side in Side
            if side in shown
        ]


def shown_of(counts: Mapping[str, int]) -> set[str]:
    """The groups, such as sides, whose numbers may stand beside the sum of all: none is small, nor is what is left over."""
    shown = {group for group, count in counts.items() if count >= ANSWERS_SHOWN}
    while shown and 0 < sum(count for group, count in counts.items() if group not in shown) < ANSWERS_SHOWN:
        shown.remove(min(shown, key=lambda group: (counts[group], group)))
    return shown
