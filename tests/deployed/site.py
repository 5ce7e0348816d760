"""The site by what deploy/ says: production's settings, the environment of the sample and of compose, gunicorn as it is begun there."""

import json
import os
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from tests.served.forks import Forks

DEPLOY = Path(settings.BASE_DIR) / "deploy"
WEB = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]["web"]
UNIT = (DEPLOY / "systemd" / "learning-web.service").read_text()
BY_SYSTEMD = shlex.split(re.search(r"^ExecStart=\S+/(gunicorn .+)$", UNIT, re.M)[1])
BY_COMPOSE = WEB["command"]
NAME = "learning.example.org"
STARTING = 60


def environment(data: Path, **given: str) -> dict[str, str]:
    """The sample's and compose's, filled in."""
    lines = (DEPLOY / "environment.sample").read_text().splitlines()
    sample = dict(line.split("=", 1) for line in lines if re.match(r"\w+=", line))
    filled = {
        "SECRET_KEY": "of no use to anybody, since it is for tests alone 0123456789",
        "DATA_DIR": str(data),
    }
    return {**os.environ, **sample, **WEB["environment"], **filled, **given}


def lay_static_files(data: Path) -> None:
    """Each under its own name, and one of them there: to collect them all takes half a minute."""
    names = [path for finder in get_finders() for path, _ in finder.list([])]
    folder = data / "static" / "css"
    folder.mkdir(parents=True)
    told = {"version": "1.1", "hash": "", "paths": {name: name for name in names}}
    (data / "static" / "staticfiles.json").write_text(json.dumps(told))
    (folder / "app.css").write_bytes((Path(settings.BASE_DIR) / "static/css/app.css").read_bytes())


@contextmanager
def served(words: list[str], port: int, *, given: dict[str, str], log: Path) -> Iterator[dict]:
    """A site with content, of which it gives what content.write() tells. `words` begin gunicorn; `log` is its access log, a line
    for each request: how it was asked, and which headers a proxy is believed by.
    """
    words = [re.sub(r"(127\.0\.0\.1|0\.0\.0\.0):8000$", f"127.0.0.1:{port}", word) for word in words]
    headers = [f"%({{{name}}}i)s" for name in ("host", "x-forwarded-for", "x-forwarded-proto")]
    logged = [f"--access-logfile={log}", f"--access-logformat={' '.join(['%(r)s', *headers])}"]
    with running([sys.executable, "-m", *words, *logged], port, cwd=settings.BASE_DIR, env=given):
        forks = Forks(given)
        try:
            told = forks.run(
                "import json; from tests.deployed.content import write; print(json.dumps(write()))"
            )
            yield json.loads(told.strip().rpartition("\n")[2]) | {"run": forks.run}
        finally:
            forks.close()


@contextmanager
def running(words: list[str], port: int, **how) -> Iterator[subprocess.Popen]:
    """A program, from when it takes connections."""
    program = subprocess.Popen(words, **how)
    try:
        deadline = time.monotonic() + STARTING
        while not takes_connections(port):
            assert program.poll() is None, f"{words[0]} ended with {program.returncode}"
            assert time.monotonic() < deadline, f"{words[0]} does not listen"
            time.sleep(0.02)
        yield program
    finally:
        program.terminate()
        program.wait(timeout=30)


def takes_connections(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0
