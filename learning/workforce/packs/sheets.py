"""An inspection matrix as files: paper, and CSV of the same lines."""

from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify

from learning.certificates.typesetting import breakable, printable, typeset
from learning.workforce.exports import Sheet, csv_lines
from learning.workforce.packs.inspection import NOT_ASKED, Entry, Matrix, Member

TEMPLATE = Path(__file__).parent / "inspection.typ"
# So many courses fit beside a name on A4 turned; more go on A3, and more than that on further tables.
ON_A4, ON_A3 = 6, 10
LONGEST_UNBROKEN = 16
PROOF = "Certificate or accepted evidence"
RULES, RULE = "Mark of the rules in force", "In force"


def filename(matrix: Matrix, ending: str) -> str:
    where = slugify(matrix.team.name if matrix.team else matrix.organisation.code)[:40]
    return f"inspection-{where or 'team'}-{timezone.localdate(matrix.at)}.{ending}"


def paper(matrix: Matrix) -> bytes:
    """A tagged PDF, turned, with the heads of its tables on every page."""
    return typeset(TEMPLATE, _data(matrix), what=f"Inspection matrix of {matrix.organisation.code}")


def csv(matrix: Matrix) -> bytes:
    return "".join(csv_lines(sheet(matrix))).encode()


def sheet(matrix: Matrix) -> Sheet:
    """One line for each person and course that is required of them."""
    header = [
        "Team",
        "Name",
        "Staff group",
        "Course",
        "Status",
        "Completed",
        PROOF,
        "What the day is",
        "Day",
    ]
    return Sheet(
        name="inspection",
        about=[
            ("Inspection matrix", matrix.whole),
            ("As at", matrix.as_at),
            (RULES, matrix.rules_hash),
            *matrix.definitions,
            *((f"{RULE}: {course}", words) for course, words in matrix.rules),
        ],
        header=[*header, "Gap", "Why left out"],
        rows=[
            [part.team, member.name, member.group, course.title, *_facts(member.entries[course.pk])]
            for part in matrix.parts
            for member in part.members
            for course in matrix.courses
            if course.pk in member.entries
        ],
    )


def _facts(entry: Entry) -> list:
    held, told = entry.held, entry.told
    return [
        told.word,
        held and held.completed_on,
        held.proof if held else "",
        told.about_day,
        told.day,
        "Gap" if entry.is_gap else "",
        told.reason,
    ]


def _data(matrix: Matrix) -> dict:
    on = timezone.localdate(matrix.at)
    is_wide = len(matrix.courses) > ON_A4
    most = ON_A3 if is_wide else ON_A4
    runs = [matrix.courses[start : start + most] for start in range(0, len(matrix.courses), most)]
    gaps = sum(
        entry.is_gap for part in matrix.parts for member in part.members for entry in member.entries.values()
    )
    return {
        "title": printable(f"Inspection matrix: {matrix.whole}"),
        "organisation": printable(str(matrix.organisation)),
        "date": [on.year, on.month, on.day],
        "paper": "a3" if is_wide else "a4",
        "stamp": f"As at {matrix.as_at}. {RULES}: {matrix.rules_hash[:16]}.",
        "summary": f"{matrix.lines} lines, of people and courses that are required of them; {gaps} gaps.",
        "parts": [
            {
                "team": printable(part.team),
                "tables": [
                    {
                        "header": ["Name", *(_words(course.title) for course in run)],
                        "rows": [_row(member, run) for member in part.members],
                    }
                    for run in runs
                ],
            }
            for part in matrix.parts
        ],
        "definitions": matrix.definitions,
        "rules": [(_words(course), _words(words)) for course, words in matrix.rules],
    }


def _row(member: Member, run: list) -> list[list[str]]:
    """Cells, each of lines: the first of a cell is set in bold."""
    return [
        [_words(member.name), _words(member.group)],
        *(_cell(member.entries.get(course.pk)) for course in run),
    ]


def _cell(entry: Entry | None) -> list[str]:
    if entry is None:
        return ["", NOT_ASKED]
    held, told = entry.held, entry.told
    lines = [
        told.word,
        told.reason,
        f"Completed {date_format(held.completed_on)}" if held else "",
        told.about_day,
        f"Certificate {held.code}" if held and held.code else "",
        _words(held.accepted) if held else "",
    ]
    return [line for line in lines if line]


def _words(text: str) -> str:
    return breakable(text, LONGEST_UNBROKEN)
