"""What a partnership lead is shown: counts of organisations at the ends of months, small ones hidden, and no names.

The counting hands over two numbers a cell and nothing else; all that is shown is made of what suppression lets through. A month
that an organisation has kept is read; others are counted now, while they are few enough.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from learning.people.organisations import Organisation
from learning.workforce import counting, scopes
from learning.workforce.figures import are_too_many
from learning.workforce.filters import MonthFilters
from learning.workforce.overview import Course
from learning.workforce.reach import courses_of
from learning.workforce.snapshots.counts import kept_counts
from learning.workforce.standings import standings
from learning.workforce.suppression import Figures, Published, Total, publish

HIDDEN = "Fewer than 5"
NO_ONE = "No one due"
NOTHING_SHOWN = "Nothing to add up"
NOT_SHARED = "Not shared"
NOT_KEPT = "Not kept"
NO_FIGURES = Figures(done=0, due=0)


@dataclass(frozen=True)
class ShownCell:
    """A number, or words in its place."""

    course: str
    percentage: Decimal | None
    figures: str
    words: str


@dataclass(frozen=True)
class ShownRow:
    name: str
    cells: list[ShownCell]


@dataclass(frozen=True)
class PartnershipTable:
    """`total` covers the cells that are shown; `hidden` says how many are not. `apart` names organisations that share nothing
    today: they have a row of words alone, and nothing of them is read. `not_kept` names those whose month is not kept, where all
    of these together are too many to count.
    """

    filters: MonthFilters
    courses: list[Course]
    rows: list[ShownRow]
    total: ShownRow
    hidden: int
    apart: list[str]
    not_kept: list[str]

    @property
    def all_courses_url(self) -> str:
        """Where one course is chosen; else empty."""
        return self.filters.query(course=None) if self.filters.course else ""


def organisations_in(person, *, today: datetime.date):
    led = scopes.partnerships_led(person, today=today)
    return Organisation.objects.filter(partnership__in=led).in_order()


def courses_in(person, *, today: datetime.date):
    """Those that organisations require which share their counts today: what others require is not told either."""
    return courses_of(scopes.organisations_shared(person, today=today).values("pk"))


def partnership_table(person, filters: MonthFilters, *, today: datetime.date) -> PartnershipTable:
    """Organisations by what they require. As many queries for one post as for thousands."""
    sharing = set(scopes.organisations_shared(person, today=today).values_list("pk", flat=True))
    course = filters.course and filters.course.pk
    found = kept_counts(sharing, month_end=filters.on, course=course)
    found |= _counted(person, filters, sharing - found.keys(), today=today)
    asked = {key for of_one in found.values() for key in of_one}
    courses = list(courses_in(person, today=today).filter(pk__in=asked))
    organisations = list(organisations_in(person, today=today))
    rows = [
        (str(each), [found[each.pk].get(course.pk, NO_FIGURES) for course in courses])
        for each in organisations
        if each.pk in found
    ]
    return shown(
        publish(rows),
        [Course(each.title, filters.query(course=each.pk)) for each in courses],
        filters,
        apart=[str(each) for each in organisations if each.pk not in sharing],
        not_kept=[str(each) for each in organisations if each.pk in sharing - found.keys()],
    )


def _counted(
    person, filters: MonthFilters, organisations: Collection[int], *, today: datetime.date
) -> dict[int, dict[int, Figures]]:
    """Of those of its organisations whose month is not kept; of none of them where they hold too many posts for a page."""
    posts = scopes.posts_counted_across(person, on=filters.on, today=today)
    posts = posts.filter(organisation__in=organisations)
    if not organisations or are_too_many(posts):
        return {}
    keys = [filters.course.pk] if filters.course else None
    found = [each for each in standings(posts, on=filters.on, courses=keys) if each.is_required]
    table = counting.table(found, row_of=attrgetter("organisation_id"))
    counted: dict[int, dict[int, Figures]] = {organisation: {} for organisation in organisations}
    for (organisation, course), cell in table.cells.items():
        counted[organisation][course] = Figures(done=cell.count.n, due=cell.count.due)
    return counted


def shown(
    published: Published,
    courses: list[Course],
    filters: MonthFilters,
    *,
    apart: list[str],
    not_kept: list[str],
) -> PartnershipTable:
    """From what suppression lets through, and from nothing else; those of which nothing is read stand last."""
    titles = [course.title for course in courses]
    rows = [
        ShownRow(row.name, [_cell(*pair) for pair in zip(titles, row.cells, strict=True)])
        for row in published.rows
    ]
    words = [(name, NOT_KEPT) for name in not_kept] + [(name, NOT_SHARED) for name in apart]
    organisations = len(rows) + len(words)
    totals = zip(titles, published.totals, strict=True)
    return PartnershipTable(
        filters=filters,
        courses=courses,
        rows=rows
        + [ShownRow(name, [ShownCell(each, None, "", why) for each in titles]) for name, why in words],
        total=ShownRow("Organisations shown", [_total(*pair, organisations) for pair in totals]),
        hidden=published.hidden,
        apart=apart,
        not_kept=not_kept,
    )


def _total(course: str, total: Total, organisations: int) -> ShownCell:
    """With how many organisations it adds up; where some are hidden and the others have nobody due, it says neither."""
    if total.shown < organisations and not (total.figures and total.figures.due):
        return ShownCell(course, None, "", NOTHING_SHOWN)
    return _cell(course, total.figures, of=f", {total.shown} of {organisations} organisations")


def _cell(course: str, figures: Figures | None, *, of: str = "") -> ShownCell:
    if figures is None:
        return ShownCell(course, None, "", HIDDEN)
    if not figures.due:
        return ShownCell(course, None, "", NO_ONE)
    count = counting.Count(n=figures.done, due=figures.due)
    return ShownCell(course, count.percentage, f"{count.words}{of}", "")
