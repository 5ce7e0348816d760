"""One server and one Chromium for all browser tests."""

import os
from pathlib import Path

import psycopg
import pytest

from tests import chromium
from tests.served.server import Server, database_beside, demonstration


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    quiet = [
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
    ]
    sound = ["--autoplay-policy=no-user-gesture-required", "--mute-audio"]
    return {**browser_type_launch_args, "executable_path": chromium.PATH, "args": quiet + sound}


@pytest.fixture(scope="session")
def server_database():
    """Empty for SQLite; on PostgreSQL a database of its own beside the tests'."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield ""
        return
    name = f"served_{os.getpid()}"
    with psycopg.connect(database_beside(url, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield database_beside(url, name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def server(tmp_path_factory, server_database) -> Server:
    """SERVED_DATA names a folder to keep between runs while working on a test: loading takes most of the time."""
    kept = os.environ.get("SERVED_DATA")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("served")
    served = demonstration(folder, database_url=server_database)
    try:
        yield served.start()
    finally:
        served.stop()
