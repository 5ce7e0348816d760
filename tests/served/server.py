"""The real server on the demonstration content, started once for a run."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from tests.served.forks import Forks

ROOT = Path(__file__).resolve().parents[2]
STARTING = 60


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@dataclass
class Server:
    """A running `manage.py serve`, with the data folder and environment it was given."""

    url: str
    port: int
    data: Path
    environment: dict[str, str]
    process: subprocess.Popen | None = None
    forks: Forks | None = None

    def manage(self, *arguments: str) -> str:
        """Run a management command on this server's database and return what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def run(self, code: str) -> str:
        """Run some Python on this server's database; the last line printed is returned."""
        self.forks = self.forks or Forks(self.environment)
        return self.forks.run(code).strip().rpartition("\n")[2]

    def mail(self) -> list[str]:
        return [path.read_text() for path in sorted((self.data / "mail").glob("*.eml"))]

    def start(self) -> "Server":
        log = (self.data / "server.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(self.port)],
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        log.close()
        deadline = time.monotonic() + STARTING
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log()
            try:
                urllib.request.urlopen(f"{self.url}/robots.txt", timeout=5)
            except OSError:  # not there yet, or too busy to answer
                time.sleep(0.2)
            else:
                return self
        raise AssertionError("The server did not start: " + self.log())

    def stop(self) -> None:
        if self.forks:
            self.forks.close()
            self.forks = None
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=30)

    def whole_log(self) -> str:
        return (self.data / "server.log").read_text()

    def log(self) -> str:
        return self.whole_log()[-4000:]


def demonstration(data: Path, *arguments: str, database_url: str = "") -> Server:
    """The demonstration content in a folder and a database of its own, loaded now; not started yet."""
    server = server_on(data, database_url=database_url)
    server.manage("demo", "--no-serve", *arguments)
    return server


def server_on(data: Path, *, database_url: str = "") -> Server:
    """A server for what is in a folder and a database; not started yet."""
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.server_settings",
        "DATA_DIR": str(data),
        "PORT": str(port),
    }
    environment.pop("DATABASE_URL", None)
    if database_url:
        environment["DATABASE_URL"] = database_url
    return Server(f"http://localhost:{port}", port, data, environment)
