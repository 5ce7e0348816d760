"""What is shown, as a file: CSV and XLSX. Nothing in either is ever a formula.

In CSV whatever a spreadsheet could take for a formula gets an apostrophe before it, at the start of a text and wherever it
could begin a cell: where semicolons part cells, as they do for some readers, “Anna;=1” would be two. Taken off again there,
every text is as it was. In XLSX every cell has a type, so a text stays as it is, and is marked as a quotation.
"""

import csv
import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

Value = str | int | float | datetime.date | None

BYTE_ORDER_MARK = "\ufeff"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")
# Where a cell may begin for some reader, and what would be a formula there; and what neutralise() makes of it.
STARTS = r"(?:^|(?<=[;\t\r\n]))"
BEFORE_RISK = re.compile(f"{STARTS}(?=[{re.escape(''.join(RISKY))}])")
# What XML cannot hold, or changes, is written _xHHHH_, as in ECMA-376 part 1, 22.9.2.19; and so is what looks like that.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
DAY_FORMAT = "d mmmm yyyy"
SHARE_FORMAT = "0.0"
NARROWEST, WIDEST = 18, 40
ROWS_A_PIECE = 500
WIDTHS_OF = 1000
MOST_ROWS = 1_000_000


@dataclass(frozen=True)
class Sheet:
    """A table as it is shown. `about` says what it is of: label and words, line by line."""

    name: str
    about: list[tuple[str, str]]
    header: list[str]
    rows: Sequence[list[Value]] = field(repr=False)


def neutralise(text: str) -> str:
    return BEFORE_RISK.sub("'", text)


class _Line:
    """Where csv writes: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def csv_text(rows: Iterable[Sequence[Value]]) -> str:
    """Rows as lines of CSV. Days are written 2027-03-03, whatever the reader's language."""
    writer = csv.writer(_Line())
    return "".join([writer.writerow([_written(value) for value in row]) for row in rows])


def csv_lines(sheet: Sheet) -> Iterator[str]:
    """UTF-8 once encoded, with the mark by which Excel knows it: what it is of, an empty line, the header, the rows.

    Some hundred rows at a time: each piece is encoded, packed and sent by itself.
    """
    yield BYTE_ORDER_MARK + csv_text([*sheet.about, [], sheet.header])
    rows = iter(sheet.rows)
    while piece := csv_text(islice(rows, ROWS_A_PIECE)):
        yield piece


@lru_cache(maxsize=10_000, typed=True)
def _written(value: Value) -> Value:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return neutralise(value) if isinstance(value, str) else value


def xlsx(sheet: Sheet) -> bytes:
    out = BytesIO()
    write_xlsx(sheet, out)
    return out.getvalue()


def write_xlsx(sheet: Sheet, out: BinaryIO, *, beat: Callable[[int], object] = lambda number: None) -> None:
    """A sheet with the table, so that it can be sorted, and one that says what it is of. A million rows are a sheet, and
    what is more goes on in the next. `beat` is told of every row, by its number.
    """
    book = Workbook(write_only=True)
    for number, row in enumerate(sheet.rows):
        if number % MOST_ROWS == 0:
            table = _table(book, sheet, number // MOST_ROWS)
        table.append([_cell(table, value) for value in row])
        beat(number)
    if not len(sheet.rows):
        _table(book, sheet, 0)
    _add_about(book, sheet)
    book.save(out)


def _table(book: Workbook, sheet: Sheet, number: int):
    table = book.create_sheet(title=f"Table {number + 1}" if number else "Table")
    table.freeze_panes = "B2"
    _widen(table, islice(sheet.rows, WIDTHS_OF))
    table.append([_cell(table, title, bold=True) for title in sheet.header])
    return table


def _add_about(book: Workbook, sheet: Sheet) -> None:
    about = book.create_sheet(title="About")
    _widen(about, [list(line) for line in sheet.about])
    for line in sheet.about:
        about.append([_cell(about, words) for words in line])


def _widen(sheet, rows: Iterable[list[Value]]) -> None:
    """Columns as wide as what stands in them, within reason. Longer words, and headings, go on below."""
    for number, column in enumerate(zip(*rows, strict=True), start=1):
        longest = max(len(value) + 2 if isinstance(value, str) else 0 for value in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(max(longest, NARROWEST), WIDEST)


def _cell(sheet, value: Value, *, bold: bool = False) -> WriteOnlyCell:
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=value)
        if isinstance(value, datetime.date):
            cell.number_format = DAY_FORMAT
        if isinstance(value, float):
            cell.number_format = SHARE_FORMAT
        return cell
    cell = WriteOnlyCell(sheet, value=xlsx_text(value))
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(RISKY)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell


def xlsx_text(text: str) -> str:
    return UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
