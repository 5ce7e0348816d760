"""Files of lists, as organisations have them."""

import csv
import datetime
import io

from openpyxl import Workbook

HEADINGS = [
    "Employee number",
    "Name",
    "E-mail",
    "Staff group",
    "Team",
    "First day in the post",
    "Last day in the post",
]
AWAY = ["Kind of absence", "Absent from", "Expected until"]


def csv_of(headings: list[str], rows: list[list], *, between: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=between).writerows([headings, *rows])
    return out.getvalue().encode(encoding)


def someone(number: int, /, **changed) -> list[str]:
    """One row of HEADINGS and AWAY."""
    row = {
        "number": f"{number:08}",
        "name": f"Person {number}",
        "email": f"staff{number}@northmoor.example",
        "group": "Health visitor",
        "team": "Quayside",
        "starts_on": "01-Mar-2024",
        "ends_on": "",
        "away": "",
        "away_from": "",
        "away_until": "",
    } | changed
    return list(row.values())


def staff_csv(rows: list[list], **how) -> bytes:
    return csv_of([*HEADINGS, *AWAY], rows, **how)


def xlsx_of(rows: list[list], **more) -> bytes:
    """The first sheet holds the rows; `more(book, sheet)` does what else is to be done."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for change in more.values():
        change(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


DAY = datetime.date(2024, 3, 1)
