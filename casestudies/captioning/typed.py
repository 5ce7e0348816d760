"""What the editor's page sends: rows, what travels with them, and what is to be done with them."""

import json
from dataclasses import replace
from itertools import zip_longest

from django.http import QueryDict

from casestudies.captioning.sheet import MOST_ROWS, Row, Sheet, kept_from, split

NAMES = ("start", "end", "speaker", "text", "kept")
MORE_ROWS = 5


def sheet_from(sent: QueryDict) -> Sheet:
    """The rows as they were typed. A column that is shorter than the others is filled up, so that nothing is lost."""
    columns = [[value.replace("\r\n", "\n") for value in sent.getlist(name)] for name in NAMES]
    rows = [Row(*values, kept_from(kept)) for *values, kept in zip_longest(*columns, fillvalue="")]
    header, below = _around(sent.get("around", ""))
    return Sheet(rows, header, below)


def around(sheet: Sheet) -> str:
    """What stands above and below all captions, to travel with the page."""
    return json.dumps({"header": sheet.header, "below": sheet.below})


def with_rows(sheet: Sheet, do: str) -> tuple[Sheet, int | None]:
    """The same with a row more, or less, or in two, and the index of the row to go to."""
    verb, _, number = do.partition("-")
    index = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else len(sheet.rows)
    rows, to = list(sheet.rows), min(index, len(sheet.rows))
    row = rows[to] if to < len(rows) else None
    if verb == "more":
        rows, to = [*rows, *[Row()] * MORE_ROWS], len(rows)
    elif verb == "after" and row:
        rows, to = [*rows[: to + 1], Row(start=row.end, speaker=row.speaker), *rows[to + 1 :]], to + 1
    elif verb == "delete" and row:
        rows, sheet = _without(rows, to, sheet)
    elif verb == "split" and row:
        rows, to = [*rows[:to], *split(row), *rows[to + 1 :]], to + 1
    return Sheet(rows[:MOST_ROWS], sheet.header, sheet.below), to if rows else None


def with_theirs(sheet: Sheet, theirs: Sheet, chosen: list[str]) -> Sheet:
    """What one typed, and beside it what was chosen out of what somebody else saved."""
    taken = [row for index, row in enumerate(theirs.rows) if str(index) in chosen]
    return Sheet([*sheet.rows, *taken], sheet.header, sheet.below)


def _without(rows: list[Row], at: int, sheet: Sheet) -> tuple[list[Row], Sheet]:
    """Notes above a caption stay where they were: above the next, or at the end."""
    above = rows[at].kept.above
    left = [*rows[:at], *rows[at + 1 :]]
    if above and at < len(left):
        kept = left[at].kept
        left[at] = replace(left[at], kept=replace(kept, above=above + kept.above))
        return left, sheet
    return left, Sheet(left, sheet.header, above + sheet.below)


def _around(text: str) -> tuple[str, tuple[str, ...]]:
    try:
        values = json.loads(text) if text else {}
        return str(values.get("header", "")), tuple(str(one) for one in values.get("below", ()))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return "", ()
