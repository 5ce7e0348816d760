"""Lists as XLSX workbooks: the first sheet that is not hidden, row by row, with bounds on everything. Pure Python.

A workbook is a zip of XML. Sizes are looked at before anything is unpacked; no document type, and so no entity, is read.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from posixpath import join, normpath
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import get_column_letter

from learning.workforce.staff_lists.sheets import MERGES_MAX, NOT_A_WORKBOOK, TOO_MANY_MERGES, Sheet
from learning.workforce.staff_lists.tables import COLUMNS_MAX, Row, Unreadable

UNPACKED_MAX = 200_000_000
RATIO_MAX = 100
SMALL = 1_000_000
PARTS_MAX = 2000
TEXTS_MAX = 2_000_000
STYLES_MAX = 100_000
# How workbooks are packed. Of other ways zipfile unpacks a piece whole, however large, whatever size the part says it has.
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
PIECE = 1 << 16
MERGE = re.compile(rb"mergeCell\s[^<>]*?ref=[\"']([A-Z0-9:]{3,40})[\"']")
MERGE_BYTES = 200
DIGITS_MAX = 40

BROKEN = (
    *(expat.ExpatError, zipfile.BadZipFile, zlib.error, OSError, EOFError),
    *(LookupError, ValueError, OverflowError, NotImplementedError, RuntimeError),
)

TOO_MUCH = "Unpacked, the workbook is far larger than a list can be. Save it as CSV, and send that."
NO_SHEET = "The workbook has no sheet that is not hidden."
HIDDEN_COLUMNS = "{columns}: hidden in the workbook, and read all the same."
OTHER_SHEETS = "The sheet “{name}” was read. The workbook has others, which were not."


class Xml:
    """One part of a workbook, told element by element: start(name, attributes), end(name), text(words)."""

    def __init__(self, book: zipfile.ZipFile, name: str):
        self.book, self.name = book, name

    def tell(self, hearer) -> Iterator[None]:
        """Pauses after each piece, so that what was heard can be taken away."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = hearer.start
        parser.EndElementHandler = hearer.end
        parser.CharacterDataHandler = hearer.text
        try:
            with self.book.open(self.name) as part:
                while piece := part.read(PIECE):
                    parser.Parse(piece)
                    yield
            parser.Parse(b"", True)
        except BROKEN as error:
            raise Unreadable(NOT_A_WORKBOOK) from error
        yield

    def hear(self, hearer):
        for _ in self.tell(hearer):
            pass
        return hearer


def _refuse(*args) -> None:
    raise Unreadable(NOT_A_WORKBOOK)


class Hearer:
    """Hears nothing of what it is told."""

    def start(self, name: str, attributes: dict) -> None:
        pass

    def end(self, name: str) -> None:
        pass

    def text(self, words: str) -> None:
        pass


class Workbook(Hearer):
    """The sheets of a workbook: name, key of the part, and whether it is shown."""

    def __init__(self):
        self.sheets: list[tuple[str, str]] = []
        self.from_1904 = False

    def start(self, name, attributes):
        if _local(name) == "sheet" and attributes.get("state", "visible") == "visible":
            key = next((value for word, value in attributes.items() if _local(word) == "id"), "")
            self.sheets.append((attributes.get("name", ""), key))
        if _local(name) == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")


class Relations(Hearer):
    def __init__(self):
        self.targets: dict[str, str] = {}

    def start(self, name, attributes):
        if _local(name) == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class Strings(Hearer):
    """Texts that cells name by number. What is only a guide to reading aloud is left out."""

    def __init__(self):
        self.texts: list[str] = []
        self.parts: list[str] = []
        self.is_in_text = self.is_guide = False

    def start(self, name, attributes):
        name = _local(name)
        if name == "si":
            self.parts = []
        elif name == "t":
            self.is_in_text = not self.is_guide
        elif name == "rPh":
            self.is_guide = True

    def end(self, name):
        name = _local(name)
        if name == "si":
            _refuse_more(self.texts, TEXTS_MAX)
            self.texts.append("".join(self.parts))
        elif name == "t":
            self.is_in_text = False
        elif name == "rPh":
            self.is_guide = False

    def text(self, words):
        if self.is_in_text:
            self.parts.append(words)


