"""Aiken: a question, its answers with a letter each, and a line ANSWER: with the letter of the right one.

It holds questions with one right answer, and no words about any answer. https://docs.moodle.org/en/Aiken_format
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from string import ascii_uppercase

from quizzes.interchange.checks import faults
from quizzes.interchange.questions import Answer, Item, Kind, Problem, Reading, Written, refuse_over
from quizzes.interchange.words import one_line, tidy

LETTERED = re.compile(r"([A-Z])[.)](?:\s(.*))?")
KEY = re.compile(r"ANSWER:(.*)", re.IGNORECASE)
KEY_CHARS = 100
KEY_LETTERS = re.compile(r"[A-Za-z](?:\s*(?:,|and|\s)\s*[A-Za-z])*")

UNENDED = "There is no line such as ANSWER: B after the answers."
UNASKED = "There is no question above this."


@dataclass
class Draft:
    line: int = 0
    stem: list[str] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)


def read(text: str) -> Reading:
    """Every question that could be read, and every problem with its line."""
    items, problems, draft, count = [], [], Draft(), 0
    for number, line in enumerate(text.split("\n"), start=1):
        if key := KEY.fullmatch(line.strip()):
            refuse_over(count := count + 1)
            _end(draft, number, key[1].strip(), items, problems)
            draft = Draft()
        elif answer := LETTERED.fullmatch(line.strip()) if draft.stem else None:
            draft.answers.append((answer[1], (answer[2] or "").strip()))
        elif line.strip():
            if draft.answers:
                refuse_over(count := count + 1)
                problems.append(Problem(UNENDED, line=draft.line))
                draft = Draft()
            draft.line = draft.line or number
            draft.stem.append(line)
    if draft.stem:
        problems.append(Problem(UNENDED, line=draft.line))
    return Reading(tuple(items), tuple(problems))


def _end(draft: Draft, number: int, key: str, items: list[Item], problems: list[Problem]) -> None:
    if not draft.stem:
        problems.append(Problem(UNASKED, line=number))
        return
    letters = (
        re.findall("[A-Z]", key.upper().replace("AND", ","))
        if len(key) <= KEY_CHARS and KEY_LETTERS.fullmatch(key)
        else []
    )
    there = [letter for letter, _ in draft.answers]
    if not letters or not set(letters) <= set(there):
        problems.append(Problem(f"“ANSWER: {key[:20]}” names no answer of this question.", line=number))
        return
    item = _item(draft, letters)
    found = [Problem.of(item, fault) for fault in _faults(item, there)]
    problems += found
    items += [] if found else [item]


def _item(draft: Draft, letters: list[str]) -> Item:
    part = Fraction(1, len(set(letters)))
    several = len(set(letters)) > 1
    answers = tuple(
        Answer(tidy(text), part if letter in letters else Fraction(-1 if several else 0))
        for letter, text in draft.answers
    )
    kind = Kind.MULTIPLE if several else Kind.SINGLE
    return Item(kind, tidy("\n".join(draft.stem)), answers, line=draft.line)


def _faults(item: Item, letters: list[str]) -> list[str]:
    found = faults(item)
    if not all(answer.text for answer in item.answers):
        found.append("One of the answers has no words.")
    if letters != list(ascii_uppercase[: len(letters)]):
        found.append("The letters of its answers do not go A, B, C.")
    return found


def write(items: Iterable[Item]) -> Written:
    """The questions that Aiken can hold; each of the others is a problem."""
    parts, problems, notes = [], [], []
    for item in items:
        if reason := _no_room(item):
            problems.append(Problem(f"“{one_line(item.stem)[:60]}” is left out: {reason}"))
            continue
        lines = [item.whole_stem.replace("\n\n", "\n")]
        lines += [f"{letter}. {one_line(answer.text)}" for letter, answer in _lettered(item)]
        lines.append("ANSWER: " + ", ".join(letter for letter, one in _lettered(item) if one.share == 1))
        parts.append("\n".join(lines))
        notes += _not_held(item)
    return Written("\n\n".join([*parts, ""]) if parts else "", tuple(problems), tuple(dict.fromkeys(notes)))


def _lettered(item: Item):
    return zip(ascii_uppercase, item.answers, strict=False)


def _no_room(item: Item) -> str:
    if item.kind != Kind.SINGLE:
        return f"Aiken holds only questions with one right answer, and this is “{item.kind.words}”."
    if len({one_line(answer.text) for answer in item.answers}) < len(item.answers):
        return "two of its answers would be the same on one line."
    if len(item.answers) > len(ascii_uppercase):
        return "Aiken has a letter for 26 answers."
    if any(LETTERED.fullmatch(line) or KEY.fullmatch(line) for line in item.whole_stem.split("\n")[1:]):
        return "one of its lines would be taken for an answer."
    return ""


def _not_held(item: Item) -> list[str]:
    feedback = item.explanation or any(answer.feedback for answer in item.answers)
    filed = item.name or item.category or item.tags or item.id or item.level or item.sources
    lost = {
        "Feedback and explanations are not in an Aiken file.": feedback,
        "Names, categories, tags, levels and sources are not in an Aiken file.": filed,
        "Pictures are not in an Aiken file.": item.pictures,
        "Shares of a mark are not in an Aiken file.": any(
            answer.share not in (0, 1) for answer in item.answers
        ),
    }
    return [note for note, is_lost in lost.items() if is_lost]
