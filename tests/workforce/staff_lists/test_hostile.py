"""Workbooks made to do harm: refused in words, before they take memory or time. No database."""

import bz2
import io
import struct
import tracemalloc
import zipfile
import zlib

import pytest

from learning.workforce.staff_lists import reading
from learning.workforce.staff_lists.cells import NOT_A_DAY, Cells
from learning.workforce.staff_lists.tables import Unreadable

WORKBOOK = '<workbook xmlns:r="r"><sheets><sheet name="Staff" r:id="one"/></sheets></workbook>'
RELATIONS = '<Relationships><Relationship Id="one" Target="sheet.xml"/></Relationships>'
HEADINGS = '<row r="1"><c t="str"><v>Employee number</v></c></row>'
STYLES = '<styleSheet><numFmts><numFmt numFmtId="200" formatCode="{}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>'
PARTS = {"xl/workbook.xml": WORKBOOK, "xl/_rels/workbook.xml.rels": RELATIONS}


def book(rows: str, *, merges: str = "", **more: str) -> bytes:
    sheet = f"<worksheet><sheetData>{HEADINGS}{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in (PARTS | {"xl/sheet.xml": sheet} | more).items():
            packed.writestr(name, text)
    return out.getvalue()


def cell(value: str, *, row: str = "2", style: str = "") -> str:
    return f'<row r="{row}"><c {style}><v>{value}</v></c></row>'


def merged(*ranges: str) -> str:
    return "".join(f'<mergeCell ref="{each}"/>' for each in ranges)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (book(cell("1e999")), "not an Excel workbook"),
        (book(cell("1", row="9" * 30)), "not an Excel workbook"),
        (book(cell("1", row="0")), "not an Excel workbook"),
        (book(cell("1", row="-7")), "not an Excel workbook"),
        (book(cell("1"), merges=merged("AAAA:::")), "not an Excel workbook"),
        (book(cell("1"), merges=merged("A1:B")), "not an Excel workbook"),
        (book(cell("1"), merges=merged("A:B")), "merged cells"),
        (book(cell("1"), merges=merged(*(f"A{n}0001:B{n}9999" for n in range(1, 30)))), "merged cells"),
        (book('<row r="2">' + '<c r="A2"/>' * 300 + "</row>"), "more than 200 columns"),
    ],
    ids=["infinite", "far", "nought", "before", "no range", "half", "columns", "overlaid", "same place"],
)
def test_a_sheet_that_lies_is_refused_in_words(data, words):
    with pytest.raises(Unreadable, match=words):
        list(reading.read(data, known=frozenset()).rows)


def test_a_format_of_a_million_noughts_lengthens_no_number():
    data = book(cell("7", style='s="0"'), **{"xl/styles.xml": STYLES.format("0" * 90_000)})
    [row] = reading.read(data, known=frozenset()).rows
    assert row.cells == ["7"]


@pytest.mark.parametrize("number", ["2958465", "-693593", "-1"])
def test_a_day_that_no_calendar_of_ours_reaches_is_no_day(number):
    """Of the last day there is, the day after is an error wherever it is counted on."""
    days = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    [row] = reading.read(book(cell(number, style='s="0"'), **{"xl/styles.xml": days}), known=frozenset()).rows
    cells = Cells(row, {"starts_on": 0}, ["First day"])
    assert cells.day("starts_on") is None
    assert [problem.reason for problem in cells.problems] == [NOT_A_DAY]


@pytest.mark.parametrize(
    "written", ["Ann\u202ea", "\u2066Anna\u2069", "Anna\x07", "\x1b Anna\x9f", "\ufeffAnna"]
)
def test_what_is_not_seen_of_a_name_is_not_kept(written):
    """A workbook, a mail or a paper would show another name, or could not be made."""
    data = f"Employee number,Name\n1,{written}\n".encode()
    [row] = reading.read(data, known=frozenset()).rows
    assert Cells(row, {"name": 1}, ["Employee number", "Name"]).name() == "Anna"


def part(name: str, content: bytes, method: int, size: int, at: int) -> tuple[bytes, bytes]:
    """One part of a zip and its entry in the list of parts, which says that it is of some size."""
    facts = struct.pack("<4H3LH", 0, method, 0, 0x21, zlib.crc32(content), len(content), size, len(name))
    there = b"PK\3\4" + struct.pack("<H", 46) + facts + b"\0\0" + name.encode()
    listed = b"PK\1\2" + struct.pack("<2H", 46, 46) + facts + struct.pack("<4H2L", 0, 0, 0, 0, 0, at)
    return there + content, listed + name.encode()


def test_a_part_packed_otherwise_than_workbooks_are_is_not_unpacked():
    """zipfile unpacks such a piece whole: a file of two kilobytes, which says that it holds sixty, was gigabytes."""
    bomb = bz2.compress(b"<worksheet><sheetData>" + b" " * 50_000_000)
    parts = [(name, text.encode(), zipfile.ZIP_STORED, len(text)) for name, text in PARTS.items()]
    body, listed = b"", b""
    for each in [*parts, ("xl/sheet.xml", bomb, zipfile.ZIP_BZIP2, 60_000)]:
        there, entry = part(*each, at=len(body))
        body, listed = body + there, listed + entry
    data = body + listed + b"PK\5\6" + struct.pack("<4H2LH", 0, 0, 3, 3, len(listed), len(body), 0)
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable, match="not an Excel workbook"):
            list(reading.read(data, known=frozenset()).rows)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
