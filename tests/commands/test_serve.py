"""The production server: it starts, serves, stops when told, and says why it stopped when it was not."""

import io
import os
import resource
import signal
import subprocess
import sys
import time
import urllib.request

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from learning.site import server
from tests.served.server import free_port

STARTING = 120
SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)",
]


@pytest.fixture
def own_signals():
    """Puts pytest's own handlers back."""
    kept = {number: signal.getsignal(number) for number in server.STOPPING}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.fixture
def started():
    """started(): the children since the test began; other tests of this process may keep a browser or a server."""
    before = children_of(os.getpid())
    return lambda: [pid for pid in children_of(os.getpid()) if pid not in before]


def is_running(pid: int) -> bool:
    return os.path.exists(f"/proc/{pid}")


@pytest.mark.usefixtures("own_signals")
class TestSupervising:
    @pytest.mark.parametrize("number", server.STOPPING)
    def test_a_signal_stops_everything(self, number, started):
        children = []

        def tell():
            children.extend(started())
            os.kill(os.getpid(), number)

        server.supervise({"one": SLEEPER, "other": SLEEPER}, is_ready=lambda: True, on_ready=tell)
        assert len(children) == 2
        assert not [pid for pid in children if is_running(pid)]

    @pytest.mark.parametrize("name", ["web server", "background worker"])
    def test_when_one_ends_the_other_is_stopped_and_the_one_is_named(self, name, started):
        children = []
        commands = {"web server": SLEEPER, "background worker": SLEEPER}

        def kill():
            children.extend(started())
            os.kill(children[list(commands).index(name)], signal.SIGKILL)

        with pytest.raises(server.ProgramEnded, match=rf"The {name} ended by itself \(exit code -9\)."):
            server.supervise(commands, is_ready=lambda: True, on_ready=kill)
        assert len(children) == 2
        assert not [pid for pid in children if is_running(pid)]

    def test_what_does_not_stop_in_time_is_ended(self, monkeypatch, started):
        monkeypatch.setattr(server, "GRACE_SECONDS", 1)
        children = []

        def tell():
            children.extend(started())
            os.kill(os.getpid(), signal.SIGTERM)

        server.supervise({"stubborn": STUBBORN}, is_ready=lambda: True, on_ready=tell)
        assert not [pid for pid in children if is_running(pid)]

    def test_it_is_announced_once_and_only_when_ready(self):
        looks = iter([False, False, True, True])
        announced = []

        def announce():
            announced.append(next(looks, None))
            os.kill(os.getpid(), signal.SIGTERM)

        server.supervise({"one": SLEEPER}, is_ready=lambda: next(looks), on_ready=announce)
        assert announced == [True]

    def test_the_command_says_where_it_serves_once_it_answers(self, monkeypatch):
        port = free_port()
        plain = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
        monkeypatch.setattr(server, "programs", lambda host, port: {"web server": plain})
        told = Told()
        call_command("serve", port=port, stdout=told)
        assert f"Serving on http://localhost:{port}" in told.getvalue()
        assert told.getvalue().endswith("Stopped.\n")


class Told(io.StringIO):
    """Output that asks its own process to stop as soon as it is told where the site is."""

    def flush(self):
        if "Serving on" in self.getvalue() and "Stopped" not in self.getvalue():
            os.kill(os.getpid(), signal.SIGTERM)


def children_of(pid: int) -> list[int]:
    """In the order in which they were started; the ps that looks is left out."""
    looking = subprocess.Popen(["ps", "-o", "pid=", "--ppid", str(pid)], stdout=subprocess.PIPE, text=True)
    found = [int(line) for line in looking.communicate()[0].split()]
    return sorted(child for child in found if child != looking.pid)


def test_the_command_serves_on_the_port_and_ctrl_c_stops_it(tmp_path):
    port = free_port()
    log = tmp_path / "log"
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.server_settings",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "ROOT_URLCONF_HELLO": "1",
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=settings.BASE_DIR,
            env=os.environ | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until(lambda: f"Serving on http://localhost:{port}" in log.read_text(), process)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/hello/", timeout=60) as response:
            assert response.status == 200
        children = children_of(process.pid)
        assert len(children) == 2
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
        assert log.read_text().rstrip().endswith("Stopped.")
        assert not [pid for pid in children if is_running(pid)]
    finally:
        process.terminate()
        process.wait(timeout=60)


def wait_until(condition, process) -> None:
    deadline = time.monotonic() + STARTING
    while not condition():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.usefixtures("own_signals")
def test_a_program_that_ends_by_itself_is_told_in_the_exit_code(monkeypatch):
    monkeypatch.setattr(server, "GUNICORN", ("--no-such-option",))
    with pytest.raises(
        CommandError, match="The web server ended .* Everything else has been stopped"
    ) as refused:
        call_command("serve", port=free_port())
    assert refused.value.returncode == 1


@pytest.mark.parametrize(("soft", "expected"), [(256, 2048), (2048, 2048)])
def test_as_many_open_files_are_allowed_as_may_be(soft, expected, monkeypatch):
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    monkeypatch.setattr(server, "OPEN_FILES", 2048)
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, before[1]))
    try:
        server.allow_open_files()
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == expected
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_port_in_use_is_refused_in_words():
    port = free_port()
    with server.socket.socket() as listener:
        listener.bind(("127.0.0.1", port))
        listener.listen()
        with pytest.raises(CommandError, match=f"Port {port} is in use already"):
            call_command("serve", port=port)


@pytest.mark.parametrize("port", [0, -1, 70_000])
def test_a_port_that_cannot_be_is_refused_in_words(port):
    with pytest.raises(CommandError, match="from 1 to 65535"):
        call_command("serve", port=port)


def test_one_process_with_eight_threads_and_a_long_queue_serves():
    command = " ".join(server.programs("127.0.0.1", 8000)["web server"])
    for expected in (
        "learning.wsgi",
        "--bind=127.0.0.1:8000",
        "--workers=1",
        "--threads=8",
        "--backlog=2048",
    ):
        assert expected in command
