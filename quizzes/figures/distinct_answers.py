"""The answers that were given to one question the first time: each with how many gave it, and no names.

What a handful gave is among the others, and so is what has been erased. No reflection ever comes here.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from learning.people.sides import Side
from quizzes.figures.first_answers import Answered, responses_of, sides_of
from quizzes.figures.handfuls import FEWEST, cells_shown, shown_of
from quizzes.marking import kinds
from quizzes.marking.scores import FULL
from quizzes.marking.typed import fold
from quizzes.questions import QuestionVersion

LEFT = "No answer"


class Verdict(StrEnum):
    RIGHT = "Right"
    PARTLY = "Partly right"
    NOT = "Not right"
    NONE = ""


# What was answered, and what that is. OTHERS stand for all that is not shown.
Answer = tuple[str, Verdict]
OTHERS: Answer = ("", Verdict.NONE)
Read = Callable[[QuestionVersion, Answered], Iterator[tuple[str, Answer]]]


@dataclass(frozen=True)
class Row:
    """An answer with its count, and those of sides that may be shown. Without words: all others."""

    words: str
    verdict: Verdict
    count: int
    sides: list[tuple[Side, int]]


@dataclass(frozen=True)
class Part:
    """A whole question, or one line of it."""

    line: str
    rows: list[Row]


def parts_of(quiz_id: int, block: str) -> list[Part]:
    """The answers to a marked question, the commonest first and the others last. Four queries, however many.

    A line that only a handful met, in an earlier wording, is left out.
    """
    rows = list(responses_of(quiz_id, block))
    versions = QuestionVersion.objects.in_bulk({row.version for row in rows})
    sides = sides_of(quiz_id)
    counts: dict[str, Counter] = defaultdict(Counter)
    for row in rows:
        side = sides.get(row.learner, Side.NONE)
        for line, answer in lines_of(versions[row.version], row):
            counts[line][answer, side] += 1
    return [Part(line, list(_rows(counted))) for line, counted in counts.items() if counted.total() >= FEWEST]


def _rows(counts: Counter) -> Iterator[Row]:
    """`counts` has a number for each answer and side."""
    shown = shown_of(_sums(counts, 0), besides=OTHERS)
    table: Counter = Counter()
    for (answer, side), count in counts.items():
        table[answer if answer in shown else OTHERS, side] += count
    sides = shown_of(_sums(counts, 1), besides=Side.NONE)
    cells = cells_shown(table, columns=sides)
    totals = _sums(table, 0)
    for answer in sorted(totals, key=lambda one: (one == OTHERS, -totals[one], one)):
        by_side = [(side, table[answer, side]) for side in Side if (answer, side) in cells]
        yield Row(*answer, totals[answer], by_side)


def _sums(counts: Counter, axis: int) -> Counter:
    sums: Counter = Counter()
    for cell, count in counts.items():
        sums[cell[axis]] += count
    return sums


def lines_of(version: QuestionVersion, row: Answered) -> Iterator[tuple[str, Answer]]:
    """Someone's answer, line by line where there are lines."""
    return next(read for of, read in READINGS if version.kind in of)(version, row)


def _choice(version: QuestionVersion, row: Answered) -> Iterator[tuple[str, Answer]]:
    yield "", _answer((one["text"] for one in version.options if one["key"] in row.chosen), row.earned)


def _sequence(version: QuestionVersion, row: Answered) -> Iterator[tuple[str, Answer]]:
    texts = version.texts
    places = enumerate(row.chosen, start=1)
    yield "", _answer((f"{place}. {texts[key]}" for place, key in places), row.earned)


def _grid(version: QuestionVersion, row: Answered) -> Iterator[tuple[str, Answer]]:
    """Line by line: hardly two people give the same answer to all of them."""
    texts, key = version.texts, version.key
    for line in key.right:
        option = row.chosen.get(line)
        verdict = Verdict.NOT
        if key.is_right(line, option):
            verdict = Verdict.RIGHT
        elif key.is_near(line, option):
            verdict = Verdict.PARTLY
        yield texts[line], (texts[option] if option else LEFT, verdict)


def _typed(version: QuestionVersion, row: Answered) -> Iterator[tuple[str, Answer]]:
    """Words as they are compared, since what is right does not hang on capitals."""
    words = fold(row.typed or "")
    yield "", _answer([words], row.earned) if words else OTHERS


def _answer(words: Iterable[str], earned: int) -> Answer:
    verdict = {0: Verdict.NOT, FULL: Verdict.RIGHT}.get(earned, Verdict.PARTLY)
    return "; ".join(words), verdict


READINGS: list[tuple[frozenset, Read]] = [
    (kinds.CHOICES, _choice),
    (kinds.SEQUENCES, _sequence),
    (kinds.GRIDS - kinds.UNMARKED, _grid),
    (kinds.TYPED - kinds.UNMARKED, _typed),
]
