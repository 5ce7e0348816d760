"""What a file of a list comes to, whatever kind of file it is: headings, and rows of text and days. Pure Python."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from learning.workforce.days import in_words

BYTES_MAX = 10_000_000
ROWS_MAX = 100_000
COLUMNS_MAX = 200
CELL_CHARS = 1000
HEADING_ROWS = 10

TOO_LARGE = "The file is {size} MB, and up to {most} MB are read."
TOO_MANY_ROWS = (
    "The file has more than {most:,} rows, and no more are read at once. Make several files of it."
)
TOO_MANY_COLUMNS = (
    "Row {row} has {count} columns, and up to {most} are read. Leave out what is not asked for."
)
TOO_LONG = "Row {row} has a cell of {count:,} characters, and up to {most:,} are read."
NO_ROWS = "There is no row below the headings."
EMPTY = "The file is empty."


class Unreadable(Exception):
    """The file is not read at all; the message says why and what to do."""


class Amiss(NamedTuple):
    """In place of a cell that cannot be read: why, and what stands there."""

    reason: str
    value: str


Value = str | datetime.date | Amiss


class Row(NamedTuple):
    """`number` as a spreadsheet counts; `amiss` says what is wrong with the row as a whole."""

    number: int
    cells: list[Value]
    amiss: str = ""


@dataclass(frozen=True)
class Table:
    """`rows` can be read once. `notes` say how the file was read, where that may surprise."""

    headings: list[str]
    heading_row: int
    rows: Iterator[Row]
    notes: tuple[str, ...] = ()


def tabled(rows: Iterator[Row], known: frozenset[str], notes: tuple[str, ...] = ()) -> Table:
    """The row with the most known headings among the first ones is the row of headings; else the first with words.

    `known` are headings in the form that plainly() gives.
    """
    checked = _checked(rows)
    first = list(islice(checked, HEADING_ROWS))
    if not first:
        raise Unreadable(EMPTY)
    best = max(first, key=lambda row: (_known_in(row, known), -row.number))
    headings = [" ".join(written(cell).split()) for cell in best.cells]
    after = [row for row in first if row.number > best.number]
    return Table(headings, best.number, chain(after, checked), notes)


def plainly(words: str) -> str:
    """Words as they are compared: letters and digits, in small letters, parted by single blanks."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in words.casefold()).split())


def written(value: Value) -> str:
    if isinstance(value, datetime.date):
        return in_words(value)
    return value.value if isinstance(value, Amiss) else value


def _known_in(row: Row, known: frozenset[str]) -> int:
    return sum(plainly(written(cell)) in known for cell in row.cells)


def _checked(rows: Iterator[Row]) -> Iterator[Row]:
    """Rows that are not empty, while there are not too many, nor too much in them."""
    for count, row in enumerate(rows):
        if count > ROWS_MAX:
            raise Unreadable(TOO_MANY_ROWS.format(most=ROWS_MAX))
        if len(row.cells) > COLUMNS_MAX:
            raise Unreadable(TOO_MANY_COLUMNS.format(row=row.number, count=len(row.cells), most=COLUMNS_MAX))
        if any(row.cells):
            _refuse_long(row)
            yield row


def _refuse_long(row: Row) -> None:
    longest = max(len(cell) for cell in map(written, row.cells))
    if longest > CELL_CHARS:
        raise Unreadable(TOO_LONG.format(row=row.number, count=longest, most=CELL_CHARS))
