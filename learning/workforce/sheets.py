"""What each page shows, as a sheet to take away: the same rows, in the same order, with what they are of and by which rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from learning.workforce.counting import Count
from learning.workforce.exports import Sheet
from learning.workforce.filters import Filters
from learning.workforce.lists import Line, Listing, columns
from learning.workforce.overview import ALL_COURSES, Overview, Row
from learning.workforce.partnership import HIDDEN, NOT_KEPT, NOT_SHARED, PartnershipTable, ReachTable

RULES = (
    "Counted are people, not posts, who are due on the day: completed and valid, lapsed, or never completed. "
    "Left out are people with time left and people away."
)
SMALL = (
    f"“{HIDDEN}”: the people due, those who have completed it or those who have not are one to four. "
    "Totals cover the organisations shown."
)
APART = f"“{NOT_SHARED}”: no data-sharing agreement of the organisation is in force, so none of its numbers is here or in a total."
REACHED = (
    "People who hold a valid joint course, of those who are due for one, by side. The headline is the lower of adult and "
    "children’s services. All numbers of an organisation are hidden where one of them, or one that follows from them, is one to four."
)

KEPT_LATER = f"“{NOT_KEPT}”: the figures of that month were not kept when it was over, and there are too many staff to count now."


def table_sheet(shown: Overview) -> Sheet:
    header = [shown.label]
    for course in shown.courses:
        header += [f"{course.title}: {what}" for what in ("per cent", "completed", "due", "stands")]
    if shown.total.all_courses:
        header += [f"{ALL_COURSES}: {what}" for what in ("per cent", "up to date", "due")]
    return Sheet(
        name=f"who-has-completed-what-{shown.filters.on}",
        about=[
            *_about("Who has completed what", shown.filters, f"{shown.caption} {shown.counted}".strip()),
            ("Rows", shown.label),
        ],
        header=[*header, "Left out", "Left out, and why"],
        rows=[_table_row(row) for row in [*shown.rows, shown.total]],
    )


def _table_row(row: Row) -> list:
    values = [row.name]
    for cell in row.cells:
        values += [_per_cent(cell.count), cell.count.n, cell.count.due, cell.word]
    if row.all_courses:
        values += [_per_cent(row.all_courses.count), row.all_courses.count.n, row.all_courses.count.due]
    return [*values, row.left_out, row.left_out_words]


def _per_cent(count: Count) -> float | None:
    return None if count.percentage is None else float(count.percentage)


def people_sheet(listed: Listing) -> Sheet:
    return Sheet(
        name=f"people-{listed.filters.on}",
        about=_about("People", listed.filters, f"{listed.summary} {listed.counted}".strip()),
        header=[
            *list(columns(has_roles=listed.has_roles).values())[:-1],
            "What the day is",
            "Day",
            "Why left out",
        ],
        rows=Rows(listed.lines, listed.has_roles),
    )


@dataclass(frozen=True)
class Rows(Sequence):
    """The rows of lines, made one by one as they are read: of some lists there are millions."""

    lines: Sequence[Line]
    has_roles: bool

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, number):
        return self._row(self.lines[number])

    def __iter__(self) -> Iterator[list]:
        return map(self._row, self.lines)

    def _row(self, line: Line) -> list:
        told, role = line.told, [line.role] if self.has_roles else []
        days = [told.word, told.about_day, told.day, told.reason]
        return [line.name, line.group, *role, line.team, line.course, *days]


def partnership_sheet(shown: PartnershipTable) -> Sheet:
    header = ["Organisation"]
    for course in shown.courses:
        header += [f"{course.title}: per cent", f"{course.title}: completed"]
    return Sheet(
        name=f"partnership-{shown.filters.on}",
        about=[
            ("Organisations by courses", ""),
            *shown.filters.words,
            ("Counted", RULES),
            ("Hidden", SMALL),
            *([("Not shared", APART)] if shown.apart else []),
            *([("Not kept", KEPT_LATER)] if shown.not_kept else []),
            *(_reach(shown.reach) if shown.reach else []),
        ],
        header=header,
        rows=[_partnership_row(row) for row in [*shown.rows, shown.total]],
    )


def _partnership_row(row) -> list:
    values = [row.name]
    for cell in row.cells:
        values += [None if cell.percentage is None else float(cell.percentage), cell.figures or cell.words]
    return values


def _reach(reach: ReachTable) -> list[tuple[str, str]]:
    """A line for each organisation, since its sides are no courses."""
    lines = [("Reach of joint courses", REACHED)]
    for row in [*reach.rows, reach.total]:
        sides = [f"{cell.course} {cell.figures or cell.words.lower()}" for cell in row.cells]
        lines.append((f"Reach: {row.name}", ", ".join(sides)))
    return lines


def _about(title: str, filters: Filters, summary: str) -> list[tuple[str, str]]:
    return [(title, ""), *filters.words, ("What it shows", summary), ("Counted", RULES)]
