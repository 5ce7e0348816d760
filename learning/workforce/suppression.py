"""What may be published about several organisations: counts of people, with small ones hidden. Pure Python.

A cell is hidden when any number behind it, those due, those done or those not done, is one to four. A total covers only the
cells that are shown and is their sum, so every published number follows from the shown cells alone, and nothing published
depends on what a hidden cell holds (docs/adr/0012).
"""

from collections.abc import Iterable
from dataclasses import dataclass

FEWEST = 5


@dataclass(frozen=True)
class Figures:
    """How many people are due, and how many of them have done it."""

    done: int
    due: int


@dataclass(frozen=True)
class Row:
    """A named row of a published table, with a cell for each column; None is a hidden cell."""

    name: str
    cells: list[Figures | None]


@dataclass(frozen=True)
class Total:
    """The sum of the cells shown in a column: None when none is shown. `shown` says how many those are."""

    figures: Figures | None
    shown: int


@dataclass(frozen=True)
class Published:
    rows: list[Row]
    totals: list[Total]

    @property
    def hidden(self) -> int:
        return sum(cell is None for row in self.rows for cell in row.cells)


def is_small(figures: Figures | None) -> bool:
    """Whether any number behind it is above none and below five; not so of what is hidden already."""
    return figures is not None and any(
        0 < number < FEWEST for number in (figures.due, figures.done, figures.due - figures.done)
    )


def publish(rows: Iterable[tuple[str, Iterable[Figures | None]]]) -> Published:
    """The table of some rows, each a name and its figures for the same columns in the same order."""
    shown = [Row(name, [None if is_small(cell) else cell for cell in figures]) for name, figures in rows]
    columns = zip(*(row.cells for row in shown), strict=True)
    return Published(shown, [_total(cells) for cells in columns])


def publish_together(rows: Iterable[tuple[str, list[Figures], Iterable[Figures]]]) -> Published:
    """As publish, each row whole or not at all: a name, its cells, and other numbers that follow from them for whoever knows
    what else is published. One small number among all these hides the row.
    """
    return publish(
        (name, [None] * len(cells) if any(map(is_small, [*cells, *beside])) else cells)
        for name, cells, beside in rows
    )


def _total(cells: Iterable[Figures | None]) -> Total:
    seen = [cell for cell in cells if cell is not None]
    figures = Figures(sum(cell.done for cell in seen), sum(cell.due for cell in seen)) if seen else None
    return Total(figures, len(seen))
