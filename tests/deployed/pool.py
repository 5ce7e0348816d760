"""pgbouncer with deploy/pgbouncer.ini, before the PostgreSQL of the tests."""

import http.client
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from tests import needed
from tests.deployed.site import DEPLOY, WEB, running
from tests.deployed.visitor import Visitor
from tests.served.server import free_port

SERVERS = 3
PASSWORD = "0a1b2c"


@dataclass
class Pooled(Visitor):
    """A visitor of a site behind a running pgbouncer, who comes as nginx would send them."""

    pool: int
    port: int

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def cookies(self, who: str) -> dict[str, str]:
        return super().cookies(who) | {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}

    @property
    def database_url(self) -> str:
        """Compose's."""
        address = WEB["environment"]["DATABASE_URL"].replace("${DATABASE_PASSWORD:?}", PASSWORD)
        return address.replace("pool:6432", f"127.0.0.1:{self.pool}")


@contextmanager
def pooling(database: str, *, folder: Path) -> Iterator[Pooled]:
    pooled = Pooled(pool=free_port(), port=free_port())
    (folder / "users.txt").write_text(f'"learning" "{PASSWORD}"\n')
    (folder / "pgbouncer.ini").write_text(ini(database, pooled.pool, folder))
    becoming = ["--user=nobody"] if os.getuid() == 0 else []  # it refuses to be root
    with running([needed.PGBOUNCER.path, "--quiet", *becoming, str(folder / "pgbouncer.ini")], pooled.pool):
        yield pooled


def ini(database: str, port: int, folder: Path) -> str:
    """Few connections, so that those who ask at once are many."""
    text = (DEPLOY / "pgbouncer.ini").read_text()
    server = connection.settings_dict
    here = {
        "host": server["HOST"],
        "port": server["PORT"],
        "user": server["USER"],
        "password": server["PASSWORD"],
    }
    changes = {
        r"host=database port=5432": " ".join(f"{name}={value}" for name, value in here.items() if value)
        + f" dbname={database}",
        r"listen_addr = 0\.0\.0\.0": "listen_addr = 127.0.0.1",
        r"listen_port = 6432": f"listen_port = {port}",
        r"/run/learning/users\.txt": f"{folder}/users.txt",
        r"default_pool_size = 20": f"default_pool_size = {SERVERS}",
        r"reserve_pool_size = 5": "reserve_pool_size = 0",
    }
    for found, put in changes.items():
        text, times = re.subn(found, put, text)
        assert times == 1, found
    return text
