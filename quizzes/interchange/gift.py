"""GIFT, Moodle's format of plain text: reading it. Writing is in gift_writing.

A blank line ends a question. Signs are escaped by a backslash. https://docs.moodle.org/en/GIFT_format
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizzes.interchange import gift_answers, gift_signs, words
from quizzes.interchange.categories import category_of
from quizzes.interchange.checks import faults
from quizzes.interchange.questions import Amiss, Item, Problem, Reading, refuse_over

CATEGORY = re.compile(r"\s*\$CATEGORY:(.*)", re.IGNORECASE)
TAG = re.compile(r"\[tag:((?:\\\]|(?!\[tag:)[^\]]){1,200})\]", re.IGNORECASE)
ID = re.compile(r"\[id:((?:\\\]|(?!\[id:)[^\]]){1,200})\]", re.IGNORECASE)
TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
# A sentence whose answers stand in its midst shows a gap there.
GAP = "_____"

UNFINISHED = "There is a { without a } before the blank line. Take the blank line out, or write the }."
NO_ANSWERS = "This has no answers in { }, so it is only words, which a quiz does not hold. It is left out."
TWICE = "There is a second { here. Leave a blank line between questions, or write \\{ for the sign itself."
UNOPENED = "There is a } without a { before it. Write \\} for the sign itself."


@dataclass
class Chunk:
    """The lines of one question, and what comments said before it. `line` is its first."""

    line: int = 0
    lines: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    id: str = ""


def read(text: str) -> Reading:
    """Every question that could be read, and every problem with its line."""
    items, problems, category, number = [], [], (), 0
    for chunk in _chunks(text):
        if isinstance(chunk, tuple):
            category = chunk
            continue
        number += 1
        refuse_over(number)
        try:
            item = _item(chunk, category)
            problems += (found := [Problem.of(item, fault) for fault in faults(item)])
            items += [] if found else [item]
        except Amiss as amiss:
            problems.append(Problem(str(amiss), line=chunk.line))
    return Reading(tuple(items), tuple(problems))


def _chunks(text: str) -> Iterator[Chunk | tuple[str, ...]]:
    """Questions as their lines, and categories as their paths, in order."""
    chunk = Chunk()
    for number, line in enumerate(text.split("\n"), start=1):
        if line.lstrip().startswith("//"):
            _note(chunk, line)
        elif match := CATEGORY.fullmatch(line):
            if chunk.lines:
                yield chunk
            chunk = Chunk()
            yield category_of(match[1])
        elif line.strip():
            chunk.line = chunk.line or number
            chunk.lines.append(line)
        elif chunk.lines:
            yield chunk
            chunk = Chunk()
    if chunk.lines:
        yield chunk


def _note(chunk: Chunk, comment: str) -> None:
    chunk.tags += [words.one_line(tag.replace("\\]", "]")) for tag in TAG.findall(comment)]
    if match := ID.search(comment):
        chunk.id = words.one_line(match[1].replace("\\]", "]"))


def _item(chunk: Chunk, category: tuple[str, ...]) -> Item:
    whole = gift_signs.hide("\n".join(chunk.lines))
    name = ""
    if title := TITLE.match(whole):
        name, whole = words.one_line(gift_signs.show(title[1])), whole[title.end() :]
    form, whole = gift_signs.parted(whole)
    before, inside, after = _parts(whole)
    inside, _, general = inside.partition("####")
    kind, answers = gift_answers.read(inside, form)
    return Item(
        kind,
        gift_signs.READERS[form](gift_signs.show(_with_gap(before, after))),
        answers,
        name=name,
        explanation=gift_signs.plain(general, form),
        category=category,
        tags=tuple(chunk.tags),
        id=chunk.id,
        line=chunk.line,
    )


def _parts(whole: str) -> tuple[str, str, str]:
    """What stands before the braces, in them and after them."""
    before, opened, rest = whole.partition("{")
    if not opened:
        raise Amiss(UNOPENED if "}" in whole else NO_ANSWERS)
    inside, closed, after = rest.partition("}")
    if not closed:
        raise Amiss(UNFINISHED)
    if "{" in inside or "{" in after:
        raise Amiss(TWICE)
    if "}" in before or "}" in after:
        raise Amiss(UNOPENED)
    return before, inside, after


def _with_gap(before: str, after: str) -> str:
    if not after.strip():
        return before
    space = " " if before.strip() and not before[-1].isspace() else ""
    return f"{before}{space}{GAP}{after}"
