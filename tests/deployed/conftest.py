"""nginx and pgbouncer themselves, with the files of deploy/ and what must differ: ports, folders, who they run as."""

import tempfile
from pathlib import Path

import pytest

from tests import databases


@pytest.fixture(scope="module")
def folder() -> Path:
    """One that whoever nginx and pgbouncer become may read, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.fixture(scope="module")
def data(folder) -> Path:
    (folder / "data").mkdir()
    return folder / "data"


@pytest.fixture(scope="module")
def database(data, worker_id, django_db_blocker) -> str:
    """The name of a migrated database on PostgreSQL; on SQLite a file in the data folder."""
    name = f"deployed_{worker_id}" if databases.ON_POSTGRES else str(data / "db.sqlite3")
    with django_db_blocker.unblock():
        databases.copy_migrated(name)
        yield name
        databases.drop(name)
