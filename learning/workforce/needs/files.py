"""The grid as a file: one line for each rule that is not over, with every number; and read back, line by line."""

import csv
import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass

from learning.people.fields import DAY_FORMATS
from learning.workforce.exports import BYTE_ORDER_MARK, csv_text, neutralise
from learning.workforce.needs.need import Held, Need
from learning.workforce.needs.places import Place
from learning.workforce.needs.terms import MOST_DAYS, MOST_EARLY_DAYS, MOST_MONTHS, Terms

ALL = "all"
YES, NO = "yes", "no"
COLUMNS = [
    *("rule", "course", "course title", "staff groups", "teams", "job roles", "kind"),
    *("days to complete it", "days after coming back", "months until renewed", "days for renewing early"),
    *("target per cent", "margin points", "people with time left count", "first day", "last day"),
    "days counted from",
]
NUMBERS = {
    "days to complete it": ("first_due_days", 0, MOST_DAYS),
    "days after coming back": ("returner_days", 0, MOST_DAYS),
    "months until renewed": ("refresh_months", 1, MOST_MONTHS),
    "days for renewing early": ("early_renewal_days", 0, MOST_EARLY_DAYS),
    "target per cent": ("target_pct", 1, 100),
    "margin points": ("amber_margin", 0, 100),
}
MOST_LINES = 5000
MOST_OFFERED = 40


@dataclass(frozen=True)
class Trouble:
    """Why a line cannot be read: its number in the file (the header is 1), the column, and what stands there."""

    row: int
    column: str
    reason: str
    value: str


@dataclass(frozen=True)
class Asked:
    """A line that can be read: the number of a rule, if it names one, and what it asks."""

    row: int
    number: int | None
    need: Need


class Unreadable(Exception):
    """The file is no such grid; the message says why and what to do."""


def lines(place: Place, *, today: datetime.date) -> Iterator[str]:
    """CSV, UTF-8 once encoded, with the mark by which Excel knows it."""
    yield BYTE_ORDER_MARK + csv_text([COLUMNS])
    for each in held(place, today=today):
        yield csv_text([_values(place, each)])


def held(place: Place, *, today: datetime.date) -> list[Held]:
    """The rules that are not over."""
    return [each for each in place.held if not each.need.is_over_on(today)]


def _values(place: Place, held: Held) -> list:
    need = held.need
    return [
        held.number,
        need.course,
        place.title_of(need),
        _codes(place.groups, need.groups),
        _codes(place.teams, need.teams),
        _codes(place.roles, need.roles),
        need.kind,
        *(getattr(need, field) for field, _, _ in NUMBERS.values()),
        YES if need.grace_counts else NO,
        need.effective_from,
        need.effective_to,
        need.asked_since,
    ]


def _codes(known: dict, keys: frozenset[int]) -> str:
    return ", ".join(sorted(known[key].code for key in keys)) or ALL


