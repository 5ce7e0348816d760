"""Questions written as GIFT. It has no place for pictures, units, or a fixed order of answers."""

from collections.abc import Callable, Iterable
from functools import partial

from quizzes.interchange import gift_signs
from quizzes.interchange.categories import path_of
from quizzes.interchange.questions import TRUE, Answer, Item, Kind, Written
from quizzes.interchange.shares import per_cent

Wording = Callable[[str], str]


def write(items: Iterable[Item]) -> Written:
    """Every question, and what of it is not in the file."""
    parts, notes, category = [], [], ()
    for item in items:
        if item.category != category:
            category = item.category
            parts.append(f"$CATEGORY: {path_of(category)}")
        parts.append(_question(item))
        notes += _not_held(item)
    return Written("\n\n".join([*parts, ""]), notes=tuple(dict.fromkeys(notes)))


def _question(item: Item) -> str:
    stem = gift_signs.written(item.whole_stem)
    wording = partial(gift_signs.written, naming=gift_signs.FORMAT.match(stem) is not None)
    title = f"::{gift_signs.escape(item.name)}::" if item.name else ""
    inside = f"{ANSWERS[item.kind](item, wording)}{_general(item, wording)}"
    return f"{_comment(item)}{title}{stem}{{{_without_blank_lines(inside)}}}"


def _without_blank_lines(inside: str) -> str:
    """A blank line would end the question."""
    return inside.replace("\n\n", "\n")


def _comment(item: Item) -> str:
    said = [f"[id:{_bracketed(item.id)}]"] if item.id else []
    said += [f"[tag:{_bracketed(tag)}]" for tag in item.tags]
    return f"// {' '.join(said)}\n" if said else ""


def _bracketed(text: str) -> str:
    escaped = text.replace("]", "\\]")
    return f"{escaped} " if escaped.endswith("\\") else escaped


def _general(item: Item, wording: Wording) -> str:
    told = [item.explanation]
    if item.kind == Kind.REFLECTION:
        told += [answer.text for answer in item.answers]
    whole = "\n\n".join(part for part in told if part)
    return f"\n####{wording(whole)}\n" if whole else ""


def _feedback(answer: Answer, wording: Wording) -> str:
    return f"#{wording(answer.feedback)}" if answer.feedback else ""


def _listed(item: Item, wording: Wording, sign: Callable[[Answer], str]) -> str:
    lines = [f"\t{sign(one)}{wording(one.text)}{_feedback(one, wording)}" for one in item.answers]
    return "\n" + "\n".join(lines) + "\n"


def _weighted(sign: str, answer: Answer) -> str:
    return f"{sign}%{per_cent(answer.share)}%"


def _choosing_one(answer: Answer) -> str:
    if not answer.share:
        return "~"
    return "=" if answer.share == 1 else _weighted("~", answer)


def _choosing_several(answer: Answer) -> str:
    return _weighted("~", answer) if answer.share else "~"


def _accepting(answer: Answer) -> str:
    return "=" if answer.share == 1 else _weighted("=", answer)


def _choice(item: Item, wording: Wording) -> str:
    return _listed(item, wording, _choosing_one if item.kind == Kind.SINGLE else _choosing_several)


def _truth(item: Item, wording: Wording) -> str:
    right = next(answer for answer in item.answers if answer.share == 1)
    wrong = next(answer for answer in item.answers if answer.share != 1)
    letter = "TRUE" if right.text == TRUE else "FALSE"
    if not (right.feedback or wrong.feedback):
        return letter
    return f"{letter}#{wording(wrong.feedback)}{_feedback(right, wording)}"


def _matching(item: Item, wording: Wording) -> str:
    pairs = [f"\t={wording(answer.prompt)} -> {wording(answer.text)}" for answer in item.answers]
    return "\n" + "\n".join(pairs) + "\n"


def _ordering(item: Item, wording: Wording) -> str:
    lines = [f"\t{wording(answer.text)}" for answer in item.answers]
    return "\n".join([f">{len(lines)} ALL VERTICAL", *lines, ""])


def _short(item: Item, wording: Wording) -> str:
    return _listed(item, wording, _accepting)


def _numeric(item: Item, wording: Wording) -> str:
    lines = []
    for answer in item.answers:
        told = f"{_accepting(answer)}{answer.text}:{answer.tolerance or 0}" if answer.text != "*" else "~"
        lines.append(f"\t{told}{_feedback(answer, wording)}")
    return "#\n" + "\n".join(lines) + "\n"


def _reflection(item: Item, wording: Wording) -> str:
    return ""


def _not_held(item: Item) -> list[str]:
    lost = {
        "Pictures are not in a GIFT file.": bool(item.pictures),
        "Units of numbers are not in a GIFT file.": bool(item.units),
        "That answers keep their order is not in a GIFT file.": not item.shuffle,
        "Levels and sources are not in a GIFT file.": bool(item.level or item.sources),
    }
    return [note for note, is_lost in lost.items() if is_lost]


ANSWERS = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _truth,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.SHORT_TEXT: _short,
    Kind.NUMERIC: _numeric,
    Kind.REFLECTION: _reflection,
}
