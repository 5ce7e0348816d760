"""What is shown, as a file: CSV and XLSX. Nothing in either is ever a formula.

In CSV whatever a spreadsheet could take for a formula gets an apostrophe before it, at the start of a text and wherever it
could begin a cell: where semicolons part cells, as they do for some readers, “Anna;=1” would be two. Taken off again there,
every text is as it was. In XLSX every cell has a type, so a text stays as it is, and is marked as a quotation.
"""

import csv
import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from itertools import chain

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


@dataclass(frozen=True)
class Sheet:
    """A table as it is shown. `about` says what it is of: label and words, line by line."""

    name: str
    about: list[tuple[str, str]]
    header: list[str]
    rows: Sequence[list[Value]] = field(repr=False)


@lru_cache(maxsize=10_000)
def neutralise(text: str) -> str:
    return BEFORE_RISK.sub("'", text)


class Line:
    """Where csv writes: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(sheet: Sheet) -> Iterator[str]:
    """UTF-8 once encoded, with the mark by which Excel knows it: what it is of, an empty line, the header, the rows."""
    writer = csv.writer(Line())
    yield BYTE_ORDER_MARK
    for row in chain(map(list, sheet.about), [[]], [sheet.header], sheet.rows):
        yield writer.writerow([_written(value) for value in row])


def _written(value: Value) -> Value:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return neutralise(value) if isinstance(value, str) else value


def xlsx(sheet: Sheet) -> bytes:
    """One sheet with the table, so that it can be sorted, and one that says what it is of."""
    book = Workbook(write_only=True)
    table = book.create_sheet(title="Table")
    table.freeze_panes = "B2"
    _widen(table, sheet.rows)
    table.append([_cell(table, title, bold=True) for title in sheet.header])
    for row in sheet.rows:
        table.append([_cell(table, value) for value in row])
    about = book.create_sheet(title="About")
    _widen(about, [list(line) for line in sheet.about])
    for line in sheet.about:
        about.append([_cell(about, words) for words in line])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _widen(sheet, rows: Sequence[list[Value]]) -> None:
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
