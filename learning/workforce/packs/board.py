"""The page for a board: a month as it was kept, on one sheet of A4. Made of what was kept and of nothing else."""

from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator

from learning.certificates.typesetting import breakable, printable, typeset
from learning.records.counting import counted
from learning.workforce.filters import Asked
from learning.workforce.months import month_ends
from learning.workforce.snapshots.rows import Dimension, Snapshot, SnapshotRow
from learning.workforce.snapshots.showing import Kept, ShownLine, ShownNumber
from learning.workforce.snapshots.wording import in_brief

TEMPLATE = Path(__file__).parent / "board.typ"
MOST_COURSES, MOST_GROUPS = 8, 14
LONGEST_UNBROKEN = 20
# Letters of names, of what is asked for a course, of a note and of who is left out; what is longer ends in "…". Few courses have more room.
MOST_OF_ORGANISATION, MOST_OF_NAME, MOST_OF_RULES, MOST_OF_NOTE, MOST_OF_LEFT_OUT = 100, 60, 400, 250, 90
FEW_COURSES, MORE_OF_RULES = 4, 700
MOST_NOTES = 2

COURSE_HEADER = ["Course", "Per cent", "Valid", "Stands", "Since the month before"]
LATE_HEADER = [
    "Course",
    *("Up to 30 days late", "31 to 90", "91 to 365", "Longer"),
    *("Lapses within 30 days", "Within 60", "Within 90"),
    "Left out",
]


def board_page(snapshot: Snapshot) -> bytes:
    """A tagged PDF of one page, which its template asserts. The same month with the same notes gives the same bytes. Five queries."""
    return typeset(TEMPLATE, _data(snapshot), what=f"Board page {snapshot.pk}")


def filename(snapshot: Snapshot) -> str:
    return f"board-{snapshot.organisation.code}-{snapshot.month_end:%Y-%m}.pdf"


def _data(snapshot: Snapshot) -> dict:
    kept = Kept(snapshot)
    table = kept.table(Asked.REQUIRED)
    whole = table.whole.numbers if table else []
    shown = _chosen(whole)
    groups = _largest(table.groups if table else [])
    before, corrections = _before(snapshot), _corrections(kept)
    organisation = Truncator(kept.organisation).chars(MOST_OF_ORGANISATION)
    return {
        "title": printable(f"{organisation}: who is trained, {snapshot.month_end:%B %Y}"),
        "organisation": printable(organisation),
        **_made(snapshot, corrections),
        "notes": [
            *corrections,
            *_fewer(len(shown), len(whole), "course", "those furthest from their targets"),
        ],
        "course_header": COURSE_HEADER,
        "courses": [_headline(whole[place], before) for place in shown],
        "group_header": ["Staff group", *(_words(whole[place].course) for place in shown)],
        "groups": [_group(line, shown) for line in [*groups, *([table.whole] if table else [])]],
        "group_notes": _fewer(len(groups), len(table.groups) if table else 0, "staff group", "the largest"),
        "late_header": LATE_HEADER,
        "late": [_late(whole[place]) for place in shown],
        "definitions": kept.definitions,
        "rules": _rules(kept, [whole[place] for place in shown]),
        "mark": (
            f"Counted by {counted(len(kept.rules['requirements']), 'requirement')}, "
            f"whose mark is {snapshot.rules_hash[:16]}. The same rules have the same mark."
        ),
    }


def _made(snapshot: Snapshot, corrections: list[str]) -> dict:
    at = timezone.localtime(snapshot.made_at)
    since = ". What was put right later stands below." if corrections else " and not changed since."
    return {
        "date": [at.year, at.month, at.day],
        "as_at": (
            f"As at the end of {date_format(snapshot.month_end)}, "
            f"counted on {date_format(at, 'j F Y, H:i')}{since}"
        ),
    }


