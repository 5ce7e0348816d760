"""How the bench of many takes times: milliseconds, CPU and memory of this process, writers at once, and workers beside."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
WORKER = [sys.executable, "manage.py", "worker"]
WRITERS = 16
# So many requests; of slow pages as many as the seconds hold, and at least FEWEST.
REQUESTS, FEWEST, LONGEST_SECONDS = 200, 10, 60


class Timed(NamedTuple):
    """`cpu` is milliseconds of this process for each."""

    walls: list[float]
    cpu: float


def timed(ask: Callable[[], object]) -> Timed:
    for _ in range(3):
        ask()
    walls, used, began = [], time.process_time(), time.monotonic()
    while len(walls) < REQUESTS and (len(walls) < FEWEST or time.monotonic() - began < LONGEST_SECONDS):
        walls.append(milliseconds(ask))
    return Timed(walls, (time.process_time() - used) * 1000 / len(walls))


def milliseconds(ask: Callable[[], object]) -> float:
    before = time.perf_counter()
    ask()
    return (time.perf_counter() - before) * 1000


def share(values: list[float], part: float) -> float:
    """The value that so large a part of them stay below: 0.95 for the 95th of a hundred."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


def at_once(write: Callable[[object], object], people: list) -> list[float]:
    """Milliseconds of each write by WRITERS threads."""
    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(lambda person: milliseconds(lambda: write(person)), people))


@contextmanager
def a_worker() -> Iterator[None]:
    """As it runs in production, beside."""
    worker = subprocess.Popen(WORKER, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


def work_off(*words: str) -> resource.struct_rusage:
    """What a worker of its own used until nothing was ready."""
    worker = subprocess.Popen([*WORKER, "--once", *words], cwd=ROOT, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(worker.pid, 0)
    worker.returncode = os.waitstatus_to_exitcode(status)
    return used


def memory_mb(what: str) -> float:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(what))
    return int(line.split()[1]) / 1024


def forget_the_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")
