"""Measures of a partnership of many, one JSON object a line: `python deploy/bench_scale.py 1000 10000`, or as part of `make bench`.

Each size is seeded into a database of its own: SQLite in a folder that is deleted, or, with --postgres ADDRESS (of a server on which
databases may be made), PostgreSQL. All staff are in one organisation unless --organisations says otherwise: the hardest case. Pages
are asked for in this process, so CPU is Python's and not the database's; the worker runs beside.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
REQUESTS, WRITERS, EACH, COMPLETIONS = 40, 16, 6, 60
LONGEST_SECONDS = 60


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("staff", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--postgres", help="Such as postgres://postgres@localhost:5432")
    parser.add_argument("--organisations", type=int, default=1)
    parser.add_argument("--seeded", action="store_true", help="Measure what DATABASE_URL and DATA_DIR hold.")
    chosen = parser.parse_args(arguments)
    if chosen.seeded:
        measure(chosen.staff[0])
        return
    for staff in chosen.staff:
        with tempfile.TemporaryDirectory() as folder, database(staff, chosen.postgres) as address:
            one_size(staff, chosen.organisations, environment(folder, address))


def environment(folder: str, address: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    own |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "tests.server_settings"}
    return own | ({"DATABASE_URL": address} if address else {})


@contextmanager
def database(staff: int, server: str | None) -> Iterator[str]:
    """The address of a database that is gone afterwards; "" for SQLite's in its folder."""
    if not server:
        yield ""
        return
    import psycopg  # noqa: PLC0415  where there is a server

    name = f"scale_{staff}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as postgres:
        postgres.execute(f"DROP DATABASE IF EXISTS {name}")
        postgres.execute(f"CREATE DATABASE {name}")
        yield f"{server}/{name}"
        postgres.execute(f"DROP DATABASE {name} WITH (FORCE)")


def one_size(staff: int, organisations: int, own: dict[str, str]) -> None:
    manage = [sys.executable, "manage.py"]
    for words in (["migrate"], ["collectstatic", "--no-input"]):
        subprocess.run([*manage, *words, "--verbosity", "0"], cwd=ROOT, env=own, check=True)
    began, used = time.monotonic(), children_cpu()
    words = ["seed_scale", "--staff", str(staff), "--organisations", str(organisations)]
    subprocess.run([*manage, *words], cwd=ROOT, env=own, check=True, stdout=subprocess.DEVNULL)
    tell(f"seed_{staff}", time.monotonic() - began, "s")
    tell(f"seed_{staff}_cpu", children_cpu() - used, "CPU-s")
    subprocess.run([sys.executable, __file__, str(staff), "--seeded"], cwd=ROOT, env=own, check=True)


def children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def tell(name: str, value: float, unit: str) -> None:
    print(json.dumps({"name": name, "value": round(value, 3), "unit": unit}), flush=True)


def measure(staff: int) -> None:
    """In a process of its own, with Django loaded for the database that is to be measured."""
    import django  # noqa: PLC0415  its settings are known only now

    django.setup()
    from deploy import scale_figures  # noqa: PLC0415  it needs Django

    scale_figures.measure(staff, say=tell)


def timed(ask: Callable[[], object], times: int = REQUESTS) -> tuple[float, float, float]:
    """Milliseconds: the middle one, the one that 95 of 100 stay below, and CPU of this process for each."""
    for _ in range(3):
        ask()
    walls, used, began = [], time.process_time(), time.monotonic()
    while len(walls) < times and (len(walls) < 5 or time.monotonic() - began < LONGEST_SECONDS):
        before = time.perf_counter()
        ask()
        walls.append((time.perf_counter() - before) * 1000)
    cpu = (time.process_time() - used) * 1000 / len(walls)
    return statistics.median(walls), share(walls, 0.95), cpu


def share(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


def at_once(write: Callable[[object], None], people: list) -> list[float]:
    """Milliseconds of each write by WRITERS threads."""

    def one(person) -> float:
        before = time.perf_counter()
        write(person)
        return (time.perf_counter() - before) * 1000

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(one, people))


@contextmanager
def a_worker(own: dict[str, str] | None = None) -> Iterator[None]:
    words = [sys.executable, "manage.py", "worker", "--interval", "0.2"]
    worker = subprocess.Popen(words, cwd=ROOT, env=own or os.environ, stderr=subprocess.DEVNULL)
    try:
        time.sleep(6)
        yield
    finally:
        worker.terminate()
        worker.wait()


def memory_mb(what: str) -> float:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(what))
    return int(line.split()[1]) / 1024


def forget_the_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


if __name__ == "__main__":
    main()
