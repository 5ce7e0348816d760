"""The production server as a process of its own: it starts, serves, stops, and says why it stopped."""

import os
import re
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

STARTING = 90


class Served:
    """A running `manage.py serve` on a database of its own."""

    def __init__(self, data):
        self.port = free_port()
        self.log = data / "log"
        environment = {
            "DJANGO_SETTINGS_MODULE": "tests.server_settings",
            "DATA_DIR": str(data),
            "DATABASE_URL": "",
        }
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(self.port)],
                cwd=settings.BASE_DIR,
                env=os.environ | environment | {"ROOT_URLCONF_HELLO": "1"},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until(self, words: str) -> None:
        deadline = time.monotonic() + STARTING
        while words not in self.log.read_text():
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)

    def children(self) -> list[int]:
        found = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True
        )
        return [int(pid) for pid in found.stdout.split()]

    def child(self, name: str) -> int:
        return next(pid for pid in self.children() if name in command_of(pid))


def command_of(pid: int) -> str:
    with open(f"/proc/{pid}/cmdline") as line:
        return line.read().replace("\0", " ")


def is_running(pid: int) -> bool:
    return os.path.exists(f"/proc/{pid}")


@pytest.fixture
def served(tmp_path):
    started = Served(tmp_path)
    yield started
    if started.process.poll() is None:
        started.process.terminate()
        started.process.wait(timeout=40)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_serves_and_stops_both_when_told(served, number):
    served.wait_until("Serving on")
    assert f"http://localhost:{served.port}" in served.log.read_text()
    with urllib.request.urlopen(f"http://127.0.0.1:{served.port}/hello/", timeout=20) as response:
        assert response.status == 200
    children = served.children()
    assert len(children) == 2
    served.process.send_signal(number)
    assert served.process.wait(timeout=40) == 0
    assert served.log.read_text().rstrip().endswith("Stopped.")
    assert not [pid for pid in children if is_running(pid)]


@pytest.mark.parametrize(("killed", "name"), [("gunicorn", "web server"), ("worker", "background worker")])
def test_when_one_of_the_two_dies_the_other_is_stopped_and_the_exit_code_says_so(served, killed, name):
    served.wait_until("Serving on")
    children = served.children()
    os.kill(served.child(killed), signal.SIGKILL)
    assert served.process.wait(timeout=40) == 1
    assert re.search(
        rf"The {name} ended by itself \(exit code -9\). Everything else has been stopped.",
        served.log.read_text(),
    )
    assert not [pid for pid in children if is_running(pid) and command_of(pid)]


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
