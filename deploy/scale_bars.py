"""What the measures of a partnership of many are held against: each bar passed or not, from lines of the bench, on one engine at a time."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

BASE, MOST = 1000, 1_000_000
PAGES = ("matrix", "team", "person", "forecast", "completion")
GROWS = 1.5
AT_100_K = {
    "matrix_cpu": 150,
    "csv_first_byte": 1,
    "csv_total": 60,
    "csv_memory": 50,
}
LAG_SECONDS, WRITERS_RATIO = 5, 3
NAME = re.compile(r"(?P<engine>sqlite|postgresql)_(?P<staff>\d+)_(?P<what>\w+)")

Values = dict[str, float]


def judged(lines: Iterable[dict]) -> Iterator[dict]:
    """A line for each ratio p95 of a size by p95 of 1,000, and for each bar that these lines can say something about."""
    engines: dict[str, dict[int, Values]] = defaultdict(lambda: defaultdict(dict))
    for line in lines:
        if found := NAME.fullmatch(line["name"]):
            engines[found["engine"]][int(found["staff"])][found["what"]] = line["value"]
    for engine, sizes in sorted(engines.items()):
        yield from _ratios(engine, sizes)
        for staff, values in sorted(sizes.items()):
            yield from _bars(f"{engine}_{staff}", staff, values)


def _ratios(engine: str, sizes: dict[int, Values]) -> Iterator[dict]:
    base = sizes.get(BASE, {})
    for staff, values in sorted(sizes.items()):
        for page in PAGES if staff != BASE else ():
            ours, theirs = values.get(f"{page}_p95"), base.get(f"{page}_p95")
            if ours and theirs:
                bar = GROWS if staff == MOST else None
                yield _line(f"{engine}_{staff}_{page}_p95_to_{BASE}", ours / theirs, "times", bar)


def _bars(name: str, staff: int, values: Values) -> Iterator[dict]:
    for what, bar in AT_100_K.items() if staff == 100_000 else ():
        if what in values:
            yield _line(f"{name}_{what}", values[what], "of the bar's unit", bar)
    if "lag_p99" in values:
        yield _line(f"{name}_lag_p99", values["lag_p99"], "s", LAG_SECONDS)
    kept, none = values.get("writers_p99"), values.get("writers_without_figures_p99")
    if kept and none:
        yield _line(f"{name}_writers_p99_to_none", kept / none, "times", WRITERS_RATIO)


def _line(name: str, value: float, unit: str, bar: float | None) -> dict:
    line = {"name": name, "value": round(value, 3), "unit": unit}
    return line if bar is None else line | {"bar": bar, "passed": value <= bar}
