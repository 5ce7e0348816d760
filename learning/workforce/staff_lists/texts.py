"""Lists as text: commas, semicolons or tabs between the cells; UTF-8, UTF-16 or windows-1252. Pure Python."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from learning.workforce.staff_lists.tables import Amiss, Row, Unreadable, Value

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Two or three bytes that UTF-8 writes and hardly anyone else does.
UTF8_LETTERS = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}")
BETWEEN = ",;\t|"
# How Excel is made to keep the zeros of a number in CSV.
QUOTED_TEXT = re.compile(r'="([^"]*)"')

MIXED = "The file mixes two ways of writing letters: line {line} is not UTF-8. Save it again as “CSV UTF-8”, and send that."
GARBLED = "Some letters of the file cannot be read. Save it again as “CSV UTF-8”, and send that."
BROKEN = "Row {row} cannot be read: a quotation mark is not closed, or a cell is very long. Put it right, and send the file again."
FORMULA = "This is a formula. Put the value itself there: copy, and paste as values."
AS_WINDOWS = "The file was read as Windows-1252, not as UTF-8. Check that accents are right."


def read(data: bytes) -> tuple[Iterator[Row], tuple[str, ...]]:
    """The rows of a text, and what should be said of how it was read."""
    text, notes = _decoded(data)
    return _rows(text), notes


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if UTF8_LETTERS.search(data):
            line = data[: error.start].count(b"\n") + 1
            raise Unreadable(MIXED.format(line=line)) from error
    return _strictly(data, "windows-1252"), (AS_WINDOWS,)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(GARBLED) from error


def _rows(text: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_between(text), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield Row(number, [_value(cell) for cell in cells])
    except csv.Error as error:
        raise Unreadable(BROKEN.format(row=number + 1)) from error


def _between(text: str) -> str:
    """What parts the cells: the sign that stands most often in the first lines with words, outside quotation marks."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text[:20_000].splitlines() if line.strip()][:5]
    counts = {sign: max((line.count(sign) for line in lines), default=0) for sign in BETWEEN}
    return max(BETWEEN, key=lambda sign: counts[sign])


def _value(cell: str) -> Value:
    cell = cell.strip().replace("\0", "")
    if not cell.startswith("="):
        return cell
    if quoted := QUOTED_TEXT.fullmatch(cell):
        return quoted[1].strip()
    return Amiss(FORMULA, cell)
