"""Rows by the hundred thousand: COPY where there is one, else one prepared statement. No signals, no defaults, no keys."""

import datetime
from collections.abc import Iterable

from django.db import connection, models


def write_many(model: type[models.Model], names: list[str], rows: Iterable[tuple]) -> None:
    """Values in the order of the fields' names, each as Python has it."""
    fields = [model._meta.get_field(name) for name in names]
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(fields))
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608  names of ours
            ([_adapted(value) for value in row] for row in rows),
        )


def _adapted(value):
    if isinstance(value, datetime.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value.isoformat() if isinstance(value, datetime.date) else value
