"""Which format a file is in; reading and writing in a format by its name."""

import re
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from quizzes.interchange import aiken, gift, gift_writing, moodle_xml, moodle_xml_writing, own_json
from quizzes.interchange.decoding import decode
from quizzes.interchange.questions import Item, Problem, Reading, Unreadable, Written


class Format(StrEnum):
    GIFT = "gift"
    MOODLE_XML = "moodle-xml"
    AIKEN = "aiken"
    JSON = "json"

    @property
    def words(self) -> str:
        return {"gift": "GIFT", "moodle-xml": "Moodle XML", "aiken": "Aiken", "json": "JSON, our own"}[self]

    @property
    def extension(self) -> str:
        return {"moodle-xml": "xml", "json": "json"}.get(self, "txt")


READERS = {
    Format.GIFT: gift.read,
    Format.MOODLE_XML: moodle_xml.read,
    Format.AIKEN: aiken.read,
    Format.JSON: own_json.read,
}
WRITERS = {
    Format.GIFT: gift_writing.write,
    Format.MOODLE_XML: moodle_xml_writing.write,
    Format.AIKEN: aiken.write,
    Format.JSON: own_json.write,
}
AIKEN_KEY = re.compile(r"^[^\S\n]*ANSWER:[^\S\n]*[A-Z]\b", re.IGNORECASE | re.MULTILINE)
AIKEN_ANSWER = re.compile(r"^[^\S\n]*A[.)]", re.MULTILINE)
UNKNOWN = "This is none of GIFT, Moodle XML, Aiken and our own JSON, as far as can be seen."
NOTHING = "There is no question in the file."


def detect(text: str) -> Format:
    """The format that a text is in, by what stands in it."""
    start = text.lstrip()[:1]
    if start == "<" and re.match(r"<\?xml|<!|<quiz|<[a-z]+[\s>]", text.lstrip()[:40], re.IGNORECASE):
        return Format.MOODLE_XML
    if (
        start == "["
        and not re.match(r"\[(?:html|moodle|plain|markdown)\]", text.lstrip())
        or _is_object(text)
    ):
        return Format.JSON
    if AIKEN_KEY.search(text) and AIKEN_ANSWER.search(text):
        return Format.AIKEN
    if "{" in text or "::" in text or "$CATEGORY" in text:
        return Format.GIFT
    raise Unreadable(UNKNOWN)


def _is_object(text: str) -> bool:
    return re.match(r'\s*\{\s*(?:"|\})', text) is not None


def read(data: bytes, form: Format | None = None) -> tuple[Format, Reading]:
    """What a file comes to, in the format given or the one that it is in. Unreadable where it is nothing at all."""
    text, said = decode(data)
    form = form or detect(text)
    reading = READERS[form](text)
    if not (reading.items or reading.problems):
        raise Unreadable(NOTHING)
    problems = sorted(reading.problems, key=_in_order)
    return form, replace(reading, problems=tuple(problems), notes=(*said, *reading.notes))


def _in_order(problem: Problem) -> int:
    return problem.line or problem.element


def write(items: Iterable[Item], form: Format) -> Written:
    return WRITERS[form](items)
