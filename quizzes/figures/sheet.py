"""The figures of a quiz as a table to take away. What the page hides is empty here."""

import datetime
from itertools import chain

from django.utils.formats import date_format

from learning.people.sides import Side
from learning.workforce.exports import Sheet, Value
from quizzes.figures.figures import Figures, SideShare
from quizzes.figures.pointers import in_one_place, pointers

HEADER = [
    "Question",
    "Answers",
    "Right, per cent",
    "Share of the mark earned, per cent",
    "Tells people apart, -1 to 1",
    "In words",
    "Most chosen wrong answer",
    "Seconds, median",
]
BY_SIDE = ["answers", "right, per cent", "share of the mark earned, per cent"]
SIDES = [side for side in Side if side in Side.IN_SERVICE]
FROM = "Each person’s first attempt, once it is handed in. Nothing of fewer than five people."


def sheet_of(*, name: str, title: str, asked: list[Figures], on: datetime.date) -> Sheet:
    """`name` is the file's, without its ending."""
    placed = in_one_place(asked)
    header = [*HEADER]
    for side in SIDES:
        header += [f"{side.label}: {words}" for words in BY_SIDE]
    return Sheet(
        name=name,
        about=[("How it is answered", title), ("As at", date_format(on)), ("From", FROM)],
        header=[*header, "Worth a look"],
        rows=[[*_row(one), " ".join(pointers(one, placed))] for one in asked],
    )


def _row(one: Figures) -> list[Value]:
    if not one.is_shown:
        return [one.stem, *[None] * (len(HEADER) - 1 + len(BY_SIDE) * len(SIDES))]
    told = [one.facility_pct, one.discrimination, one.telling] if one.is_told else [None] * 3
    seconds = one.seconds if one.is_told else None
    shares = {share.side: share for share in one.sides}
    return [
        *[one.stem, one.answered, one.share_pct, *told, one.most_chosen_wrong, seconds],
        *chain.from_iterable(_of_side(shares.get(side), is_told=one.is_told) for side in SIDES),
    ]


def _of_side(share: SideShare | None, *, is_told: bool) -> list[Value]:
    if not share:
        return [None] * len(BY_SIDE)
    return [share.answered, share.share_pct, share.facility_pct if is_told else None]