def decoded(content: bytes) -> str:
    """As UTF-8, or as Windows writes it where it is not that."""
    if b"\x00" in content:
        raise Unreadable("This is not a CSV file. Save the grid as CSV, and choose that file.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("windows-1252", errors="replace")


def read(place: Place, text: str) -> tuple[list[Asked], list[Trouble]]:
    """The lines of a file, and what is wrong with those that cannot be read. Unreadable when it is no such grid."""
    rows = _rows(text)
    header = [name.strip().lower() for name in next(rows, [])]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise Unreadable(
            f"These columns are missing: {', '.join(missing)}. Download the grid and change that file."
        )
    asked, troubles = [], []
    for number, values in enumerate(rows, start=2):
        if number > MOST_LINES:
            raise Unreadable(f"This file has more than {MOST_LINES:,} lines. Is it the right one?")
        if not any(value.strip() for value in values):
            continue
        reader = _Reader(place, number, dict(zip(header, values, strict=False)))
        found = reader.asked()
        troubles += reader.troubles
        if found:
            asked.append(found)
    return asked, troubles


def _rows(text: str) -> Iterator[list[str]]:
    first = text.lstrip(BYTE_ORDER_MARK).split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        yield from csv.reader(io.StringIO(text.lstrip(BYTE_ORDER_MARK), newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise Unreadable(
            "This file cannot be read as CSV. Download the grid and change that file."
        ) from error


class _Reader:
    """Reads one line, and keeps what is wrong with it."""

    def __init__(self, place: Place, row: int, values: dict[str, str]):
        self.place, self.row = place, row
        self.values = {name: value.strip().removeprefix("'") for name, value in values.items()}
        self.troubles: list[Trouble] = []

    def asked(self) -> Asked | None:
        number = self._number("rule", 1, 2**63 - 1, may_be_empty=True)
        need = {
            "course": self._course(),
            "groups": self._keys("staff groups", self.place.groups),
            "teams": self._keys("teams", self.place.teams),
            "roles": self._keys("job roles", self.place.roles),
            "kind": self._kind(),
            "grace_counts": self._yes_or_no("people with time left count"),
            "effective_from": self._day("first day"),
            "effective_to": self._day("last day", may_be_empty=True),
            "asked_since": self._day("days counted from", may_be_empty=True),
        }
        for column, (field, least, most) in NUMBERS.items():
            need[field] = self._number(column, least, most, may_be_empty=field == "refresh_months")
        self._refuse_wide_margin(need)
        return None if self.troubles else Asked(self.row, number, Need(**need))

    def _value(self, column: str) -> str:
        return self.values.get(column, "")

    def wrong(self, column: str, reason: str) -> None:
        self.troubles.append(Trouble(self.row, column, reason, self._value(column)))

    def _number(self, column: str, least: int, most: int, *, may_be_empty: bool = False) -> int | None:
        text = self._value(column)
        if not text and may_be_empty:
            return None
        if text.isdecimal() and text.isascii() and len(text) < 20 and least <= int(text) <= most:
            return int(text)
        return self.wrong(
            column,
            f"Write a whole number, {least} to {most}."
            if most < 2**32
            else "Write the number of a rule, or nothing for a new one.",
        )

    def _course(self) -> int | None:
        text = self._value("course")
        key = int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else None
        course = self.place.courses.get(key)
        if course is None:
            return self.wrong("course", "There is no course with this number. Take one from the grid.")
        title = self._value("course title")
        if title and title != neutralise(course.title).removeprefix("'").strip():
            return self.wrong(
                "course title", f"Course {key} is “{course.title}”. Put the number right, or the title."
            )
        return key

    def _keys(self, column: str, known: dict) -> frozenset[int]:
        text = self._value(column)
        if not text:
            self.wrong(column, f"Write codes with commas between them, or “{ALL}”.")
        if not text or text.lower() == ALL:
            return frozenset()
        by_code = {each.code.lower(): key for key, each in known.items()}
        codes = [code.strip().lower() for code in text.split(",")]
        if unknown := [code for code in codes if code not in by_code]:
            self.wrong(column, _unknown(unknown, sorted(by_code)))
        return frozenset(by_code[code] for code in codes if code in by_code)

    def _kind(self) -> str | None:
        """Its code, or its name in our words."""
        text = self._value("kind").strip().lower()
        names = {kind.label.lower(): kind.value for kind in Terms.Kind}
        if (kind := names.get(text) or text.replace("-", "_").replace(" ", "_")) in Terms.Kind.values:
            return kind
        return self.wrong("kind", f"Write one of: {', '.join(Terms.Kind.values)}.")

    def _yes_or_no(self, column: str) -> bool:
        text = self._value(column).lower()
        if text not in (YES, NO):
            self.wrong(column, f"Write {YES} or {NO}.")
        return text == YES

    def _day(self, column: str, *, may_be_empty: bool = False) -> datetime.date | None:
        text = self._value(column)
        if not text and may_be_empty:
            return None
        for form in [*DAY_FORMATS, "%d-%b-%Y"]:
            try:
                return datetime.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time
            except ValueError:
                continue
        return self.wrong(column, "There is no such day. Write one as 2027-03-01 or 01/03/2027.")

    def _refuse_wide_margin(self, need: dict) -> None:
        if need["target_pct"] and need["amber_margin"] and need["amber_margin"] > need["target_pct"]:
            self.wrong("margin points", "The margin cannot be larger than the target.")


def _unknown(codes: list[str], known: list[str]) -> str:
    offered = ", ".join(known[:MOST_OFFERED]) + (" and others" if len(known) > MOST_OFFERED else "")
    return f"Not known here: {', '.join(codes)}. Codes here are: {offered or 'none'}."
