"""Questions written as Moodle XML. All texts are plain, and say so."""

import base64
from collections.abc import Iterable
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # noqa: S405  (written, not read)

from quizzes.interchange.categories import path_of
from quizzes.interchange.questions import Answer, Item, Kind, Unit, Written
from quizzes.interchange.shares import per_cent, plain_number

TYPES = {
    Kind.SINGLE: "multichoice",
    Kind.MULTIPLE: "multichoice",
    Kind.TRUE_FALSE: "truefalse",
    Kind.MATCHING: "matching",
    Kind.ORDERING: "ordering",
    Kind.SHORT_TEXT: "shortanswer",
    Kind.NUMERIC: "numerical",
    Kind.REFLECTION: "essay",
}


def write(items: Iterable[Item]) -> Written:
    """Every question; its level and sources have no place in the file."""
    quiz, category, notes = Element("quiz"), (), []
    for item in items:
        if item.category != category:
            category = item.category
            _texted(SubElement(SubElement(quiz, "question", type="category"), "category"), path_of(category))
        _question(quiz, item)
        if item.level or item.sources:
            notes.append("Levels and sources are not in a Moodle XML file.")
    indent(quiz)
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(quiz, encoding="unicode") + "\n"
    return Written(text, notes=tuple(dict.fromkeys(notes)))


def _question(quiz: Element, item: Item) -> None:
    element = SubElement(quiz, "question", type=TYPES[item.kind])
    _texted(SubElement(element, "name"), item.name)
    asked = _plain(element, "questiontext", item.whole_stem)
    for picture in item.pictures:
        file = SubElement(asked, "file", name=picture.name, path="/", encoding="base64")
        file.text = base64.b64encode(picture.data).decode()
    _plain(element, "generalfeedback", item.explanation)
    SubElement(element, "idnumber").text = item.id
    SubElement(element, "shuffleanswers").text = str(item.shuffle).lower()
    if item.kind in (Kind.SINGLE, Kind.MULTIPLE):
        SubElement(element, "single").text = str(item.kind == Kind.SINGLE).lower()
    ANSWERS.get(item.kind, _listed)(element, item)
    if item.tags:
        tags = SubElement(element, "tags")
        for tag in item.tags:
            _texted(SubElement(tags, "tag"), tag)


def _texted(element: Element, text: str) -> Element:
    SubElement(element, "text").text = text
    return element


def _plain(parent: Element, tag: str, text: str, **attributes) -> Element:
    return _texted(SubElement(parent, tag, format="plain_text", **attributes), text)


def _answer(element: Element, answer: Answer, *, fraction: str) -> Element:
    written = _plain(element, "answer", answer.text, fraction=fraction)
    _plain(written, "feedback", answer.feedback)
    return written


def _listed(element: Element, item: Item) -> None:
    for answer in item.answers:
        _answer(element, answer, fraction=per_cent(answer.share))


def _matching(element: Element, item: Item) -> None:
    for answer in item.answers:
        _texted(SubElement(_plain(element, "subquestion", answer.prompt), "answer"), answer.text)


def _ordering(element: Element, item: Item) -> None:
    for place, answer in enumerate(item.answers, start=1):
        _answer(element, answer, fraction=str(place))


def _numeric(element: Element, item: Item) -> None:
    for answer in item.answers:
        written = _answer(element, answer, fraction=per_cent(answer.share))
        if answer.text != "*":
            SubElement(written, "tolerance").text = answer.tolerance or "0"
    if item.units:
        units = SubElement(element, "units")
        for unit in item.units:
            _unit(SubElement(units, "unit"), unit)
    SubElement(element, "unitgradingtype").text = str(int(item.unit_required))
    SubElement(element, "unitpenalty").text = "1" if item.unit_required else "0"
    SubElement(element, "showunits").text = "0" if item.units else "3"


def _unit(element: Element, unit: Unit) -> None:
    multiplier = Decimal(unit.times.denominator) / Decimal(unit.times.numerator)
    SubElement(element, "multiplier").text = plain_number(multiplier)
    SubElement(element, "unit_name").text = unit.name


def _reflection(element: Element, item: Item) -> None:
    _plain(element, "graderinfo", "\n\n".join(answer.text for answer in item.answers))


ANSWERS = {
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.NUMERIC: _numeric,
    Kind.REFLECTION: _reflection,
}
