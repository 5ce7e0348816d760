"""How much of what people did may be shown: nothing of a handful, nor what would tell of one. Pure Python."""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import TypeVar

# Fewer people than this are not shown: it would tell what a person did.
FEWEST = 5

Name = TypeVar("Name", bound=Hashable)
Cell = tuple[Hashable, Hashable]


def is_handful(count: int) -> bool:
    return 0 < count < FEWEST


def shown_of(counts: Mapping[Name, int], *, besides: Name) -> set[Name]:
    """Those whose numbers may stand beside the sum of all: none is small, nor is what is left over.

    `besides` is never shown, and always left over.
    """
    shown = {name for name, count in counts.items() if count >= FEWEST} - {besides}
    while shown and is_handful(sum(count for name, count in counts.items() if name not in shown)):
        shown.remove(min(shown, key=lambda name: (counts[name], name)))
    return shown


def cells_shown(table: Mapping[Cell, int], *, columns: set) -> set[Cell]:
    """The cells (row, column) of some columns that may stand beside the sums of all rows and of these columns: what is
    left over of a row or a column is nothing, or no handful.
    """
    shown = {cell for cell, count in table.items() if count >= FEWEST and cell[1] in columns}
    while amiss := _amiss(table, shown):
        shown.remove(min(amiss, key=lambda cell: (table[cell], cell)))
    return shown


def _amiss(table: Mapping[Cell, int], shown: set[Cell]) -> list[Cell]:
    """The cells shown where a handful is left over of their row or their column."""
    rows, columns = Counter(), Counter()
    for (row, column), count in table.items():
        if (row, column) not in shown:
            rows[row] += count
            columns[column] += count
    return [(row, column) for row, column in shown if is_handful(rows[row]) or is_handful(columns[column])]
