"""What people chose in a two-sided case, counted by staff group, for whoever writes it: nothing of a handful, and no names."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from casestudies.two_sides.files import SIDES, Choice, Round, file_of
from casestudies.two_sides.sittings import Move
from learning.people.sides import Side
from quizzes.figures.handfuls import FEWEST, cells_shown, is_handful, shown_of

NO_GROUP = ""
CHOSE, LEFT = "chose", "left"


@dataclass(frozen=True)
class Group:
    """A staff group: how many of it chose something, of how many who chose at all."""

    name: str
    chose: int
    people: int


@dataclass(frozen=True)
class Line:
    """One choice: how many of all chose it, or None where that is not shown; and of the staff groups that are shown."""

    text: str
    of_all: int | None
    shown: list[Group]


@dataclass(frozen=True)
class Table:
    """A round of one side's file. `people` chose in it, or None: too few."""

    side: Side
    round: Round
    people: int | None
    lines: list[Line]


def tables_of(page) -> list[Table]:
    """Each person's first sitting, counted now. One query."""
    rows = defaultdict(list)
    seen: dict[int, int] = {}
    moves = Move.objects.filter(sitting__page=page.pk).order_by("sitting__begun_at", "sitting__pk", "pk")
    fields = (
        "sitting",
        "sitting__learner",
        "sitting__side",
        "sitting__practice_group__name",
        "round",
        "chosen",
    )
    for sitting, learner, side, group, round, chosen in moves.values_list(*fields):
        if seen.setdefault(learner, sitting) == sitting:
            rows[side, round].append((group or NO_GROUP, set(chosen)))
    return [_table(file_of(page, side), round, rows[side, round]) for side in SIDES for round in Round]


def _table(file, round: Round, rows: list[tuple[str, set[str]]]) -> Table:
    if len(rows) < FEWEST:
        return Table(file.side, round, None, [])
    sizes = Counter(group for group, _ in rows)
    groups = {group: sizes[group] for group in sorted(shown_of(sizes, besides=NO_GROUP))}
    return Table(file.side, round, len(rows), [_line(choice, rows, groups) for choice in file.choices[round]])


def _line(choice: Choice, rows: list[tuple[str, set[str]]], groups: dict[str, int]) -> Line:
    """Beside the people of a group stands how many chose it, and so how many did not: neither may be a handful."""
    cells = Counter((CHOSE if choice.id in chosen else LEFT, group) for group, chosen in rows)
    chose = sum(count for (row, _), count in cells.items() if row == CHOSE)
    if is_handful(chose) or is_handful(len(rows) - chose):
        return Line(choice.text, None, [])
    shown = cells_shown(cells, columns=set(groups))
    told = [
        Group(group, cells[CHOSE, group], people)
        for group, people in groups.items()
        if all(not cells[row, group] or (row, group) in shown for row in (CHOSE, LEFT))
    ]
    return Line(choice.text, chose, told)
