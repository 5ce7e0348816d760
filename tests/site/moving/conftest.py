"""A SQLite file that holds what the test's own database holds, on whichever engine that is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.db.migrations.recorder import MigrationRecorder

from learning.site.moving.tables import SEARCH_INDEX, tables

QUICK = "PRAGMA journal_mode=MEMORY;PRAGMA synchronous=OFF"


def own(path: Path) -> SQLite:
    of_sqlite = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"init_command": QUICK},
    }
    return SQLite(connection.settings_dict | of_sqlite, "pouring")


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory, django_db_setup, django_db_blocker) -> Path:
    """Made from the models, which is quicker than by migrations."""
    path = tmp_path_factory.mktemp("moving") / "empty.sqlite3"
    database = own(path)
    with django_db_blocker.unblock(), closing(database), database.schema_editor(atomic=False) as editor:
        editor.create_model(MigrationRecorder.Migration)
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy and model._meta.app_label != SEARCH_INDEX:
                editor.create_model(model)
    return path


@pytest.fixture
def pour(empty_file, tmp_path):
    """pour() gives a new file with every row of the test's database."""

    def poured() -> Path:
        path = tmp_path / "site.sqlite3"
        path.write_bytes(empty_file.read_bytes())
        database = own(path)
        with closing(database), database.cursor() as cursor:
            cursor.execute("PRAGMA foreign_keys=OFF")
            for model in [MigrationRecorder.Migration, *(table.model for table in tables())]:
                _pour(model, database, cursor)
        return path

    return poured


def _pour(model, database, cursor) -> None:
    fields = model._meta.local_concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join("%s" for _ in fields)
    rows = [
        [field.get_db_prep_save(getattr(row, field.attname), connection=database) for field in fields]
        for row in model._base_manager.order_by("pk")
    ]
    cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})', rows)  # noqa: S608  names of ours


@pytest.fixture
def spoil():
    """spoil(file, statement, *values): written past every rule of SQLite's own."""

    def spoiled(path: Path, statement: str, *values) -> None:
        with closing(sqlite3.connect(path)) as raw, raw:
            raw.execute("PRAGMA ignore_check_constraints=ON")
            assert raw.execute(statement, values).rowcount == 1

    return spoiled
