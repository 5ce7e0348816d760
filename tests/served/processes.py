"""The processes of a served site, and their sudden end."""

import os
import signal
from pathlib import Path

from tests.served.server import Server


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    return [pid] + [below for child in children(pid) for below in tree(child)]


def web_process(server: Server) -> int | None:
    """The one that answers requests: a child of the one that listens, which starts another when it dies."""
    for child in children(server.process.pid):
        if b"gunicorn" in Path(f"/proc/{child}/cmdline").read_bytes():
            return next(iter(children(child)), None)
    return None


def kill(server: Server) -> None:
    """All of them at once, as when the power fails: nothing gets to say goodbye."""
    for pid in tree(server.process.pid):
        os.kill(pid, signal.SIGKILL)
    server.process.wait()
