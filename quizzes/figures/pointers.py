"""What is worth a look in a question, in words: in how it is written, and in how it is answered."""

from collections.abc import Iterable, Iterator

from learning.people.sides import Side
from quizzes.figures import measures
from quizzes.figures.figures import Figures
from quizzes.figures.handfuls import FEWEST
from quizzes.questions import Kind, QuestionVersion

# Without numbers, so that it can be said where those of a side are hidden for the sake of a handful of others.
TEACHING_POINT = "Teaching point: staff of {missing} miss it, and staff of {passing} do not."
LONGER = "The right answer is much longer than the others, so it can be picked without reading."
IN_ONE_PLACE = (
    "The right answer stands in the same place in every question whose answers are not shuffled. "
    "Shuffle them, or move some."
)
ALL_TRUE_OR_FALSE = (
    "Every true or false question here has the same answer. Turn some round, so that it cannot be guessed."
)
GUESSED = "It may be guessed: guessing earns {chance}% of the mark, and people earned {facility}%."
BACKWARDS = (
    "Whoever does well in the rest does no better here: it may be guessed, or its right answer be in doubt."
)
ONE_OF = (Kind.SINGLE, Kind.TRUE_FALSE)


def pointers(one: Figures, in_one_place: set[str]) -> list[str]:
    """Of one question; those of how it is answered once enough people have."""
    return [*_of_answers(one), *_of_writing(one, in_one_place)]


def in_one_place(asked: Iterable[Figures]) -> set[str]:
    """The blocks, of a quiz, whose right answer never changes its place: learners find that out."""
    versions = [(one.block, one.version) for one in asked]
    return set().union(*(measures.in_one_place(dict(_places(versions, kind))) for kind in ONE_OF))


def _places(versions: list[tuple[str, QuestionVersion]], kind: Kind) -> Iterator[tuple[str, int]]:
    """Where the right answer stands in each question of a kind that is not shuffled."""
    for block, version in versions:
        if version.kind == kind and not version.shuffle_options:
            yield block, [option["is_right"] for option in version.options].index(True)


def _of_writing(one: Figures, in_one_place: set[str]) -> Iterator[str]:
    lengths = {True: [], False: []}
    for option in one.version.options:
        if "is_right" in option:
            lengths[option["is_right"]].append(len(option["text"]))
    if measures.is_longer(lengths[True], lengths[False]):
        yield LONGER
    if one.block in in_one_place:
        yield ALL_TRUE_OR_FALSE if one.version.kind == Kind.TRUE_FALSE else IN_ONE_PLACE


def _of_answers(one: Figures) -> Iterator[str]:
    if not one.is_told:
        return
    if teaching_point := _teaching_point(one):
        yield teaching_point
    options = len(one.version.options)
    if one.version.kind in ONE_OF and measures.is_near_chance(one.facility_pct, options):
        yield GUESSED.format(chance=measures.chance_pct(options), facility=one.facility_pct)
    if one.discrimination is not None and one.discrimination <= 0:
        yield BACKWARDS


def _teaching_point(one: Figures) -> str:
    """What one side misses and the other passes, where neither is a handful."""
    shares = {share.side: share for share in one.every_side if share.answered >= FEWEST}
    if not (Side.ADULT in shares and Side.CHILDREN in shares):
        return ""
    sides = [shares[Side.ADULT], shares[Side.CHILDREN]]
    missing, passing = sorted(sides, key=lambda share: share.facility_pct)
    if not measures.parts_sides(missing.facility_pct, passing.facility_pct):
        return ""
    return TEACHING_POINT.format(missing=missing.side.label.lower(), passing=passing.side.label.lower())
