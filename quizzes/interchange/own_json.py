"""Our own JSON, which holds everything: {"format": "think-family-questions", "version": 1, "questions": [...]}.

Shares are in per cent, as text. Pictures are base64. What is empty is left out.
"""

import base64
import json
from collections.abc import Iterable
from dataclasses import fields

from quizzes.interchange import words
from quizzes.interchange.checks import ROWS_MAX, TOO_MANY, faults
from quizzes.interchange.questions import (
    Amiss,
    Answer,
    Item,
    Kind,
    Picture,
    Problem,
    Reading,
    Unit,
    Unreadable,
    Written,
    refuse_over,
)
from quizzes.interchange.shares import number, per_cent, share_of, times_of

FORMAT, VERSION = "think-family-questions", 1
NOT_OURS = f'This JSON is not questions of ours: it does not say "format": "{FORMAT}".'
LATER = "This file is of a later version than is read here."
TEXTS = ("name", "id", "level")
LONG_TEXTS = ("stem", "situation", "explanation")
LISTS = ("category", "tags", "sources")
SWITCHES = {"shuffle": True, "unit_required": False}
KNOWN = {one.name for one in fields(Item)} - {"notes", "line", "element"}
ANSWER_KNOWN = {one.name for one in fields(Answer)}


def read(text: str) -> Reading:
    """Every question that could be read, and every problem with the number of its question."""
    items, problems = [], []
    for element, raw in enumerate(_questions(text), start=1):
        try:
            item = _item(raw, element)
            problems += (found := [Problem.of(item, fault) for fault in faults(item)])
            items += [] if found else [item]
        except Amiss as amiss:
            problems.append(Problem(str(amiss), element=element))
    return Reading(tuple(items), tuple(problems))


def _questions(text: str) -> list:
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"This is no JSON: line {error.lineno} cannot be read.") from error
    except (RecursionError, ValueError) as error:
        raise Unreadable(
            "This JSON is nested too deeply, or has a number too long, to be questions."
        ) from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise Unreadable(NOT_OURS)
    if whole.get("version") != VERSION:
        raise Unreadable(LATER)
    if not isinstance(whole.get("questions"), list):
        raise Unreadable('It has no list of "questions".')
    refuse_over(len(whole["questions"]))
    return whole["questions"]


def _item(raw, element: int) -> Item:
    _refuse_unknown(raw, KNOWN)
    if raw.get("kind") not in list(Kind):
        raise Amiss(f"“{str(raw.get('kind'))[:40]}” is no kind of question here.")
    kind = Kind(raw["kind"])
    answers = tuple(_answer(one, kind) for one in _list(raw, "answers"))
    if kind != Kind.REFLECTION and not all(answer.text for answer in answers):
        raise Amiss("One of the answers has no words.")
    return Item(
        kind=kind,
        answers=answers,
        units=tuple(_unit(one) for one in _list(raw, "units")),
        pictures=tuple(_picture(one) for one in _list(raw, "pictures")),
        element=element,
        **{name: words.one_line(_text(raw, name)) for name in TEXTS},
        **{name: words.tidy(_text(raw, name)) for name in LONG_TEXTS},
        **{name: _texts(raw, name) for name in LISTS},
        **{name: _switch(raw, name) for name in SWITCHES},
    )


def _answer(raw, kind: Kind) -> Answer:
    _refuse_unknown(raw, ANSWER_KNOWN)
    is_number = kind == Kind.NUMERIC and raw.get("text") != "*"
    return Answer(
        text=number(_text(raw, "text")) if is_number else words.tidy(_text(raw, "text")),
        share=share_of(_text(raw, "share") or "0"),
        feedback=words.tidy(_text(raw, "feedback")),
        tolerance=number(_text(raw, "tolerance") or "0") if is_number else "",
        prompt=words.tidy(_text(raw, "prompt")),
    )


def _unit(raw) -> Unit:
    _refuse_unknown(raw, {"name", "times"})
    times = times_of(_text(raw, "times") or "1")
    if times is None:
        raise Amiss("How many times a unit is the first unit must be a number over 0, such as 60 or 0.5.")
    return Unit(words.one_line(_text(raw, "name")), times)


def _picture(raw) -> Picture:
    _refuse_unknown(raw, {"name", "data"})
    if not (data := words.bytes_of(_text(raw, "data"))):
        raise Amiss("A picture cannot be read.")
    return Picture(words.one_line(_text(raw, "name")) or "picture", data)


def _refuse_unknown(raw, known: set[str]) -> None:
    if not isinstance(raw, dict):
        raise Amiss("This is not written as { } with names and values.")
    if unknown := sorted(set(raw) - known):
        raise Amiss(f"“{unknown[0][:40]}” is not known here.")


def _text(raw: dict, name: str) -> str:
    value = raw.get(name, "")
    if not isinstance(value, str):
        raise Amiss(f"“{name}” must be text.")
    # Halves of a pair, which JSON can write and no database holds.
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _list(raw: dict, name: str) -> list:
    value = raw.get(name, [])
    if not isinstance(value, list):
        raise Amiss(f"“{name}” must be a list.")
    if len(value) > ROWS_MAX:
        raise Amiss(TOO_MANY)
    return value


def _texts(raw: dict, name: str) -> tuple[str, ...]:
    values = [words.one_line(_text({name: one}, name)) for one in _list(raw, name)]
    return tuple(value for value in values if value)


def _switch(raw: dict, name: str) -> bool:
    value = raw.get(name, SWITCHES[name])
    if not isinstance(value, bool):
        raise Amiss(f"“{name}” must be true or false.")
    return value


def write(items: Iterable[Item]) -> Written:
    whole = {"format": FORMAT, "version": VERSION, "questions": [as_dict(item) for item in items]}
    return Written(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")


def as_dict(item: Item) -> dict:
    """A question as JSON holds it, without what is empty or as always."""
    held = {"kind": item.kind.value} | {name: getattr(item, name) for name in (*TEXTS, *LONG_TEXTS)}
    held |= {name: list(getattr(item, name)) for name in LISTS}
    held |= {name: getattr(item, name) for name, usual in SWITCHES.items() if getattr(item, name) != usual}
    held["answers"] = [_answer_dict(answer) for answer in item.answers]
    held["units"] = [{"name": unit.name, "times": str(unit.times)} for unit in item.units]
    held["pictures"] = [
        {"name": one.name, "data": base64.b64encode(one.data).decode()} for one in item.pictures
    ]
    return {name: value for name, value in held.items() if value or name in SWITCHES}


def _answer_dict(answer: Answer) -> dict:
    held = {
        "text": answer.text,
        "share": per_cent(answer.share) if answer.share else "",
        "feedback": answer.feedback,
        "tolerance": answer.tolerance,
        "prompt": answer.prompt,
    }
    return {name: value for name, value in held.items() if value}
