"""What stands between the braces of a GIFT question. Signs that were escaped are hidden already (gift_signs)."""

import re
from decimal import Decimal
from fractions import Fraction

from quizzes.interchange import gift_signs, shares, words
from quizzes.interchange.checks import ROWS_MAX, TOO_MANY
from quizzes.interchange.questions import FALSE, TRUE, Amiss, Answer, Kind

WEIGHT = re.compile(r"\s*%\s*(-?[0-9.,]+)\s*%")
TRUTH = re.compile(r"\s*(t|true|f|false)\s*(?:#([^#]*))?(?:#([^#]*))?", re.IGNORECASE)
PIECES = re.compile(r"([=~])")
ORDERING = re.compile(r"\s*>\s*\d*\s*[A-Z_ ]*", re.IGNORECASE)

Read = tuple[Kind, tuple[Answer, ...]]


def read(inside: str, form: str) -> Read:
    """The kind of question and its answers, or Amiss. `form` is the format of pieces that name none."""
    inside = inside.strip()
    if not inside:
        return Kind.REFLECTION, ()
    if inside.startswith("#"):
        return Kind.NUMERIC, tuple(_numbers(inside[1:], form))
    if inside.startswith(">"):
        return Kind.ORDERING, tuple(_items(inside, form))
    if truth := TRUTH.fullmatch(inside):
        return Kind.TRUE_FALSE, _truth(truth, form)
    if "~" not in inside and "->" in inside:
        return Kind.MATCHING, tuple(_pairs(inside, form))
    if not PIECES.search(inside):
        inside = f"={inside}"
    answers = tuple(_answer(sign, piece, form) for sign, piece in _pieces(inside))
    if "~" not in inside:
        return Kind.SHORT_TEXT, answers
    is_single = any(sign == "=" for sign, _ in _pieces(inside))
    return (Kind.SINGLE if is_single else Kind.MULTIPLE), answers


def _pieces(inside: str) -> list[tuple[str, str]]:
    """Each answer with the sign before it."""
    before, *parts = PIECES.split(inside)
    if before.strip():
        raise Amiss(f"“{words.one_line(gift_signs.show(before))[:40]}” has neither = nor ~ in front of it.")
    if len(parts) > 4 * ROWS_MAX:
        raise Amiss(TOO_MANY)
    signs = [*parts[2::2], ""]
    # Moodle itself writes ~= before the right answer of several: it is one sign.
    return [
        (sign, piece)
        for sign, piece, following in zip(parts[::2], parts[1::2], signs, strict=True)
        if piece or following != "=" or sign != "~"
    ]


def _answer(sign: str, piece: str, form: str) -> Answer:
    share, piece = _share(sign, piece)
    text, _, feedback = piece.partition("#")
    told = gift_signs.plain(text, form)
    if not told:
        raise Amiss("One of the answers has no words.")
    return Answer(told, share, gift_signs.plain(feedback, form))


def _share(sign: str, piece: str) -> tuple[Fraction, str]:
    if weight := WEIGHT.match(piece):
        return shares.share_of(weight[1]), piece[weight.end() :]
    return Fraction(sign == "="), piece


def _truth(truth: re.Match, form: str) -> tuple[Answer, Answer]:
    """The first feedback is for whoever answers wrongly, the second for the others."""
    is_true = truth[1].lower().startswith("t")
    if_wrong, if_right = (gift_signs.plain(told or "", form) for told in truth.group(2, 3))
    return (
        Answer(TRUE, Fraction(is_true), if_right if is_true else if_wrong),
        Answer(FALSE, Fraction(not is_true), if_wrong if is_true else if_right),
    )


def _pairs(inside: str, form: str):
    for _, piece in _pieces(inside):
        prompt, arrow, text = piece.partition("->")
        if not arrow:
            raise Amiss(f"“{words.one_line(gift_signs.show(piece))[:40]}” has no -> and what goes with it.")
        told = gift_signs.plain(text, form)
        if not told:
            raise Amiss("One of the pairs has nothing after its ->.")
        yield Answer(told, prompt=gift_signs.plain(prompt, form))


def _items(inside: str, form: str):
    """The first line says how it is shown and marked in Moodle; each line after it is an item."""
    _, _, lines = inside.partition("\n")
    if lines.count("\n") > 4 * ROWS_MAX:
        raise Amiss(TOO_MANY)
    for line in lines.split("\n"):
        if told := gift_signs.plain(line, form):
            yield Answer(told)


def _numbers(inside: str, form: str):
    inside = inside.strip()
    if not inside.startswith(("=", "~")):
        inside = f"={inside}"
    for sign, piece in _pieces(inside):
        share, piece = _share(sign, piece)
        told, _, feedback = piece.partition("#")
        if sign == "~" and not told.strip():
            yield Answer("*", Fraction(0), gift_signs.plain(feedback, form))
            continue
        text, tolerance = _number(gift_signs.show(told).strip())
        yield Answer(text, share, gift_signs.plain(feedback, form), tolerance)


def _number(told: str) -> tuple[str, str]:
    """A number and how far off one may be: from 3:2, from 1..5 or from 3."""
    if ".." in told:
        low, _, high = told.partition("..")
        low, high = Decimal(shares.number(low)), Decimal(shares.number(high))
        if low > high:
            raise Amiss(f"“{told[:40]}” ends before it begins.")
        return shares.plain_number((low + high) / 2), shares.plain_number((high - low) / 2)
    value, _, tolerance = told.partition(":")
    if tolerance.strip().startswith("-"):
        raise Amiss(f"“{told[:40]}” allows less than nothing.")
    return shares.number(value), shares.number(tolerance or "0")
