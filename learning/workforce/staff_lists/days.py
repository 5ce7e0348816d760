"""Days as lists write them. Pure Python."""

import datetime
import re
from functools import lru_cache

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FULL = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
NAMES = {name: number for names in (MONTHS, FULL) for number, name in enumerate(names, 1)} | {"sept": 9}
NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})")
WORDS = re.compile(r"(\d{1,2})[ /.-]+([a-z]{3,9})\.?[ /.,-]+(\d{2}|\d{4})")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
TIME = re.compile(r"[ t]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?z?$")
# Days since the end of 1899, as Excel counts them: 1950 to 2100.
SERIALS = range(18_264, 73_416)
EPOCH = datetime.date(1899, 12, 30)
FIRST_YEAR, LAST_YEAR = 1950, 2100
CENTURY_TURNS = 70


@lru_cache(maxsize=20_000)
def day(text: str) -> datetime.date | None:
    """Day first, as in 31-Jan-2027, 31/01/2027 and 31 January 2027; or 2027-01-31; or Excel's number of a day.

    A year of two digits is one from 1970 to 2069. None for all else.
    """
    plain = TIME.sub("", text.strip().lower())
    if found := ISO.fullmatch(plain):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := NUMBERS.fullmatch(plain):
        return _day(_year(found[3]), int(found[2]), int(found[1]))
    if found := WORDS.fullmatch(plain):
        return _day(_year(found[3]), NAMES.get(found[2], 0), int(found[1]))
    if plain.isascii() and plain.isdigit() and len(plain) == 5 and int(plain) in SERIALS:
        return EPOCH + datetime.timedelta(days=int(plain))
    return None


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (1900 if year >= CENTURY_TURNS else 2000)


def _day(year: int, month: int, number: int) -> datetime.date | None:
    try:
        found = datetime.date(year, month, number)
    except ValueError:
        return None
    return in_years(found)


def in_years(found: datetime.date) -> datetime.date | None:
    """A day, where it is one that a list may have."""
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
