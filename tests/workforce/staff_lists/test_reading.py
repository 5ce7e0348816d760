"""Files of every kind, read or refused in words. No database."""

import datetime
import io
import time
import zipfile

import pytest

from learning.workforce.staff_lists import columns, reading
from learning.workforce.staff_lists.days import day
from learning.workforce.staff_lists.tables import Amiss, Unreadable
from tests.workforce.staff_lists.files import csv_of, xlsx_of

KNOWN = columns.known(columns.STAFF)
HEAD = ["Employee Number", "Last Name", "Start Date"]


def read(data: bytes):
    table = reading.read(data, known=KNOWN)
    return table, list(table.rows)


def cells(data: bytes) -> list[list]:
    return [row.cells for row in read(data)[1]]


@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_text_is_read_however_it_is_parted_and_written(between, encoding):
    data = csv_of(HEAD, [["0042", "Brontë-Naïr", "31-Jan-2027"]], between=between, encoding=encoding)
    table, [row] = read(data)
    assert table.headings == HEAD
    assert (row.number, row.cells) == (2, ["0042", "Brontë-Naïr", "31-Jan-2027"])
    assert bool(table.notes) == (encoding == "windows-1252")


def test_what_stands_above_the_headings_is_passed_over_and_rows_are_numbered_as_a_spreadsheet_does():
    data = b"Staff in post\n\nEmployee Number,Last Name,Start Date\n\n7,Li,x\n" + b"8,Li,x\n" * 20
    table, rows = read(data)
    assert (table.heading_row, [row.number for row in rows]) == (3, [5, *range(6, 26)])


