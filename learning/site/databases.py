"""Copying a whole database while it is in use, each engine by its own means."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from learning.people.models import User

SQLITE_FILE = "database.sqlite3"
POSTGRES_FILE = "database.dump"


class CopyFailed(Exception):
    """The engine did not do what was asked; the message is its own, or says what is missing."""


def dump(folder: Path) -> dict[str, int]:
    """Copy the database as it is at one moment; return how many rows each table has in the copy."""
    if connection.vendor == "sqlite":
        return _dump_sqlite(folder / SQLITE_FILE)
    return _dump_postgres(folder / POSTGRES_FILE)


def load(folder: Path) -> None:
    """Put the copy in a folder in place of the database, all or nothing."""
    if connection.vendor == "sqlite":
        _load_sqlite(folder / SQLITE_FILE)
    else:
        _load_postgres(folder / POSTGRES_FILE)
    connection.close()


def has_no_people() -> bool:
    """Whether the database is empty, or has tables in which nobody is."""
    if User._meta.db_table not in connection.introspection.table_names():
        return True
    return not User.objects.exists()


def known_migrations() -> set[str]:
    """The migrations of the apps in this repository, which are never taken away again."""
    ours = {config.label for config in apps.get_app_configs() if _is_ours(Path(config.path))}
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations if app in ours}


def applied_migrations() -> set[str]:
    """Those of known_migrations() and newer ones that the database has had."""
    labels = {name.partition(".")[0] for name in known_migrations()}
    applied = MigrationRecorder(connection).applied_migrations()
    return {f"{app}.{name}" for app, name in applied if app in labels}


def _is_ours(path: Path) -> bool:
    return path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts


def _dump_sqlite(path: Path) -> dict[str, int]:
    """SQLite's online backup, in one step: writers go on writing, and the copy is of one moment."""
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        [[verdict]] = copy.execute("PRAGMA integrity_check")
        if verdict != "ok":
            raise CopyFailed(f"The copy of the database is damaged: {verdict}")
        return {table: _count(copy.cursor(), table) for table in connection.introspection.table_names()}


def _load_sqlite(path: Path) -> None:
    """The same method the other way: whoever has it open sees the old or the new, never a mixture."""
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as copy:
        copy.backup(connection.connection)


def _dump_postgres(path: Path) -> dict[str, int]:
    """pg_dump, on the same snapshot on which rows are counted."""
    program = _program("pg_dump")
    _refuse_pgbouncer()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        [snapshot] = cursor.fetchone()
        _run(
            [program, "--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}", f"--file={path}"]
        )
        return {table: _count(cursor, table) for table in connection.introspection.table_names(cursor)}


def _load_postgres(path: Path) -> None:
    program = _program("pg_restore")
    _refuse_pgbouncer()
    connection.close()
    ours = f"--dbname={connection.settings_dict['NAME']}"
    _run(
        [program, "--clean", "--if-exists", "--no-owner", "--no-acl", "--single-transaction", ours, str(path)]
    )


def _count(cursor, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  a table's own name
    return cursor.fetchone()[0]


def _program(name: str) -> str:
    if found := shutil.which(name):
        return found
    raise CopyFailed(
        f"{name} was not found. Install PostgreSQL's client programs (on Debian: postgresql-client), "
        "or add the folder they are in to PATH."
    )


def _refuse_pgbouncer() -> None:
    """pg_dump empties the search path of its connection, and pgbouncer would lend that to the next page."""
    if connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
        raise CopyFailed(
            "Go to PostgreSQL itself for this: set DATABASE_URL to it, without BEHIND_PGBOUNCER."
        )


def _run(command: list[str]) -> None:
    """Run a program of PostgreSQL's on our database. The password goes where ps does not show it."""
    environment = os.environ | _environment()
    done = subprocess.run(command, env=environment, capture_output=True, text=True)  # noqa: S603  our own words
    if done.returncode:
        raise CopyFailed(f"{Path(command[0]).name}: {done.stderr.strip()}")


def _environment() -> dict[str, str]:
    names = {
        "PGDATABASE": "NAME",
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
    }
    known = connection.settings_dict
    return {variable: str(known[key]) for variable, key in names.items() if known[key]}
