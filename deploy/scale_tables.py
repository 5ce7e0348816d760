"""The curves as docs/scale.md shows them, from lines of the bench: `python deploy/scale_tables.py FILE …` prints Markdown."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from deploy.scale_bars import NAME, judged  # noqa: E402  the path is set above

GAP = "…"
COLUMNS = [
    *[("sqlite", staff) for staff in (1000, 10_000, 100_000)],
    *[("postgresql", staff) for staff in (1000, 10_000, 100_000, 1_000_000)],
]
PAGES = {
    "matrix": "Matrix, 27 groups by 36 courses",
    "team": "A team",
    "person": "One person",
    "forecast": "My organisation today",
    "partnership": "The partnership",
    "completion": "One completion",
}
REST = {
    "lag_p50": "Lag of the figures, middle, s",
    "lag_p99": "Lag, 99 of 100, s",
    "writers_p99": "16 writers on one course, 99 of 100, ms",
    "writers_without_figures_p99": "The same without figures, ms",
    "csv_lines": "CSV of everyone and every course: lines",
    "csv_first_byte": "Its first byte, s",
    "csv_total": "All of it, s",
    "csv_memory": "Memory that it adds, MB",
    "xlsx_total": "XLSX of the same, by the worker, s",
    "xlsx_memory": "Memory of that process, MB",
}


def main(files: list[str]) -> None:
    texts = [line for file in files for line in Path(file).read_text().splitlines()]
    lines = [json.loads(line) for line in texts if line.startswith("{")]
    found = {line["name"]: line["value"] for line in lines if NAME.fullmatch(line["name"])}
    print("\n".join(_table("p95 in ms / CPU-ms", {page: _page(found, page) for page in PAGES}, PAGES)))
    print()
    print("\n".join(_table("", {what: _plain(found, what) for what in REST}, REST)))
    print("\n| Bar | Measured | At most | |\n|---|---|---|---|")
    for line in judged(lines):
        if "bar" in line:
            said = "passed" if line["passed"] else "**not passed**"
            print(f"| {line['name']} | {line['value']} | {line['bar']} | {said} |")


def _page(found: dict[str, float], page: str) -> list[str]:
    return [
        f"{found[p95]:.0f} / {found.get(f'{engine}_{staff}_{page}_cpu', 0):.0f}" if p95 in found else GAP
        for engine, staff in COLUMNS
        for p95 in [f"{engine}_{staff}_{page}_p95"]
    ]


def _plain(found: dict[str, float], what: str) -> list[str]:
    names = [f"{engine}_{staff}_{what}" for engine, staff in COLUMNS]
    return [_number(found[name]) if name in found else GAP for name in names]


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004  three signs are enough


def _table(title: str, rows: dict[str, list[str]], words: dict[str, str]) -> Iterator[str]:
    heads = [f"{'SQLite' if engine == 'sqlite' else 'PostgreSQL'} {staff:,}" for engine, staff in COLUMNS]
    yield f"| {' | '.join([title, *heads])} |"
    yield "|---" * (len(COLUMNS) + 1) + "|"
    for what, cells in rows.items():
        yield f"| {' | '.join([words[what], *cells])} |"


if __name__ == "__main__":
    main(sys.argv[1:])
