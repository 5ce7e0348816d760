"""Measures of a partnership of many, one JSON object a line: `make bench ARGS="scale 1000 10000"`, or as part of `make bench`.

Each size is seeded into a database of its own: SQLite in a folder that is deleted, or, with --postgres ADDRESS (of a server on which
databases may be made), PostgreSQL. All staff are in one organisation unless --organisations says otherwise: the hardest case. With
--existing nothing is seeded or deleted: it names databases of that server, or folders with a db.sqlite3, that seed_scale has filled.
Pages are asked for in this process, so CPU is Python's and not the database's; the worker runs beside. At the end each bar is judged;
--with FILE adds the lines of earlier runs, so that sizes can be measured apart.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from deploy.scale_bars import judged  # noqa: E402  the path is set above

MANAGE = [sys.executable, "manage.py"]
Lines = list[dict]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("staff", type=int, nargs="*")
    parser.add_argument("--postgres", help="Such as postgres://postgres@localhost:5432")
    parser.add_argument("--organisations", type=int, default=1)
    parser.add_argument("--existing", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--only", nargs="+", default=[], help="Of: pages completions csv xlsx")
    parser.add_argument("--with", nargs="+", default=[], dest="earlier", metavar="FILE", type=Path)
    chosen = parser.parse_args(arguments)
    lines = [line for file in chosen.earlier for line in read(file)]
    for name in chosen.existing:
        lines += existing(name, chosen.postgres, chosen.only)
    for staff in chosen.staff or ([] if chosen.existing or chosen.earlier else [1000, 10_000]):
        with tempfile.TemporaryDirectory() as folder, database(staff, chosen.postgres) as address:
            lines += seeded(staff, chosen.organisations, environment(folder, address), chosen.only)
    for line in judged(lines):
        tell(line)


def read(file: Path) -> Lines:
    """Those of its lines that are measures."""
    return [json.loads(line) for line in file.read_text().splitlines() if line.startswith("{")]


def environment(folder: str, address: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    own |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "tests.server_settings", "WITHOUT_MONTHS": "1"}
    return own | ({"DATABASE_URL": address} if address else {})


@contextmanager
def database(staff: int, server: str | None) -> Iterator[str]:
    """The address of a database that is gone afterwards; "" for SQLite's in its folder."""
    if not server:
        yield ""
        return
    import psycopg  # noqa: PLC0415  where there is a server

    name = f"bench_{staff}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as postgres:
        postgres.execute(f"DROP DATABASE IF EXISTS {name}")
        postgres.execute(f"CREATE DATABASE {name}")
        yield f"{server}/{name}"
        postgres.execute(f"DROP DATABASE {name} WITH (FORCE)")


def existing(name: str, server: str | None, only: list[str]) -> Lines:
    """Measured as it stands, after migrate. What is measured adds certificates to it, and so figures."""
    if server:
        with tempfile.TemporaryDirectory() as folder:
            return prepared(environment(folder, f"{server}/{name}"), only)
    return prepared(environment(name, ""), only)


def seeded(staff: int, organisations: int, own: dict[str, str], only: list[str]) -> Lines:
    manage("migrate", own)
    began, used = time.monotonic(), children_cpu()
    manage("seed_scale", own, "--staff", str(staff), "--organisations", str(organisations))
    lines = [
        {"name": f"seed_{staff}", "value": round(time.monotonic() - began, 1), "unit": "s"},
        {"name": f"seed_{staff}_cpu", "value": round(children_cpu() - used, 1), "unit": "CPU-s"},
    ]
    for line in lines:
        tell(line)
    return lines + prepared(own, only)


def prepared(own: dict[str, str], only: list[str]) -> Lines:
    manage("migrate", own)
    manage("collectstatic", own, "--no-input")
    words = [sys.executable, str(ROOT / "deploy" / "scale_figures.py"), *only]
    measuring = subprocess.Popen(words, cwd=ROOT, env=own, stdout=subprocess.PIPE, text=True)
    lines = []
    for line in measuring.stdout:
        print(line, end="", flush=True)
        lines.append(json.loads(line))
    if measuring.wait():
        raise SystemExit(f"What was measured broke off: {measuring.returncode}")
    return lines


def manage(command: str, own: dict[str, str], *words: str) -> None:
    words = [*MANAGE, command, *words, "--verbosity", "0"]
    subprocess.run(words, cwd=ROOT, env=own, check=True, stdout=subprocess.DEVNULL)


def children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def tell(line: dict) -> None:
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
