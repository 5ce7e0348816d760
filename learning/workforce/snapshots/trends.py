"""Months one after another, from what was kept of each: a line for each course, and its table."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse

from learning.workforce.filters import Asked
from learning.workforce.snapshots.rows import SnapshotName, SnapshotRow
from learning.workforce.words import LOOKS

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 88, 12, 18, 42
LINES_AT = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Point:
    """A month. x and y are units of the drawing; y is None when nobody was due, and then there is no point."""

    month_end: datetime.date
    url: str
    row: SnapshotRow
    x: float
    y: float | None
    labelled: bool

    @property
    def word(self) -> str:
        return LOOKS[self.row.count.level][0]


@dataclass(frozen=True)
class Trend:
    """A course over the months. `lines` are stretches of months in which somebody was due, as SVG has them; oldest first."""

    course: str
    points: list[Point]
    lines: list[str]
    target_y: float | None
    target_pct: int | None

    @property
    def words(self) -> str:
        """All that the drawing says, for whoever does not see it."""
        seen = [point for point in self.points if point.y is not None]
        if not seen:
            return "Nobody was due in any month."
        first, last = seen[0], seen[-1]
        if first is last:
            return f"{last.month_end:%B %Y}: {last.row.count.percentage}%."
        return (
            f"From {first.row.count.percentage}% in {first.month_end:%B %Y} "
            f"to {last.row.count.percentage}% in {last.month_end:%B %Y}."
        )


SCALE = [(percent, round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - percent / 100), 1)) for percent in LINES_AT]


def trends(snapshots: QuerySet, *, dimension: str, key: int) -> list[Trend]:
    """A trend of each course that was required in some of the months, in the order of the catalogue then. Two queries more than
    the snapshots themselves.
    """
    months = sorted(snapshots, key=lambda each: each.month_end)
    rows = SnapshotRow.objects.filter(
        snapshot__in=months, asked=Asked.REQUIRED, dimension=dimension, key=key
    ).order_by("course__path", "pk")
    by_course = defaultdict(dict)
    for row in rows:
        by_course[row.course_id][row.snapshot_id] = row
    titles = dict(_titles(months))
    return [_trend(titles.get(course, ""), months, found) for course, found in by_course.items()]


def _titles(months) -> list[tuple[int, str]]:
    """Courses as they were called in the newest month that names them."""
    names = SnapshotName.objects.filter(snapshot__in=months, what=SnapshotName.What.COURSE)
    return names.order_by("snapshot__month_end").values_list("key", "name")


def _trend(course: str, months: list, found: dict) -> Trend:
    """From the first month to the last in which the course was counted for this row."""
    there = [number for number, month in enumerate(months) if month.pk in found]
    points = []
    for place, number in enumerate(there):
        month = months[number]
        row = found[month.pk]
        share = row.count.percentage
        points.append(
            Point(
                month_end=month.month_end,
                url=reverse("snapshot", args=[month.pk]),
                row=row,
                x=_x(place, len(there)),
                y=None if share is None else _y(share),
                labelled=place in {0, len(there) - 1},
            )
        )
    target = points[-1].row.target_pct
    return Trend(course, points, _lines(points), None if target is None else _y(target), target)


def _x(place: int, of: int) -> float:
    room = WIDTH - LEFT - RIGHT
    return round(LEFT + (room / 2 if of == 1 else room * place / (of - 1)), 1)


def _y(percent: int | Decimal) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - float(percent) / 100), 1)


def _lines(points: list[Point]) -> list[str]:
    """Broken where a month has nobody due."""
    stretches: list[list[str]] = [[]]
    for point in points:
        if point.y is None:
            stretches.append([])
        else:
            stretches[-1].append(f"{point.x},{point.y}")
    return [" ".join(stretch) for stretch in stretches if len(stretch) > 1]