class Styles(Hearer):
    """For each style of a cell the format of numbers."""

    def __init__(self):
        self.own: dict[int, str] = {}
        self.formats: list[str] = []
        self.is_in_cells = False

    def start(self, name, attributes):
        name = _local(name)
        if name == "numFmt":
            self.own[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self.is_in_cells = True
        elif name == "xf" and self.is_in_cells:
            _refuse_more(self.formats, STYLES_MAX)
            key = int(attributes.get("numFmtId", 0))
            self.formats.append(self.own.get(key) or BUILTIN_FORMATS.get(key, "General"))

    def end(self, name):
        if _local(name) == "cellXfs":
            self.is_in_cells = False


class Columns(Hearer):
    """The letters of hidden columns: they stand before the rows, and no more is heard from there."""

    def __init__(self):
        self.hidden: list[str] = []
        self.is_done = False

    def start(self, name, attributes):
        if _local(name) == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes["min"]), min(int(attributes["max"]), COLUMNS_MAX)
            self.hidden += [get_column_letter(number) for number in range(first, last + 1)]
        self.is_done = self.is_done or _local(name) == "sheetData"


def _refuse_more(found: list[str], most: int) -> None:
    if len(found) >= most:
        raise Unreadable(TOO_MUCH)


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1]


def read(data: bytes) -> tuple[Iterator[Row], tuple[str, ...]]:
    """The rows of the first sheet that is shown, and what should be said of how it was read."""
    try:
        book = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise Unreadable(NOT_A_WORKBOOK) from error
    _refuse_bombs(book)
    workbook = Xml(book, "xl/workbook.xml").hear(Workbook())
    if not workbook.sheets:
        raise Unreadable(NO_SHEET)
    name, key = workbook.sheets[0]
    target = Xml(book, "xl/_rels/workbook.xml.rels").hear(Relations()).targets.get(key, "")
    part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
    notes = (OTHER_SHEETS.format(name=name),) if len(workbook.sheets) > 1 else ()
    if hidden := _hidden_columns(book, part):
        notes += (HIDDEN_COLUMNS.format(columns=f"Column{'s' * (len(hidden) > 1)} {', '.join(hidden)}"),)
    return _rows(book, part, workbook.from_1904), notes


def _refuse_bombs(book: zipfile.ZipFile) -> None:
    """By the sizes that the parts say they have: packed as workbooks are, no part gives more than it says."""
    parts = book.infolist()
    if any(part.compress_type not in PACKED for part in parts):
        raise Unreadable(NOT_A_WORKBOOK)
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    is_bomb = unpacked > SMALL and unpacked > RATIO_MAX * max(packed, 1)
    if len(parts) > PARTS_MAX or unpacked > UNPACKED_MAX or is_bomb:
        raise Unreadable(TOO_MUCH)


def _rows(book: zipfile.ZipFile, part: str, from_1904: bool) -> Iterator[Row]:
    names = set(book.namelist())
    texts = Xml(book, "xl/sharedStrings.xml").hear(Strings()).texts if "xl/sharedStrings.xml" in names else []
    formats = Xml(book, "xl/styles.xml").hear(Styles()).formats if "xl/styles.xml" in names else []
    sheet = Sheet(
        texts=texts,
        formats=[_meant(code) for code in formats],
        from_1904=from_1904,
        merges=_merges(book, part),
    )
    for _ in Xml(book, part).tell(sheet):
        yield from sheet.take()


def _hidden_columns(book: zipfile.ZipFile, part: str) -> list[str]:
    columns = Columns()
    for _ in Xml(book, part).tell(columns):
        if columns.is_done:
            break
    return columns.hidden


def _merges(book: zipfile.ZipFile, part: str) -> list[str]:
    """Which cells are merged stands behind the rows, and is wanted before them: looked for without reading them."""
    found, before = [], b""
    try:
        with book.open(part) as opened:
            while piece := opened.read(PIECE):
                whole = before + piece
                found += [match[1].decode() for match in MERGE.finditer(whole)]
                if len(found) > MERGES_MAX:
                    raise Unreadable(TOO_MANY_MERGES)
                before = whole[max(whole.rfind(b"<"), 0) :][-MERGE_BYTES:]
    except BROKEN as error:
        raise Unreadable(NOT_A_WORKBOOK) from error
    return found


def _meant(code: str) -> str | int:
    """What a format of numbers makes of one: a day; so many digits at least, zeros before them; or as it is."""
    if is_date_format(code):
        return "day"
    return len(code) if code and not code.strip("0") and 1 < len(code) <= DIGITS_MAX else ""
