"""Files hold what was shown, whatever it was, and no formula."""

import csv
import datetime
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from learning.workforce.exports import (
    NARROWEST,
    ROWS_A_PIECE,
    WIDEST,
    Sheet,
    csv_lines,
    neutralise,
    xlsx,
    xlsx_text,
)
from tests.workforce.taken import text_of_csv, text_of_xlsx

DAY = datetime.date(2027, 3, 3)
ATTACKS = ["=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "''", "'"]


def sheet(*rows, about=(), header=("Name",)) -> Sheet:
    return Sheet("people", list(about), list(header), list(rows))


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def read_xlsx(content: bytes, name: str = "Table") -> list[list]:
    return [list(row) for row in load_workbook(io.BytesIO(content))[name].iter_rows()]


@pytest.mark.parametrize("text", ATTACKS)
def test_what_a_spreadsheet_could_take_for_a_formula_is_a_text_in_csv(text):
    [_, _, [cell]] = read_csv("".join(csv_lines(sheet([text]))))
    assert cell[0] == "'"
    assert text_of_csv(cell) == text


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("formula", ["=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "＝1"])
@pytest.mark.parametrize("before", ["Anna", 'Anna"', "Anna, Dr", ""])
def test_nor_is_it_one_for_whoever_parts_cells_by_another_sign(before, formula, separator):
    """Where a comma is for decimals, a semicolon parts cells: then the same line has others."""
    name = f"{before}{separator}{formula}{separator}x\n{formula}"
    [*_, row] = "".join(csv_lines(sheet(["First", name]))).split("\r\n", 3)[2:-1]
    cells = [cell for line in row.split("\n") for cell in re.split(f"[,{separator}]", line)]
    assert [cell for cell in cells if cell.lstrip('"').startswith(("=", "+", "-", "@", "＝"))] == []
    [*_, [_, read]] = read_csv("".join(csv_lines(sheet(["First", name]))))
    assert text_of_csv(read) == name


@pytest.mark.parametrize(
    "text", ["Amina Yusuf", "O’Neill-Smith", "1", "", "a=b", "A; B", "Smith-Jones; O’Neill", "Ó Súilleabháin"]
)
def test_an_ordinary_text_is_as_it_was_in_csv(text):
    assert neutralise(text) == text


@given(st.text())
def test_no_text_is_changed_by_neutralising_and_restoring_it(text):
    assert text_of_csv(neutralise(text)) == text
    assert not neutralise(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), min_size=1, max_size=3))
def test_a_csv_read_back_is_what_was_written(rows):
    [empty, header, *read] = read_csv("".join(csv_lines(sheet(*rows, header=("=A", "B")))))
    assert (empty, header) == ([], ["'=A", "B"])
    assert [[text_of_csv(cell) for cell in row] for row in read] == rows


def test_a_csv_says_first_what_it_is_of():
    lines = csv_lines(sheet(["Amina", 89.7, DAY, None], about=[("As at", "3 March 2027")], header="abcd"))
    assert "".join(lines) == "\ufeffAs at,3 March 2027\r\n\r\na,b,c,d\r\nAmina,89.7,2027-03-03,\r\n"


def test_a_csv_is_written_some_hundred_lines_at_a_time():
    def rows():
        yield from [["first"]] * ROWS_A_PIECE
        raise AssertionError("Asked for before what stands before it was sent.")

    pieces = csv_lines(Sheet("people", [], ["Name"], rows()))
    assert [next(pieces), next(pieces)] == ["\ufeff\r\nName\r\n", "first\r\n" * ROWS_A_PIECE]


@pytest.mark.parametrize("text", [*ATTACKS, '=HYPERLINK("http://x")', "#N/A", "2027-03-03", "12"])
def test_every_text_is_a_text_in_xlsx_and_never_a_formula(text):
    [[header], [cell]] = read_xlsx(xlsx(sheet([text], header=("=A1",))))
    assert (header.data_type, cell.data_type) == ("s", "s")
    assert text_of_xlsx(cell.value) == text


def test_a_text_like_a_formula_stays_one_when_its_cell_is_edited():
    [_, [attack, plain]] = read_xlsx(xlsx(sheet(["=cmd", "Amina"], header=("a", "b"))))
    assert (attack.quotePrefix, plain.quotePrefix) == (True, False)


@given(st.text())
def test_no_text_is_changed_by_being_written_for_xml(text):
    assert text_of_xlsx(xlsx_text(text)) == text


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(min_size=1), min_size=1, max_size=40))
def test_an_xlsx_read_back_is_what_was_written(texts):
    [_, cells] = read_xlsx(xlsx(sheet(texts, header=["Name"] * len(texts))))
    assert [text_of_xlsx(cell.value) for cell in cells] == texts


def test_numbers_and_days_are_numbers_and_days_in_xlsx():
    [_, cells] = read_xlsx(xlsx(sheet([52, 89.7, DAY, None], header="abcd")))
    assert [cell.data_type for cell in cells] == ["n", "n", "d", "n"]
    assert [cell.value for cell in cells] == [52, 89.7, datetime.datetime(2027, 3, 3), None]  # noqa: DTZ001  a day has no zone


def test_the_columns_of_an_xlsx_are_as_wide_as_their_words_within_reason():
    group = "Health visiting team: nursery nurse"
    content = xlsx(sheet([group, 4, "A" * 300], header=("Staff group", "Due", "Why")))
    table = load_workbook(io.BytesIO(content))["Table"]
    assert [table.column_dimensions[letter].width for letter in "ABC"] == [len(group) + 2, NARROWEST, WIDEST]
    assert table["C2"].alignment.wrap_text


def test_an_xlsx_says_on_its_second_sheet_what_it_is_of():
    content = xlsx(sheet(["Amina"], about=[("As at", "3 March 2027"), ("Team", "=North")]))
    assert [[cell.value for cell in row] for row in read_xlsx(content, "About")] == [
        ["As at", "3 March 2027"],
        ["Team", "=North"],
    ]
