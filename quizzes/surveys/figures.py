"""The figures of a survey as trainers see them: means and mean changes of five people or more, and nobody's own."""

from collections import defaultdict
from dataclasses import dataclass

from learning.people.sides import Side
from quizzes.figures.handfuls import shown_of
from quizzes.surveys.points import Point
from quizzes.surveys.sayings import WHOLE, Saying, changes_of, sayings_of
from quizzes.surveys.scoring import Mean

ALL_TOGETHER = "All together"


@dataclass(frozen=True)
class SideChange:
    side: Side
    mean: Mean


@dataclass(frozen=True)
class Change:
    """The mean change since before the course, of those who answered both times; and by side."""

    mean: Mean
    sides: list[SideChange]


@dataclass(frozen=True)
class Cell:
    """A mean at one point; and where the same people are known, how they changed."""

    point: Point
    mean: Mean
    change: Change | None


@dataclass(frozen=True)
class Line:
    """One statement, or all of a scale together."""

    text: str
    is_turned: bool
    cells: list[Cell]
    note: str = ""


@dataclass(frozen=True)
class Texts:
    """What was written at one point, in an order that tells nothing; none of too few."""

    point: Point
    texts: list[str]


@dataclass(frozen=True)
class Answered:
    """One question: a table of lines, or lists of texts."""

    stem: str
    lines: list[Line]
    texts: list[Texts]


def figures_of(page) -> list[Answered]:
    """Every question that a survey asks now, in its order."""
    return [_question(saying, page.points) for saying in sayings_of(page)]


def _question(saying: Saying, points: list[Point]) -> Answered:
    version, rules = saying.version, saying.version.rules
    lines = [
        _line(saying, points, row["key"], row["text"], is_turned=row["key"] in rules.get("turned", ()))
        for row in version.prompts
    ]
    if least := rules.get("least"):
        note = f"Of those who answered {least} of {len(version.prompts)} statements or more."
        lines.insert(0, _line(saying, points, WHOLE, ALL_TOGETHER, note=note))
    texts = [] if lines else [Texts(point, saying.texts_at(point)) for point in points]
    return Answered(version.stem, lines, texts)


def _line(
    saying: Saying, points: list[Point], key: str, text: str, *, is_turned: bool = False, note: str = ""
) -> Line:
    return Line(
        text=text,
        is_turned=is_turned,
        cells=[Cell(point, saying.means[point, key], _change(saying, point, key)) for point in points],
        note=note,
    )


def _change(saying: Saying, point: Point, key: str) -> Change | None:
    if point == Point.BEFORE or not saying.people[Point.BEFORE]:
        return None
    by_side = defaultdict(list)
    for side, change in changes_of(saying, point, key):
        by_side[side].append(change)
    shown = shown_of({side: len(changes) for side, changes in by_side.items()}, besides=Side.NONE)
    return Change(
        mean=Mean.of(change for changes in by_side.values() for change in changes),
        sides=[SideChange(side, Mean.of(by_side[side])) for side in Side if side in shown],
    )
