"""The table as it is shown: rows by courses, each number with the way to its people."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import SafeString
from wagtail.models import Page

from learning.workforce.counting import Count, Level
from learning.workforce.figures import Figures
from learning.workforce.filters import BY_GROUP, Asked, Filters, Which
from learning.workforce.matrix.cells import cells_html
from learning.workforce.matrix.rows import RowHead, Rows
from learning.workforce.words import LOOKS, counted_up_to, left_out_in_words

LATE = [(Which.LATE, "overdue"), (Which.NEVER, "of them never completed")]
SOON = [
    (Which.WITHIN_30, "to lapse within 30 days"),
    (Which.WITHIN_60, "to lapse within 60 days"),
    (Which.WITHIN_90, "to lapse within 90 days"),
    (Which.LEFT_OUT, "left out, and why"),
]
WIDE = 6
OF_CAPTION = ("Side", "Staff group", "Course", "Kind of requirement")
ALL_COURSES = "All courses"
A_COURSE = "A-COURSE"
# Nobody is late for what is recommended.
TALLIES = {Asked.REQUIRED: [*LATE, *SOON], Asked.RECOMMENDED: SOON}


@dataclass(frozen=True)
class ShownCell:
    """One number. `word`, `icon` and `look` say how it stands to its target; the address leads to its people."""

    course: str
    count: Count
    url: str
    word: str
    icon: str
    look: str


@dataclass(frozen=True)
class Row:
    """A staff group, a team and so on, or the total. `left_out` counts people who are left out of any of its numbers.

    `url` leads to the table of what it is made of, or to its people; empty where there is neither. `all_courses` counts whoever
    is due for anything, and is late with nothing; None where that says no more than another cell, or nobody can be late.
    """

    name: str
    url: str
    side: str
    cells: list[ShownCell]
    left_out: int
    left_out_words: str
    left_out_url: str
    all_courses: ShownCell | None = None

    @property
    def cells_html(self) -> SafeString:
        return cells_html(self)


@dataclass(frozen=True)
class Tally:
    number: int
    words: str
    url: str


@dataclass(frozen=True)
class Course:
    """A course, and the address of the table of it alone."""

    title: str
    url: str


@dataclass(frozen=True)
class Step:
    """On the way from the whole to the team that was chosen."""

    title: str
    url: str


@dataclass(frozen=True)
class Overview:
    """All that the page and the file of the table hold. `as_at` is None where they were counted just now."""

    filters: Filters
    as_at: datetime.datetime | None
    caption: str
    label: str
    above: list[Step]
    courses: list[Course]
    rows: list[Row]
    total: Row
    tallies: list[Tally]

    @property
    def all_courses_url(self) -> str:
        """Where one course is chosen; else empty."""
        return _table_url(self.filters, course=None) if self.filters.course else ""

    @property
    def counted(self) -> str:
        """Up to when what was written is in the numbers, in words; empty where they were counted just now."""
        return counted_up_to(self.as_at) if self.as_at else ""

    @property
    def is_wide(self) -> bool:
        """Whether it has more columns of numbers than a screen has room for."""
        return len(self.courses) + bool(self.total.all_courses) > WIDE

    @property
    def everything_url(self) -> str:
        return reverse("workforce")


def overview(found: Figures, rows: Rows) -> Overview:
    """One query more than the figures and their rows: the names of courses."""
    counted = set(found.rows)
    courses = list(Page.objects.filter(pk__in=found.courses).order_by("path"))
    return Overview(
        filters=found.filters,
        as_at=found.as_at,
        caption=caption(found),
        label=rows.label,
        above=[Step(title, _table_url(found.filters, **changes)) for title, changes in _way_up(found, rows)],
        courses=[Course(course.title, _table_url(found.filters, course=course.pk)) for course in courses],
        rows=[_row(found, courses, head) for head in rows.heads if head.key in counted],
        total=_row(found, courses, RowHead(None, rows.total, {})),
        tallies=[_tally(found, *words) for words in TALLIES[found.filters.asked]],
    )


def _way_up(found: Figures, rows: Rows) -> list[tuple[str, dict[str, object]]]:
    """Also from one staff group to all."""
    whole = [("All staff groups", {"rows": None, "group": None})]
    is_below = found.filters.group and found.filters.rows != BY_GROUP
    return [*whole, *rows.above] if is_below else rows.above


def _row(found: Figures, courses: list[Page], head: RowHead) -> Row:
    left_out = found.left_out(head.key)
    return Row(
        name=head.name,
        url=_way_down(found.filters, head),
        side=head.side,
        cells=list(_cells(found, courses, head)),
        left_out=left_out.people,
        left_out_words=left_out_in_words(left_out.reasons),
        left_out_url=people_url(found.filters, **head.alone, status=Which.LEFT_OUT),
        all_courses=_all_courses(found, head) if len(courses) > 1 else None,
    )


def _all_courses(found: Figures, head: RowHead) -> ShownCell | None:
    """Without a target: each requirement has its own."""
    if found.filters.asked == Asked.RECOMMENDED:
        return None
    due = found.people(Which.DUE, head.key)
    count = Count(n=due - found.people(Which.LATE, head.key), due=due)
    word, icon, look = LOOKS[Level.NONE] if not due else ("", "", "")
    url = people_url(found.filters, **head.alone, status=Which.DUE)
    return ShownCell(ALL_COURSES, count, url, word, icon, look)


def _way_down(filters: Filters, head: RowHead) -> str:
    """To what a staff group, a team or an organisation is made of, and at last to its people."""
    if head.below:
        return _table_url(filters, **head.below)
    return people_url(filters, **head.alone) if "team" in head.alone else ""


def _cells(found: Figures, courses: list[Page], head: RowHead) -> Iterator[ShownCell]:
    """Their addresses differ by the course alone, so one is made."""
    address = people_url(found.filters, course=A_COURSE, **head.alone, status=Which.DUE)
    for course in courses:
        count = found.count(course.pk, head.key)
        word, icon, look = LOOKS[count.level]
        yield ShownCell(course.title, count, address.replace(A_COURSE, str(course.pk)), word, icon, look)


def _tally(found: Figures, which: Which, words: str) -> Tally:
    return Tally(found.people(which), words, people_url(found.filters, status=which))


def _table_url(filters: Filters, **changes) -> str:
    return reverse("workforce") + filters.query(**changes)


def people_url(filters: Filters, **changes) -> str:
    return _people_page() + filters.query(**changes)


@cache
def _people_page() -> str:
    """Asked for a thousand times a table."""
    return reverse("workforce_people")


def caption(found: Figures) -> str:
    """What the table is of, and by which targets it is judged, so that it can be read by itself."""
    filters = found.filters
    where = [str(filters.team or filters.organisation or filters.whole)]
    where += [words for label, words in filters.words if label in OF_CAPTION]
    return f"{', '.join(where)}, {date_format(filters.on)}. {targets(found)} People in two posts count once."


def targets(found: Figures) -> str:
    """In words, such as "Target 90%; “close” means 80% or more."."""
    counts = [found.count(course, row) for row in (None, *found.rows) for course in found.courses]
    pairs = sorted({(count.target_pct, count.amber_margin) for count in counts if count.due})
    if len(pairs) == 1:
        [(target, margin)] = pairs
        return f"Target {target}%; “close” means {target - margin}% or more."
    if not pairs:
        return ""
    lowest, highest = pairs[0][0], pairs[-1][0]
    span = f"{lowest}%" if lowest == highest else f"{lowest}% to {highest}%"
    return f"Targets are {span}, as each requirement says; “close” means just below."
