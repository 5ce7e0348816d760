"""The answers of each kind of question in Moodle XML, and what else only that kind has."""

from fractions import Fraction
from xml.etree.ElementTree import Element  # noqa: S405  (only the type)

from quizzes.interchange import words
from quizzes.interchange.moodle_xml_texts import text_in, words_in
from quizzes.interchange.questions import FALSE, TRUE, Amiss, Answer, Kind, Unit
from quizzes.interchange.shares import number, share_of

UNIT_PARTS_MAX = 1_000_000


def _listed(element: Element, texts) -> tuple[Answer, ...]:
    found = []
    for answer in element.findall("answer"):
        text = texts(answer)
        if not text:
            raise Amiss("One of the answers has no words.")
        found.append(Answer(text, _share(answer), words_in(answer.find("feedback"))))
    return tuple(found)


def _share(answer: Element) -> Fraction:
    return share_of(answer.get("fraction") or answer.findtext("fraction") or "0")


def _choice(element: Element) -> dict:
    return {"answers": _listed(element, words_in)}


def _short(element: Element) -> dict:
    """Accepted texts are plain in Moodle whatever they look like."""
    return {"answers": _listed(element, lambda answer: words.tidy(text_in(answer)))}


def _truth(element: Element) -> dict:
    found = {answer.text.lower(): answer for answer in _listed(element, words_in)}
    if set(found) != {TRUE, FALSE}:
        raise Amiss("Its answers must be true and false.")
    return {"answers": tuple(Answer(text, found[text].share, found[text].feedback) for text in (TRUE, FALSE))}


def _matching(element: Element) -> dict:
    pairs = []
    for pair in element.findall("subquestion"):
        text = words.tidy(text_in(pair.find("answer")))
        prompt = words_in(pair)
        if not text and prompt:
            raise Amiss(f"“{prompt[:40]}” has nothing that goes with it.")
        if text:
            pairs.append(Answer(text, prompt=prompt))
    return {"answers": tuple(pairs)}


def _ordering(element: Element) -> dict:
    """Moodle's shares are places here: 1, 2, 3. Where none are written, the order is that of the file."""
    answers = element.findall("answer")
    try:
        answers = sorted(answers, key=lambda answer: float(answer.get("fraction") or 0))
    except ValueError as error:
        raise Amiss("The place of one of its answers is no number.") from error
    texts = [words_in(answer) for answer in answers]
    if not all(texts):
        raise Amiss("One of the answers has no words.")
    return {"answers": tuple(Answer(text) for text in texts)}


def _numeric(element: Element) -> dict:
    found = []
    for answer in element.findall("answer"):
        feedback, written = words_in(answer.find("feedback")), text_in(answer).strip()
        if written == "*":
            found.append(Answer("*", _share(answer), feedback))
            continue
        tolerance = number(answer.findtext("tolerance") or "0")
        if tolerance.startswith("-"):
            raise Amiss("A tolerance is less than nothing.")
        found.append(Answer(number(written), _share(answer), feedback, tolerance))
    units = tuple(_unit(unit) for unit in element.findall("units/unit"))
    grading = (element.findtext("unitgradingtype") or "0").strip()
    return {
        "answers": tuple(found),
        "units": units,
        "unit_required": bool(units) and grading not in ("0", ""),
    }


def _unit(unit: Element) -> Unit:
    """Moodle says how many of it make the first unit; we say how many of the first it makes."""
    multiplier = Fraction(number(unit.findtext("multiplier") or "1"))
    if multiplier <= 0:
        raise Amiss("The multiplier of a unit must be more than 0.")
    exact = 1 / multiplier
    simple = exact.limit_denominator(UNIT_PARTS_MAX)
    is_near = abs(simple - exact) * 10**8 < exact
    return Unit(words.one_line(unit.findtext("unit_name") or ""), simple if is_near else exact)


def _reflection(element: Element) -> dict:
    model = words_in(element.find("graderinfo"))
    return {"answers": (Answer(model),) if model else ()}


READERS = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _truth,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.SHORT_TEXT: _short,
    Kind.NUMERIC: _numeric,
    Kind.REFLECTION: _reflection,
}
