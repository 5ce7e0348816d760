"""One sheet of a workbook, as it is told element by element. Pure Python."""

import datetime
from collections.abc import Iterator

from openpyxl.utils.cell import range_boundaries

from learning.workforce.staff_lists.tables import COLUMNS_MAX, ROWS_MAX, Amiss, Row, Unreadable, Value
from learning.workforce.staff_lists.texts import FORMULA

EPOCH = datetime.date(1899, 12, 30)
EPOCH_1904 = datetime.date(1904, 1, 1)
MERGES_MAX = 10_000
# As many rows as a sheet of Excel has.
LAST_ROW = 1_048_576

NOT_A_WORKBOOK = (
    "This is not an Excel workbook that can be read. Open it in Excel, and save it as .xlsx or as CSV."
)
HIDDEN = "This row is hidden in the workbook. Show it, or delete it."
MERGED = "Cells of this row are merged with others. Unmerge them, so that each cell says its own."
CELL_ERROR = "The cell holds an error of Excel. Put the value itself there."
TOO_MANY_MERGES = "The sheet has thousands of merged cells. Unmerge them, and send the file again."
TOO_WIDE = "A row has more than {most} columns. Leave out what is not asked for."


class Sheet:
    """Hears a sheet, and hands over its rows as they are whole.

    `formats`: for each style "day", a number of digits, or "" as it is.
    """

    def __init__(self, *, texts: list[str], formats: list[str | int], from_1904: bool, merges: list[str]):
        self.texts, self.formats = texts, formats
        self.epoch = EPOCH_1904 if from_1904 else EPOCH
        self.merged = _merged_rows(merges)
        self.rows: list[Row] = []
        self.cells: list[Value] = []
        self.number = self.column = 0
        self.is_hidden = False
        self._begin_cell({})

    def take(self) -> Iterator[Row]:
        rows, self.rows = self.rows, []
        yield from rows

    def start(self, name, attributes):
        name = name.rsplit(":", 1)[-1]
        if name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "f", "t"):
            self.hears = name
            self.is_formula = self.is_formula or name == "f"
        elif name == "row":
            self.number = _row(int(attributes.get("r", self.number + 1)))
            self.is_hidden = attributes.get("hidden") in ("1", "true")
            self.cells, self.column = [], 0

    def end(self, name):
        name = name.rsplit(":", 1)[-1]
        if name == "c":
            self._end_cell()
        elif name == "row":
            self.rows.append(Row(self.number, self.cells, self._amiss()))
        else:
            self.hears = ""

    def text(self, words):
        if self.hears == "f":
            self.formula += words
        elif self.hears:
            self.value += words

    def _begin_cell(self, attributes: dict) -> None:
        self.kind = attributes.get("t", "n")
        self.style = int(attributes.get("s", 0))
        self.place = attributes.get("r", "")
        self.value = self.formula = self.hears = ""
        self.is_formula = False

    def _end_cell(self) -> None:
        column = _column(self.place) if self.place else self.column + 1
        if column > COLUMNS_MAX or len(self.cells) >= COLUMNS_MAX:
            raise Unreadable(TOO_WIDE.format(most=COLUMNS_MAX))
        self.cells += [""] * (column - 1 - len(self.cells))
        self.cells.append(self._meant())
        self.column = column

    def _meant(self) -> Value:
        if self.is_formula:  # of a column that was filled down only the first says which
            return Amiss(FORMULA, f"={self.formula}")
        if self.kind == "s":
            return self.texts[int(self.value)].strip() if self.value else ""
        if self.kind == "e":
            return Amiss(CELL_ERROR, self.value)
        if self.kind == "n":
            return self._number()
        return {"0": "no", "1": "yes"}.get(self.value, "") if self.kind == "b" else self.value.strip()

    def _number(self) -> Value:
        if not self.value:
            return ""
        number = float(self.value)
        form = self.formats[self.style] if self.style < len(self.formats) else ""
        if form == "day":
            return _day(self.epoch, number, self.value)
        text = str(int(number)) if number == int(number) else repr(number)
        return text.zfill(form) if form else text

    def _amiss(self) -> str:
        if self.is_hidden:
            return HIDDEN
        return MERGED if self.number in self.merged else ""


def _day(epoch: datetime.date, number: float, text: str) -> Value:
    try:
        return epoch + datetime.timedelta(days=int(number))
    except OverflowError:
        return text


def _column(place: str) -> int:
    """1 for A; more than there may be for what is no place."""
    column = 0
    for sign in place.rstrip("0123456789"):
        column = column * 26 + ord(sign) - 64
        if not 0 < column <= COLUMNS_MAX:
            return COLUMNS_MAX + 1
    return column


def _row(number: int) -> int:
    """Raises Unreadable for what is no row of a sheet."""
    if not 0 < number <= LAST_ROW:
        raise Unreadable(NOT_A_WORKBOOK)
    return number


def _merged_rows(merges: list[str]) -> set[int]:
    """Rows that share a merged cell."""
    rows = set()
    many = 0
    for merge in merges:
        first, last = _rows_of(merge)
        many += last - first
        if many > ROWS_MAX:
            raise Unreadable(TOO_MANY_MERGES)
        rows.update(range(first, last + 1))
    return rows


def _rows_of(merge: str) -> tuple[int, int]:
    try:
        _, first, _, last = range_boundaries(merge)
    except ValueError as error:
        raise Unreadable(NOT_A_WORKBOOK) from error
    return first or 1, last or LAST_ROW
