"""What a partnership lead is shown: counts of organisations at the ends of months, small ones hidden, and no names.

The counting hands over two numbers a cell and nothing else; all that is shown is made of what suppression lets through. A month
that an organisation has kept is read; others are counted now, while they are few enough.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter

from learning.people.organisations import Organisation
from learning.records.pages import joint_programmes
from learning.workforce import counting, scopes
from learning.workforce.figures import are_too_many
from learning.workforce.filters import MonthFilters
from learning.workforce.joint.published import published as reach_published
from learning.workforce.joint.reach import SHOWN, Reach, SideReach
from learning.workforce.overview import Course
from learning.workforce.reach import courses_of
from learning.workforce.snapshots.counts import kept_counts
from learning.workforce.standings import standings
from learning.workforce.suppression import Figures, Published, Total, publish

HIDDEN = "Fewer than 5"
HIDDEN_TOGETHER = "Hidden"
NO_ONE = "No one due"
NOTHING_SHOWN = "Nothing to add up"
NOT_SHARED = "Not shared"
TOTAL = "Organisations shown"
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
class ReachTable:
    """How far joint courses reach, by organisation and side. `lower` is the lower of the two sides, of the organisations shown;
    None where nothing of one of them is. `hidden` says how many organisations are hidden.
    """

    sides: list[str]
    rows: list[ShownRow]
    total: ShownRow
    lower: SideReach | None
    hidden: int


@dataclass(frozen=True)
class PartnershipTable:
    """`total` covers the cells that are shown; `hidden` says how many are not. `apart` names organisations that share nothing
    today: they have a row of words alone, and nothing of them is read. `not_kept` names those whose month is not kept, where all
    of these together are too many to count. `reach` is there where every course is, and the staff are not too many to count.
    """

    filters: MonthFilters
    courses: list[Course]
    rows: list[ShownRow]
    total: ShownRow
    hidden: int
    apart: list[str]
    not_kept: list[str]
    reach: ReachTable | None = None

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
    table = shown(
        publish(rows),
        [Course(each.title, filters.query(course=each.pk)) for each in courses],
        filters,
        apart=[str(each) for each in organisations if each.pk not in sharing],
        not_kept=[str(each) for each in organisations if each.pk in sharing - found.keys()],
    )
    if filters.course:
        return table
    names = [(each.pk, str(each)) for each in organisations if each.pk in sharing]
    return replace(table, reach=_reach(person, filters, names, len(organisations), today=today))


def _reach(
    person, filters: MonthFilters, names: list[tuple[int, str]], organisations: int, *, today: datetime.date
) -> ReachTable | None:
    """From what suppression lets through. None where no joint course is asked of anybody, or the staff are too many."""
    posts = scopes.posts_counted_across(person, on=filters.on, today=today)
    joint = joint_programmes()
    if not joint or are_too_many(posts):
        return None
    found = [each for each in standings(posts, on=filters.on, courses=joint) if each.is_required]
    return reach_shown(reach_published(names, found), organisations) if found else None


def reach_shown(published: Published, organisations: int) -> ReachTable:
    titles = [side.label for side in SHOWN]
    rows = [
        ShownRow(
            row.name, [_cell(*pair, hidden=HIDDEN_TOGETHER) for pair in zip(titles, row.cells, strict=True)]
        )
        for row in published.rows
    ]
    totals = [_total(*pair, organisations) for pair in zip(titles, published.totals, strict=True)]
    return ReachTable(
        titles, rows, ShownRow(TOTAL, totals), _lower(published.totals), published.hidden // len(SHOWN)
    )


def _lower(totals: list[Total]) -> SideReach | None:
    numbers = [total.figures or Figures(0, 0) for total in totals]
    counts = [counting.Count(n=each.done, due=each.due) for each in numbers]
    return Reach([SideReach(*pair) for pair in zip(SHOWN, counts, strict=True)]).headline


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
        total=ShownRow(TOTAL, [_total(*pair, organisations) for pair in totals]),
        hidden=published.hidden,
        apart=apart,
        not_kept=not_kept,
    )


def _total(course: str, total: Total, organisations: int) -> ShownCell:
    """With how many organisations it adds up; where some are hidden and the others have nobody due, it says neither."""
    if total.shown < organisations and not (total.figures and total.figures.due):
        return ShownCell(course, None, "", NOTHING_SHOWN)
    return _cell(course, total.figures, of=f", {total.shown} of {organisations} organisations")


def _cell(course: str, figures: Figures | None, *, of: str = "", hidden: str = HIDDEN) -> ShownCell:
    if figures is None:
        return ShownCell(course, None, "", hidden)
    if not figures.due:
        return ShownCell(course, None, "", NO_ONE)
    count = counting.Count(n=figures.done, due=figures.due)
    return ShownCell(course, count.percentage, f"{count.words}{of}", "")
