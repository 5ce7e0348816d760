"""What PostgreSQL takes of what SQLite keeps, and what it does not."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.db import models

from learning.site.moving.columns import READERS, Column, Unfit
from learning.site.moving.tables import tables

NULL = "\\u0000"


def column(kind: str) -> Column:
    return Column(models.TextField(), kind)


@pytest.mark.parametrize(
    ("kind", "stored", "value"),
    [
        ("varchar(5)", "👩‍👧‍👦", "👩‍👧‍👦"),
        ("varchar(255)", "شيماء بنت عبد الله", "شيماء بنت عبد الله"),
        ("text", "", ""),
        ("bytea", b"\0\xff", b"\0\xff"),
        ("boolean", 1, True),
        ("smallint", -32768, -32768),
        ("bigint", 2**63 - 1, 2**63 - 1),
        ("double precision", 1, 1.0),
        ("numeric(5, 2)", 999.99, Decimal("999.99")),
        ("date", "0001-01-01", datetime.date(1, 1, 1)),
        ("time", "23:59:59.5", datetime.time(23, 59, 59, 500_000)),
        (
            "timestamp with time zone",
            "2027-03-03 10:00:00.5",
            datetime.datetime(2027, 3, 3, 10, 0, 0, 500_000, datetime.UTC),
        ),
        ("uuid", "0" * 31 + "1", uuid.UUID(int=1)),
        ("jsonb", '{"a": "\\\\u0000 is a NUL, \\ud83d\\udc76 a baby"}', ...),
        ("jsonb", '["\\u00e9", 1e300]', ...),
    ],
)
def test_what_fits_is_read(kind, stored, value):
    assert column(kind).read(stored) == (stored if value is ... else value)


@pytest.mark.parametrize(
    ("kind", "stored", "reason"),
    [
        ("varchar(255)", "n" * 300, "is 300 characters long, and 255 fit"),
        ("varchar(255)", "Ann\0e", "holds a NUL character"),
        ("text", b"\xff".decode("utf-8", "surrogateescape"), "holds bytes that are not UTF-8"),
        ("text", b"bytes", "is not text"),
        ("text", None, "is empty, and may not be"),
        ("bytea", "text", "is not bytes"),
        ("boolean", 2, "is neither yes nor no"),
        ("smallint", 32768, "is beyond 32,767, the largest number that fits"),
        ("integer", "seven", "is not a whole number"),
        ("integer", 7.5, "is not a whole number"),
        ("double precision", "seven", "is not a number"),
        ("numeric(5, 2)", 1000, "has more than 3 digits before the point"),
        ("numeric(5, 2)", "seven", "is not a number that fits"),
        ("date", "2027-02-29", "is not a date"),
        ("date", "0000-00-00", "is not a date"),
        ("time", "24:00", "is not a time of day"),
        ("timestamp with time zone", "10000-01-01 00:00:00", "is not a date and time"),
        ("timestamp with time zone", "0001-01-01 00:00:00+14:00", "is not a date and time"),
        ("uuid", "one", "is not a UUID"),
        ("jsonb", "{", "is not JSON"),
        ("jsonb", '{"a": NaN}', "is JSON with NaN"),
        ("jsonb", "[-Infinity]", "is JSON with -Infinity"),
        ("jsonb", f'["{NULL}"]', "is JSON with \\u0000"),
        ("jsonb", f'{{"a\\\\{NULL}": 1}}', "is JSON with \\u0000"),
        ("jsonb", '["\\ud83d"]', "is JSON with half of a character (\\ud800 to \\udfff)"),
        ("jsonb", "[1e200000]", "is JSON with a number that does not fit"),
        ("jsonb", "[" * 100_000, "is JSON that is nested too deep"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(kind, stored, reason):
    with pytest.raises(Unfit) as refused:
        column(kind).read(stored)
    assert str(refused.value) == reason


def test_json_is_the_same_however_it_is_written():
    written, kept = '{"b": 1.0, "a": [1e2, -0.0, "é"]}', '{"a": [100, 0.0, "é"], "b": 1.0}'
    assert column("jsonb").same(written) == column("jsonb").same(kept)
    assert column("jsonb").same('{"a": 1}') != column("jsonb").same('{"a": "1"}')


def test_every_column_of_the_site_can_be_read():
    kinds = {column.type.partition("(")[0] for table in tables() for column in table.columns}
    assert kinds - set(READERS) == set()
