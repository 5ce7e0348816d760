"""What PostgreSQL takes of what a SQLite file keeps, column by column.

SQLite keeps almost anything in any column; PostgreSQL holds each to its type. `Column.read` is the one place that knows
the difference: the pre-flight lists what it refuses, the move copies what it returns.
"""

import datetime
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.db import models

INTEGERS = {"smallint": 2**15, "integer": 2**31, "bigint": 2**63}
JSON_MOST_BYTES = 2**28 - 1  # of one text in a jsonb, and of the elements of one list or object together
EXPONENT_MOST = 131_071  # digits of a number before the point


class Unfit(ValueError):
    """PostgreSQL would refuse this value; the message says why, and never the value."""


@dataclass(frozen=True)
class Column:
    """One column of a table of the site. `type` is PostgreSQL's name for what it holds, such as varchar(255)."""

    field: models.Field
    type: str

    @property
    def name(self) -> str:
        return self.field.column

    @property
    def is_free_text(self) -> bool:
        """Whether what it holds may be of any length, as are words that people write."""
        return self.type in {"text", "jsonb"}

    def read(self, stored: object) -> object:
        """What PostgreSQL is to be given for what SQLite keeps: JSON as its text, moments in UTC. Raises Unfit."""
        if stored is None:
            if not self.field.null:
                raise Unfit("is empty, and may not be")
            return None
        kind, _, size = self.type.partition("(")
        return READERS[kind](stored, size.rstrip(")"), kind)

    def same(self, value: object) -> object:
        """The one form in which a value that was read is compared with what PostgreSQL gives back."""
        if self.type == "jsonb" and value is not None:
            parsed = json.loads(value, parse_int=Decimal, parse_float=Decimal)
            return json.dumps(parsed, sort_keys=True, default=_plain)
        if isinstance(value, datetime.datetime):
            return value.astimezone(datetime.UTC).isoformat()
        if isinstance(value, memoryview):
            return bytes(value)
        return str(value) if isinstance(value, Decimal | uuid.UUID) else value


def _text(stored, size: str, kind: str) -> str:
    if not isinstance(stored, str):
        raise Unfit("is not text")
    if "\0" in stored:
        raise Unfit("holds a NUL character")
    if not stored.isascii() and not _is_utf8(stored):
        raise Unfit("holds bytes that are not UTF-8")
    if size and len(stored) > int(size):
        raise Unfit(f"is {len(stored):,} characters long, and {size} fit")
    return stored


def _bytes(stored, size: str, kind: str) -> bytes:
    if not isinstance(stored, bytes):
        raise Unfit("is not bytes")
    return stored


def _boolean(stored, size: str, kind: str) -> bool:
    if stored not in (0, 1):
        raise Unfit("is neither yes nor no")
    return bool(stored)


def _integer(stored, size: str, kind: str) -> int:
    if not isinstance(stored, int):
        raise Unfit("is not a whole number")
    if not -INTEGERS[kind] <= stored < INTEGERS[kind]:
        raise Unfit(f"is beyond {INTEGERS[kind] - 1:,}, the largest number that fits")
    return stored


def _float(stored, size: str, kind: str) -> float:
    if not isinstance(stored, int | float):
        raise Unfit("is not a number")
    return float(stored)


def _decimal(stored, size: str, kind: str) -> Decimal:
    digits, places = (int(part) for part in size.split(","))
    try:
        value = Decimal(str(stored)).quantize(Decimal(1).scaleb(-places))
    except InvalidOperation as error:
        raise Unfit("is not a number that fits") from error
    if not value.is_finite() or abs(value) >= 10 ** (digits - places):
        raise Unfit(f"has more than {digits - places} digits before the point")
    return value


def _moment(stored, size: str, kind: str) -> datetime.datetime:
    try:
        value = datetime.datetime.fromisoformat(stored)
        aware = value if value.tzinfo else value.replace(tzinfo=datetime.UTC)
        return aware.astimezone(datetime.UTC)
    except (TypeError, ValueError, OverflowError) as error:
        raise Unfit("is not a date and time") from error


def _day(stored, size: str, kind: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(stored)
    except (TypeError, ValueError) as error:
        raise Unfit("is not a date") from error


def _time(stored, size: str, kind: str) -> datetime.time:
    try:
        return datetime.time.fromisoformat(stored)
    except (TypeError, ValueError) as error:
        raise Unfit("is not a time of day") from error


def _uuid(stored, size: str, kind: str) -> uuid.UUID:
    try:
        return uuid.UUID(stored)
    except (AttributeError, TypeError, ValueError) as error:
        raise Unfit("is not a UUID") from error


def _json(stored, size: str, kind: str) -> str:
    _text(stored, "", kind)
    try:
        value = json.loads(stored, parse_constant=_refuse_constant, parse_float=_number, parse_int=_number)
    except RecursionError as error:
        raise Unfit("is JSON that is nested too deep") from error
    except json.JSONDecodeError as error:
        raise Unfit("is not JSON") from error
    if len(stored) * 4 > JSON_MOST_BYTES and len(stored.encode()) > JSON_MOST_BYTES:
        raise Unfit("is JSON of more than 256 MB")
    if "\\u" in stored:
        words = json.dumps(value, ensure_ascii=False, default=str)
        if not _is_utf8(words):
            raise Unfit("is JSON with half of a character (\\ud800 to \\udfff)")
        if "\\u0000" in words.replace("\\\\", ""):
            raise Unfit("is JSON with \\u0000")
    return stored


def _refuse_constant(name: str) -> None:
    raise Unfit(f"is JSON with {name}")


def _number(written: str) -> Decimal:
    value = Decimal(written)
    if abs(value.adjusted()) > EXPONENT_MOST and not value.is_zero():
        raise Unfit("is JSON with a number that does not fit")
    return value


def _plain(value: Decimal) -> str:
    """1.0, 1 and 1e0 are one number, and none is a text: that holds no NUL."""
    digits = format(value, "f")
    short = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "\0" + ("0" if value.is_zero() else short)


def _is_utf8(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


READERS: dict[str, Callable] = {
    "varchar": _text,
    "text": _text,
    "bytea": _bytes,
    "boolean": _boolean,
    "smallint": _integer,
    "integer": _integer,
    "bigint": _integer,
    "double precision": _float,
    "numeric": _decimal,
    "timestamp with time zone": _moment,
    "date": _day,
    "time": _time,
    "uuid": _uuid,
    "jsonb": _json,
}