def test_excels_way_of_keeping_zeros_is_undone_and_other_formulas_are_not_read():
    [row] = cells(b'Employee Number,Last Name\n"=""0042""",=1+1\n')
    assert row == [
        "0042",
        Amiss("This is a formula. Put the value itself there: copy, and paste as values.", "=1+1"),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \n", "The file is empty."),
        (b"%PDF-1.4 x", "neither an Excel workbook nor text"),
        (b"\xd0\xcf\x11\xe0 x", "of the old kind, or one with a password"),
        (b"PK\x03\x04 cut off", "not an Excel workbook that can be read"),
        (b'Employee Number,Name\n1,"open\n2,x\n', "a quotation mark is not closed"),
        ("Zoë\n".encode() + b"Zo\xeb\n", "line 2 is not UTF-8"),
        (b"a,b\n" + b"1," * 300, "Row 2 has 301 columns"),
        (b"a,b\n1," + b"x" * 1001, "Row 2 has a cell of 1,001 characters"),
        (b"a,b\n" + b"1,2\n" * 100_001, "more than 100,000 rows"),
        (b"a" * 10_000_001, "The file is 10 MB"),
    ],
    ids=[
        "empty",
        "a mark alone",
        "pdf",
        "old",
        "cut off",
        "open",
        "mixed",
        "wide",
        "long cell",
        "tall",
        "large",
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_soon(data, words):
    began = time.process_time()
    with pytest.raises(Unreadable, match=words):
        read(data)
    assert time.process_time() - began < 2


def test_a_workbook_is_read_with_days_zeros_and_numbers_as_they_are_shown():
    def zeros(book, sheet):
        sheet["A2"].number_format = "00000000"
        sheet["C3"].number_format = "dd/mm/yyyy"

    data = xlsx_of(
        [HEAD, [42, "Łucja", datetime.date(2027, 1, 31)], ["0043", None, 46418], [44.5, True, "x"]],
        zeros=zeros,
    )
    assert cells(data) == [
        ["00000042", "Łucja", datetime.date(2027, 1, 31)],
        ["0043", "", datetime.date(2027, 1, 31)],
        ["44.5", "yes", "x"],
    ]


def test_formulas_hidden_and_merged_rows_of_a_workbook_are_said_and_hidden_sheets_passed_over():
    def change(book, sheet):
        sheet["B2"] = "=A2&1"
        sheet.row_dimensions[3].hidden = True
        sheet.merge_cells("B4:B5")
        hidden = book.create_sheet("Old", 0)
        hidden.sheet_state = "hidden"
        hidden.append(["not read"])
        book.create_sheet("Pivot").append(["nor this"])

    table, rows = read(xlsx_of([HEAD, [1, "x"], [2, "x"], [3, "x"], [4, "x"], [5, "x"]], change=change))
    assert rows[0].cells[1].value == "=A2&1"
    assert [bool(row.amiss) for row in rows] == [False, True, True, True, False]
    assert table.notes == ("The sheet “Sheet” was read. The workbook has others, which were not.",)


def test_hidden_columns_are_read_and_said():
    def change(book, sheet):
        sheet.column_dimensions["B"].hidden = True

    table, [row] = read(xlsx_of([HEAD, [1, "x"]], change=change))
    assert row.cells[1] == "x"
    assert table.notes == ("Column B: hidden in the workbook, and read all the same.",)


def test_each_formula_of_a_column_that_was_filled_down_is_said():
    filled = b'<c r="A%d"><f t="shared" si="0"%s</f><v>2%d</v></c>'
    rows = b"".join(
        b"<row>%s</row>" % (filled % (number, says, number))
        for number, says in ((2, b' ref="A2:A3">ROW()'), (3, b">"))
    )
    head = b'<row><c r="A1" t="str"><v>Employee number</v></c></row>'
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
    _, found = read(hostile({SHEET: sheet % (head + rows)}))
    assert [row.cells[0].value for row in found] == ["=ROW()", "="]


def hostile(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    good = zipfile.ZipFile(io.BytesIO(xlsx_of([HEAD, [1, "x"]])))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name in good.namelist():
            if name not in parts:
                book.writestr(name, good.read(name))
        for name, data in parts.items():
            book.writestr(name, data)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>'
)
WIDE = b'<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>'
TALL = b"<worksheet><sheetData>%s</sheetData></worksheet>" % b"".join(
    b'<row r="%d"><c><v>%d</v></c></row>' % (n, n * 7919 % 100_003) for n in range(1, 100_010)
)
NO_STRING = b'<worksheet><sheetData><row r="1"><c t="s"><v>99</v></c></row></sheetData></worksheet>'


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({SHEET: b" " * 150_000_000}, "far larger than a list can be"),
        ({"xl/sharedStrings.xml": LAUGHS}, "not an Excel workbook that can be read"),
        ({SHEET: b"<worksheet><row>"}, "not an Excel workbook that can be read"),
        ({SHEET: NO_STRING}, "not an Excel workbook that can be read"),
        ({SHEET: WIDE}, "more than 200 columns"),
        ({SHEET: TALL}, "more than 100,000 rows"),
        ({f"x{number}": b"" for number in range(2100)}, "far larger than a list can be"),
        ({"xl/workbook.xml": b"<workbook/>"}, "no sheet that is not hidden"),
    ],
    ids=["bomb", "entities", "cut off", "no string", "wide", "tall", "many parts", "no sheet"],
)
def test_a_hostile_workbook_is_refused_in_words_and_soon(parts, words):
    data = hostile(parts)
    began = time.process_time()
    with pytest.raises(Unreadable, match=words):
        read(data)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "text",
    [
        "31-Jan-2027",
        "31/01/2027",
        "2027-01-31",
        "46418",
        "31 January 2027",
        "31.1.27",
        "31-JAN-27",
        "2027-01-31 00:00:00",
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert day(text) == datetime.date(2027, 1, 31)


@pytest.mark.parametrize(
    "text", ["31/02/2027", "01/31/2027", "soon", "2027", "31-Foo-2027", "1/1/1066", "99999", ""]
)
def test_what_is_no_day_is_none(text):
    assert day(text) is None
