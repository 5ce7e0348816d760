"""What measuring needs: one JSON object a line, the CPU of a process and all below it, and someone signed in."""

import json
import os
import re
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

REQUESTS = 100
ENOUGH_SECONDS = 20
TICKS = os.sysconf("SC_CLK_TCK")
PASSWORD = "think-family"  # noqa: S105  demonstration only


def say(name: str, value: float, unit: str) -> None:
    print(json.dumps({"name": name, "value": round(value, 3), "unit": unit}), flush=True)


def descendants(pid: int) -> list[int]:
    children = (Path(f"/proc/{pid}/task/{pid}/children").read_text()).split()
    return [pid, *(below for child in children for below in descendants(int(child)))]


def cpu_seconds(pid: int) -> float:
    total = 0
    for process in descendants(pid):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def memory_mb(pid: int) -> float:
    total = 0
    for process in descendants(pid):
        match = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
        total += int(match[1]) if match else 0
    return total / 1024


class Visitor:
    """Someone signed in at a server."""

    def __init__(self, server, email: str):
        self.server = server
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.send("/accounts/login/", self.token("/accounts/login/"), login=email, password=PASSWORD)
        assert b"tf-account" in self.read("/my-learning/"), email

    def read(self, path: str) -> bytes:
        return self.opener.open(self.server.url + path).read()

    def token(self, path: str) -> str:
        """What a form of this page sends along."""
        return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.read(path).decode())[1]

    def send(self, path: str, token: str, **fields: str) -> bytes:
        address = self.server.url + path
        form = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        return self.opener.open(urllib.request.Request(address, form, {"Referer": address})).read()


def cpu_ms(server, ask) -> float:
    """CPU of the server for one call of `ask`: over REQUESTS of them, or as many as ENOUGH_SECONDS hold."""
    warm_until = time.monotonic() + ENOUGH_SECONDS / 10
    for _ in range(10):
        ask()
        if time.monotonic() > warm_until:
            break
    before, began, asked = cpu_seconds(server.process.pid), time.monotonic(), 0
    while asked < REQUESTS and time.monotonic() - began < ENOUGH_SECONDS:
        ask()
        asked += 1
    return (cpu_seconds(server.process.pid) - before) * 1000 / asked