def _corrections(kept: Kept) -> list[str]:
    """What was found when the month was counted again, the newest first."""
    notes = kept.notes()
    said = [
        f"Counted again on {date_format(timezone.localtime(note.at), 'j F Y')}, as it was known then: {' '.join(note.said)}"
        for note in notes[:MOST_NOTES]
    ]
    if (more := len(notes) - MOST_NOTES) > 0:
        said.append(f"{counted(more, 'earlier note')} on the page of the month.")
    return [_words(each, MOST_OF_NOTE) for each in said]


def _chosen(whole: list[ShownNumber]) -> list[int]:
    """The places of the courses that fit: where there are too many, those furthest from their targets."""
    far = sorted(range(len(whole)), key=lambda place: (_above_target(whole[place]), place))
    return sorted(far[:MOST_COURSES])


def _above_target(number: ShownNumber):
    share = number.count.percentage
    return float("inf") if share is None else share - number.count.target_pct


def _largest(groups: list[ShownLine]) -> list[ShownLine]:
    """Those that fit, in their order."""
    size = {id(line): sum(number.count.due for number in line.numbers) for line in groups}
    kept = {id(line) for line in sorted(groups, key=lambda line: -size[id(line)])[:MOST_GROUPS]}
    return [line for line in groups if id(line) in kept]


def _fewer(shown: int, of: int, what: str, which: str) -> list[str]:
    """That not all are there; nothing where they are."""
    words = f"{shown} of {counted(of, what)}: {which}. The others are on the page of the month."
    return [words] if shown < of else []


def _before(snapshot: Snapshot) -> dict[int, SnapshotRow] | None:
    """The numbers of the whole in the month before, by course; None where that month is not kept."""
    [month_end] = month_ends(snapshot.month_end, 1)
    earlier = Snapshot.objects.filter(organisation=snapshot.organisation_id, month_end=month_end).first()
    if earlier is None:
        return None
    rows = earlier.rows.filter(asked=Asked.REQUIRED, dimension=Dimension.WHOLE)
    return {row.course_id: row for row in rows.order_by("pk")}


def _headline(number: ShownNumber, before: dict[int, SnapshotRow] | None) -> list[str]:
    count = number.count
    if not count.due:
        return [_words(number.course), "", "", number.word, ""]
    target = f"{number.word} ({count.target_pct}%)"
    return [_words(number.course), f"{count.percentage}%", count.words, target, _trend(number, before)]


def _rules(kept: Kept, numbers: list[ShownNumber]) -> list[tuple[str, str]]:
    """Of each course: its name, and what is asked of whom."""
    few = len(numbers) <= FEW_COURSES
    most = MORE_OF_RULES if few else MOST_OF_RULES
    return [
        (
            breakable(number.course, LONGEST_UNBROKEN) if few else _words(number.course),
            _words(in_brief(kept.rules, number.row.course_id, kept.name), most),
        )
        for number in numbers
    ]


def _trend(number: ShownNumber, before: dict[int, SnapshotRow] | None) -> str:
    if before is None:
        return "The month before is not kept"
    earlier = before.get(number.row.course_id)
    if earlier is None or earlier.count.percentage is None:
        return "No one was due then"
    points = number.count.percentage - earlier.count.percentage
    if not points:
        return f"→ The same: {earlier.count.percentage}%"
    arrow, way = ("↑", "Up") if points > 0 else ("↓", "Down")
    return f"{arrow} {way} {abs(points)} points, from {earlier.count.percentage}%"


def _group(line: ShownLine, shown: list[int]) -> list[str]:
    cells = [line.numbers[place].count for place in shown]
    return [
        _words(line.name.strip()),
        *(f"{count.percentage}%\n{count.words}" if count.due else "No one due" for count in cells),
    ]


def _late(number: ShownNumber) -> list[str]:
    row = number.row
    late = (row.late_30, row.late_90, row.late_365, row.late_longer)
    lapsing = (row.lapsing_30, row.lapsing_60, row.lapsing_90)
    left_out = Truncator(number.left_out_words or "Nobody").chars(MOST_OF_LEFT_OUT)
    return [_words(number.course), *map(str, late), *map(str, lapsing), left_out]


def _words(words: str, most: int = MOST_OF_NAME) -> str:
    return breakable(Truncator(words).chars(most), LONGEST_UNBROKEN)
