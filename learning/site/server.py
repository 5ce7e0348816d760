"""A production server on one machine: the web process and the background worker, stopped together."""

import http.client
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from django.conf import settings

# One process with eight threads: SQLite has one writer, and threads wait for it more cheaply than processes.
# The backlog holds a burst of 500 people until a thread is free, and whoever is beyond worker-connections.
GUNICORN = (
    "--worker-class=gthread",
    "--workers=1",
    "--threads=8",
    "--backlog=2048",
    "--worker-connections=2000",
    "--timeout=60",
    "--graceful-timeout=20",
    "--keep-alive=15",
    "--no-control-socket",
    "--log-level=warning",
)
OPEN_FILES = 65_536
GRACE_SECONDS = 25
TICK_SECONDS = 0.2
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class ProgramEnded(Exception):
    """One of the programs ended though nobody had asked it to; the others have been stopped."""


def programs(host: str, port: int) -> dict[str, list[str]]:
    """What is run, by the name it is known by in messages."""
    application = settings.WSGI_APPLICATION.rpartition(".")[0]
    return {
        "web server": [sys.executable, "-m", "gunicorn", application, f"--bind={host}:{port}", *GUNICORN],
        "background worker": [sys.executable, "manage.py", "worker"],
    }


def is_taken(host: str, port: int) -> bool:
    """Whether something listens there already."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError:
            return True
    return False


def wait_for_answer(host: str, port: int) -> threading.Event:
    """An event that is set once a request has had an answer of any kind. One request, sent when it is taken.

    The socket takes connections long before: they wait in it while the web process starts.
    """
    answered = threading.Event()
    threading.Thread(target=_ask, args=(host, port, answered), daemon=True).start()
    return answered


def _ask(host: str, port: int, answered: threading.Event) -> None:
    visited = settings.ALLOWED_HOSTS[0].lstrip(".*") if settings.ALLOWED_HOSTS else ""
    while not answered.is_set():
        connection = http.client.HTTPConnection(host, port)
        try:
            connection.request("GET", "/robots.txt", headers={"Host": visited or "localhost"})
            connection.getresponse().read()
            answered.set()
        except (OSError, http.client.HTTPException):
            time.sleep(TICK_SECONDS)
        finally:
            connection.close()


def allow_open_files() -> None:
    """Every visitor takes an open file, and the usual limit of 1,024 is soon met. Children inherit it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def supervise(
    commands: dict[str, list[str]], *, is_ready: Callable[[], bool], on_ready: Callable[[], None]
) -> None:
    """Run several programs until told to stop; then stop them all. Returns when all have ended.

    Raises ProgramEnded when one ends by itself. Nothing is started again: that is for whoever started us
    (systemd, or someone at a terminal), who sees it in the exit code.
    """
    told = _listen()
    running = {}
    announced = False
    try:
        for name, command in commands.items():
            running[name] = _start(command)
        while not told:
            _refuse_ended(running)
            if not announced and is_ready():
                announced = True
                on_ready()
            time.sleep(TICK_SECONDS)
    finally:
        _stop(list(running.values()))


def _start(command: list[str]) -> subprocess.Popen:
    """In a session of its own, so that Ctrl-C reaches only us, and we ask it to end in good order."""
    return subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)  # noqa: S603  our own words


def _refuse_ended(running: dict[str, subprocess.Popen]) -> None:
    for name, process in running.items():
        if process.poll() is not None:
            raise ProgramEnded(f"The {name} ended by itself (exit code {process.returncode}).")


def _listen() -> list[int]:
    """A list that is empty until a signal tells us to stop."""
    told = []
    for number in STOPPING:
        signal.signal(number, lambda number, frame: told.append(number))
    return told


def _stop(processes: list[subprocess.Popen]) -> None:
    """Ask all to end; end what is still there after a while."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for process in processes:
        try:
            process.wait(timeout=max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
