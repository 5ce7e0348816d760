"""A database is migrated once and kept for as long as no migration changes; each process of a run opens a copy.

On SQLite a copy is a file's, on PostgreSQL it is CREATE DATABASE … TEMPLATE. See docs/adr/0019.
"""

import fcntl
import hashlib
import os
import re
import shutil
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection

FOLDER = settings.DATA_DIR / "test"
URL = os.environ.get("DATABASE_URL", "")
ON_POSTGRES = URL.startswith("postgres")
DATABASE = connection.settings_dict["NAME"]  # before a test's own takes its place


@contextmanager
def one_at_a_time(folder: Path):
    """Who wants what another process is making waits until it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def open_copy(suffix: str) -> str:
    """Point Django at a copy of the migrated database; return the copy's name."""
    target = f"{_base()}_{suffix}"
    copy_migrated(target)
    connection.close()
    connection.settings_dict["NAME"] = target
    return target


def copy_migrated(target: str) -> None:
    """Put a copy of the migrated database at a name of PostgreSQL's or at a path, in place of what was there."""
    source = f"{_base()}_migrated_{_fingerprint()}"
    with one_at_a_time(FOLDER):
        if source not in names(source):
            _migrate(_base(), source)
        copy(source, target)


def _base() -> str:
    return f"test_{DATABASE}" if ON_POSTGRES else str(FOLDER / "database")


def _fingerprint() -> str:
    """The same while the migrations of every app are, the triggers made after them, and the packages that add to
    what they make.
    """
    digest = hashlib.sha256((settings.BASE_DIR / "requirements-dev.txt").read_bytes())
    for room in ("quizzes", "casestudies", "learning"):
        for path in sorted((settings.BASE_DIR / room).glob("**/freezing.py")):
            digest.update(path.read_bytes())
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path).glob("migrations/*.py")):
            digest.update(f"{app.label} {path.name}".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _migrate(base: str, target: str) -> None:
    """It gets its name once it is whole. One that was made by other migrations is no more use."""
    for old in names(f"{base}_migrated_"):
        drop(old)
    making = connection.settings_dict["TEST"]["NAME"] = f"{base}_making"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    copy(making, target)
    drop(making)


def beside(name: str) -> str:
    """The address of another database on the PostgreSQL that DATABASE_URL names."""
    return re.sub(r"/[^/]*$", f"/{name}", URL)


def names(prefix: str) -> list[str]:
    if ON_POSTGRES:
        found = _ask("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", prefix)
        return [name for [name] in found]
    return [str(path) for path in Path(prefix).parent.glob(f"{Path(prefix).name}*")]


def copy(source: str, target: str) -> None:
    """Whole or not at all, in place of what was there."""
    drop(target)
    if ON_POSTGRES:
        _ask(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
    else:
        os.replace(shutil.copyfile(source, f"{target}-half"), target)


def drop(name: str) -> None:
    if ON_POSTGRES:
        _ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    else:
        for ending in ("", "-wal", "-shm"):
            Path(name + ending).unlink(missing_ok=True)


def _ask(statement: str, *values) -> list[tuple]:
    with psycopg.connect(beside("postgres"), autocommit=True) as postgres:
        asked = postgres.execute(statement, values or None)
        return asked.fetchall() if asked.description else []
