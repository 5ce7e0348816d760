"""Moodle XML: reading it. Writing is in moodle_xml_writing. https://docs.moodle.org/en/Moodle_XML_format"""

from xml.etree.ElementTree import Element  # noqa: S405  (only the type)

from quizzes.interchange import words
from quizzes.interchange.categories import category_of
from quizzes.interchange.checks import faults
from quizzes.interchange.moodle_xml_answers import READERS
from quizzes.interchange.moodle_xml_texts import formatted, pictures_of, text_in, texts_in
from quizzes.interchange.questions import (
    Amiss,
    Item,
    Kind,
    Picture,
    Problem,
    Reading,
    Unreadable,
    refuse_over,
)
from quizzes.interchange.xml_tree import tree_of

# What Moodle calls a kind, and what people there call those that we do not have.
KINDS = {
    "truefalse": Kind.TRUE_FALSE,
    "matching": Kind.MATCHING,
    "match": Kind.MATCHING,
    "ordering": Kind.ORDERING,
    "shortanswer": Kind.SHORT_TEXT,
    "numerical": Kind.NUMERIC,
    "essay": Kind.REFLECTION,
}
NOT_HELD = {
    "cloze": "gaps in a text (cloze)",
    "multianswer": "gaps in a text (cloze)",
    "calculated": "a calculation (calculated)",
    "calculatedsimple": "a calculation (calculatedsimple)",
    "calculatedmulti": "a calculation (calculatedmulti)",
    "ddwtos": "words dragged into a text (ddwtos)",
    "gapselect": "words chosen in a text (gapselect)",
    "ddimageortext": "words dragged onto a picture (ddimageortext)",
    "ddmarker": "markers on a picture (ddmarker)",
    "randomsamatch": "matching at random (randomsamatch)",
    "description": "words that ask nothing (description)",
}
NOT_QUIZ = "This XML is no Moodle quiz: it does not begin with <quiz>."
KEPT_OUT = {
    "correctfeedback": "Feedback for a whole answer is not kept.",
    "partiallycorrectfeedback": "Feedback for a whole answer is not kept.",
    "incorrectfeedback": "Feedback for a whole answer is not kept.",
    "hint": "Hints are not kept.",
    "responsetemplate": "Words to begin from are not kept.",
}


def read(text: str) -> Reading:
    """Every question that could be read, and every problem with the number and name of its element."""
    quiz = tree_of(text)
    if quiz.tag != "quiz":
        raise Unreadable(NOT_QUIZ)
    items, problems, category, number = [], [], (), 0
    for element in quiz:
        if element.get("type") == "category":
            category = category_of(text_in(element.find("category")))
            continue
        number += 1
        refuse_over(number)
        item, found = _read_one(element, number, category)
        problems += found
        items += [] if found else [item]
    return Reading(tuple(items), tuple(problems))


def _read_one(element: Element, number: int, category: tuple[str, ...]) -> tuple[Item | None, list[Problem]]:
    name = words.one_line(text_in(element.find("name")))
    try:
        item = _item(element, number, name, category)
    except Amiss as amiss:
        return None, [Problem(str(amiss), element=number, name=name)]
    return item, [Problem.of(item, fault) for fault in faults(item)]


def _item(element: Element, number: int, name: str, category: tuple[str, ...]) -> Item:
    kind = _kind(element)
    stem, pictures = formatted(element.find("questiontext"))
    explanation, more = formatted(element.find("generalfeedback"))
    return Item(
        kind=kind,
        stem=stem,
        name=name,
        explanation=explanation,
        category=category,
        tags=tuple(tag for text in texts_in(element, "tags/tag") if (tag := words.one_line(text))),
        id=words.one_line(element.findtext("idnumber") or ""),
        shuffle=_is_on(element, "shuffleanswers", usually=True),
        pictures=_distinct(
            (*pictures, *more, *pictures_of(element, but=("questiontext", "generalfeedback")))
        ),
        notes=tuple(_notes(element)),
        element=number,
        **READERS[kind](element),
    )


def _kind(element: Element) -> Kind:
    written = (element.get("type") or "").strip().lower()
    if element.tag != "question":
        raise Amiss(f"<{element.tag[:40]}> is no question.")
    if written == "multichoice":
        return Kind.SINGLE if _is_on(element, "single", usually=True) else Kind.MULTIPLE
    if written not in KINDS:
        known = NOT_HELD.get(written, f"“{words.one_line(written)[:40]}”" if written else "without a type")
        raise Amiss(f"This is a kind of question that we do not have: {known}. It is left out.")
    return KINDS[written]


def _is_on(element: Element, tag: str, *, usually: bool) -> bool:
    written = (element.findtext(tag) or "").strip().lower()
    return written in ("true", "1") if written else usually


def _notes(element: Element):
    said = {note for tag, note in KEPT_OUT.items() if any(map(_has_words, element.findall(tag)))}
    yield from sorted(said)
    if _is_on(element, "usecase", usually=False):
        yield "Capital letters make no difference here."


def _has_words(element: Element) -> bool:
    return bool(text_in(element).strip())


def _distinct(pictures: tuple[Picture, ...]) -> tuple[Picture, ...]:
    return tuple(dict.fromkeys(pictures))
