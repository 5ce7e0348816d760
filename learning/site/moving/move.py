"""The move of a SQLite file into an empty, migrated PostgreSQL database: all of it, in one transaction, or nothing.

Foreign keys are taken off meanwhile and made again, so that tables may come in any order; triggers are put to sleep, since
rows that may never change must come in once. Each table is read back and compared before anything is kept.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from learning.site import databases
from learning.site.moving.tables import Source, Table, quoted, tables

READ_BACK_AT_ONCE = 2_000
FOREIGN_KEYS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
ORDER BY 1, 2
"""


class MoveRefused(Exception):
    """Nothing was changed; the message says why and what to do."""


@dataclass(frozen=True)
class Checksum:
    """The rows of a table, in whatever order they are read: their number, and the sum of their digests."""

    rows: int = 0
    digest: int = 0

    def __str__(self) -> str:
        return f"{self.rows:,} rows, {self.digest:016x}"


def move(source: Source, *, say: Callable[[str], None]) -> int:
    """The number of rows moved. Tells each table as it is there. Raises MoveRefused, or PostgreSQL's own refusal."""
    _refuse_what_does_not_fit(source)
    wanted, total = tables(), 0
    with transaction.atomic(), connection.cursor() as cursor:
        migrations = MigrationRecorder.Migration._meta.db_table
        names = ", ".join(map(quoted, set(connection.introspection.table_names(cursor)) - {migrations}))
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
        keys = _take_foreign_keys_off(cursor)
        _let_triggers(cursor, "DISABLE", wanted)
        cursor.execute(f"TRUNCATE {names}")
        for table in wanted:
            checksum = _bring(source, table, cursor)
            total += checksum.rows
            say(f"{table.name}: {checksum}")
        _let_triggers(cursor, "ENABLE", wanted)
        for name, constraint, definition in keys:
            cursor.execute(f"ALTER TABLE {name} ADD CONSTRAINT {constraint} {definition}")
        for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in wanted]):
            cursor.execute(statement)
        if not source.is_as_it_was():
            raise MoveRefused(
                "Somebody wrote to the file meanwhile. Stop the web server and the worker first."
            )
    cache.clear()
    return total


def _refuse_what_does_not_fit(source: Source) -> None:
    if connection.vendor != "postgresql":
        raise MoveRefused("Set DATABASE_URL to the PostgreSQL database to move to.")
    if connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
        raise MoveRefused("Go to PostgreSQL itself, not through pgbouncer: without BEHIND_PGBOUNCER.")
    here = set(MigrationRecorder(connection).applied_migrations())
    if not here:
        raise MoveRefused("The database has no tables yet. Run manage.py migrate on it first.")
    if differ := sorted(here ^ source.migrations()):
        app, name = differ[0]
        raise MoveRefused(
            f"The file and the database are of different versions of the site, such as by {app}.{name}. "
            "Run manage.py migrate on both with this version first."
        )
    if not databases.has_no_people():
        raise MoveRefused(
            "There are people in the database already. Move into one that was only just migrated."
        )


def _take_foreign_keys_off(cursor) -> list[tuple[str, str, str]]:
    """Table, name and definition of each, which made it."""
    cursor.execute(FOREIGN_KEYS)
    keys = cursor.fetchall()
    for name, constraint, _ in keys:
        cursor.execute(f"ALTER TABLE {name} DROP CONSTRAINT {constraint}")
    return keys


def _let_triggers(cursor, verb: str, wanted: list[Table]) -> None:
    for table in wanted:
        cursor.execute(f"ALTER TABLE {quoted(table.name)} {verb} TRIGGER USER")


def _bring(source: Source, table: Table, cursor) -> Checksum:
    """Copy one table, read it back, and compare."""
    names = ", ".join(quoted(column.name) for column in table.columns)
    sums = Sum(table)
    with (
        connection.wrap_database_errors,
        cursor.copy(f"COPY {quoted(table.name)} ({names}) FROM STDIN") as copy,
    ):
        for row in _readable(source, table):
            copy.write_row(row)
            sums.add(row)
    found = Sum(table)
    for row in _read_back(f"SELECT {names} FROM {quoted(table.name)}"):  # noqa: S608  names of ours
        found.add(row)
    if sums.checksum != found.checksum:
        raise MoveRefused(
            f"{table.name} did not arrive as it was sent: {sums.checksum}, and then {found.checksum}."
        )
    return found.checksum


def _readable(source: Source, table: Table) -> Iterator[list]:
    readers = [column.read for column in table.columns]
    for row in source.rows(table):
        yield [read(stored) for read, stored in zip(readers, row, strict=True)]


def _read_back(statement: str) -> Iterator[tuple]:
    with connection.connection.cursor(name="moved") as cursor:
        cursor.itersize = READ_BACK_AT_ONCE
        yield from cursor.execute(statement)


class Sum:
    """Grows by a row at a time."""

    def __init__(self, table: Table):
        self.forms = [column.same for column in table.columns]
        self.checksum = Checksum()

    def add(self, row: Iterable) -> None:
        told = repr([same(value) for same, value in zip(self.forms, row, strict=True)])
        digest = int.from_bytes(hashlib.blake2b(told.encode("utf-8"), digest_size=8).digest())
        self.checksum = Checksum(self.checksum.rows + 1, (self.checksum.digest + digest) % 2**64)
