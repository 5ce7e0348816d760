"""The tables that are moved, and the SQLite file that they are read from."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, models
from django.db.backends.postgresql.base import DatabaseWrapper as Postgres
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite

from learning.site.moving.columns import Column

SEARCH_INDEX = "wagtailsearch"  # its tables differ from engine to engine


class NotThatFile(Exception):
    """The file cannot be read as a database of this version of the site; the message says why."""


@dataclass(frozen=True)
class Table:
    """One table of the site. `key` is the name of its primary key's column."""

    model: type[models.Model]
    columns: list[Column]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def key(self) -> str:
        return self.model._meta.pk.column


def tables() -> list[Table]:
    """Every table of the site by name, but two: whoever is signed in signs in again, and the search index is made anew."""
    postgres = Postgres(connection.settings_dict, "postgresql")
    found = [
        Table(model, [Column(field, field.db_type(postgres)) for field in model._meta.local_concrete_fields])
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and model is not Session
        and model._meta.app_label != SEARCH_INDEX
    ]
    return sorted(found, key=lambda table: table.name)


class Source:
    """A SQLite file as it is at one moment, which is only read. Values come as they are kept, unconverted."""

    def __init__(self, database: SQLite):
        self.database = database

    def ask(self, statement: str) -> Iterator[tuple]:
        """The rows, a few at a time."""
        yield from self.database.connection.execute(statement)

    def rows(self, table: Table) -> Iterator[tuple]:
        names = ", ".join(quoted(column.name) for column in table.columns)
        return self.ask(f"SELECT {names} FROM {quoted(table.name)}")  # noqa: S608  names of ours

    def migrations(self) -> set[tuple[str, str]]:
        return set(self.ask("SELECT app, name FROM django_migrations"))

    def is_as_it_was(self) -> bool:
        """Whether nobody has written to the file since it was opened. Ends the moment in which it is read."""
        [before] = self.ask("PRAGMA data_version")
        self.database.connection.execute("COMMIT")
        [after] = self.ask("PRAGMA data_version")
        self.database.connection.execute("BEGIN")
        return before == after


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The file at a path, or NotThatFile."""
    if not path.is_file():
        raise NotThatFile(f"There is no file {path}.")
    database = SQLite(connection.settings_dict | _only_read(path), "source")
    try:
        yield _source(database, path)
    except sqlite3.DatabaseError as error:
        raise NotThatFile(f"{path} is not a database of this site, or is damaged: {error}.") from error
    finally:
        database.close()


def _source(database: SQLite, path: Path) -> Source:
    try:
        database.ensure_connection()
    except DatabaseError as error:
        raise NotThatFile(f"{path} cannot be opened: {error}.") from error
    raw = database.connection
    raw.text_factory = lambda kept: kept.decode("utf-8", "surrogateescape")
    for name, function in (("LOWER", str.lower), ("UPPER", str.upper)):  # SQLite's own know ASCII alone
        raw.create_function(name, 1, _of_text(function), deterministic=True)
    raw.execute("BEGIN")
    return Source(database)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _only_read(path: Path) -> dict:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"{path.resolve().as_uri()}?mode=ro",
        "OPTIONS": {"uri": True, "detect_types": 0, "timeout": 20},
        "CONN_MAX_AGE": None,
    }


def _of_text(function):
    return lambda value: function(value) if isinstance(value, str) else value
