"""One server and one Chromium for all browser tests."""

import os

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe

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
    served = demonstration(tmp_path_factory.mktemp("served"), database_url=server_database).start()
    yield served
    served.stop()


@pytest.fixture(scope="session")
def axe() -> Axe:
    return Axe()
