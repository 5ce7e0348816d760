"""Moodle XML as Moodle writes it: each kind of question, its pictures, and those that we do not have."""

import base64
from fractions import Fraction

import pytest

from quizzes.interchange import moodle_xml, moodle_xml_writing
from quizzes.interchange.questions import FALSE, TRUE, Answer, Item, Kind, Picture, Unit, Unreadable

ONE, HALF, NONE = Fraction(1), Fraction(1, 2), Fraction(0)
PNG = b"\x89PNG\r\n\x1a\n and more"


def question(kind: str, inside: str, *, name: str = "First", stem: str = "Who asks?") -> str:
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>'
        f'<questiontext format="html"><text><![CDATA[<p>{stem}</p>]]></text></questiontext>'
        f'<generalfeedback format="html"><text>Because.</text></generalfeedback>{inside}</question>'
    )


def answer(text: str, fraction: str = "0", feedback: str = "", more: str = "") -> str:
    return (
        f'<answer fraction="{fraction}" format="html"><text>{text}</text>'
        f'<feedback format="html"><text>{feedback}</text></feedback>{more}</answer>'
    )


def quiz(*questions: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>{"".join(questions)}</quiz>'


def only(*parts: str) -> Item:
    reading = moodle_xml.read(quiz(*parts))
    assert reading.problems == ()
    [item] = reading.items
    return item


def said(*parts: str) -> list[str]:
    return [str(problem) for problem in moodle_xml.read(quiz(*parts)).problems]


def test_one_choice_with_all_that_stands_beside_it():
    inside = (
        "<idnumber>Q1</idnumber><single>true</single><shuffleanswers>0</shuffleanswers>"
        + answer("<![CDATA[<p>The <b>school</b></p>]]>", "100", "Yes &amp;amp; no")
        + answer("Nobody", "-33.33333")
        + "<tags><tag><text>asking</text></tag><tag><text>first</text></tag></tags>"
    )
    assert only(question("multichoice", inside)) == Item(
        Kind.SINGLE,
        "Who asks?",
        (Answer("The school", ONE, "Yes & no"), Answer("Nobody", Fraction(-1, 3))),
        name="First",
        explanation="Because.",
        tags=("asking", "first"),
        id="Q1",
        shuffle=False,
    )


def test_several_choices_keep_their_shares():
    inside = "<single>false</single>" + answer("A", "50") + answer("B", "50") + answer("C", "-100")
    item = only(question("multichoice", inside))
    assert (item.kind, [one.share for one in item.answers]) == (Kind.MULTIPLE, [HALF, HALF, -1])


def test_true_or_false_whichever_stands_first():
    item = only(question("truefalse", answer("false", "100", "Right") + answer("true", "0", "Wrong")))
    assert item.answers == (Answer(TRUE, NONE, "Wrong"), Answer(FALSE, ONE, "Right"))


def test_short_answers_are_plain_and_capitals_are_spoken_of():
    item = only(
        question("shortanswer", "<usecase>1</usecase>" + answer("a &lt; b", "100") + answer("*", "0", "No"))
    )
    assert item.answers == (Answer("a < b", ONE), Answer("*", NONE, "No"))
    assert item.notes == ("Capital letters make no difference here.",)


def test_numbers_have_tolerances_and_units():
    units = (
        "<units><unit><multiplier>1</multiplier><unit_name>W</unit_name></unit>"
        "<unit><multiplier>0.001</multiplier><unit_name>kW</unit_name></unit></units>"
        "<unitgradingtype>1</unitgradingtype>"
    )
    inside = answer("5500", "100", "Yes", "<tolerance>0.5</tolerance>") + answer("*", "0", "No") + units
    item = only(question("numerical", inside))
    assert item.answers == (Answer("5500", ONE, "Yes", "0.5"), Answer("*", NONE, "No"))
    assert item.units == (Unit("W"), Unit("kW", Fraction(1000)))
    assert item.unit_required is True


def test_matching_with_an_answer_that_goes_with_nothing():
    pair = '<subquestion format="html"><text>{}</text><answer><text>{}</text></answer></subquestion>'
    item = only(
        question(
            "matching", pair.format("nurse", "ward") + pair.format("judge", "court") + pair.format("", "sea")
        )
    )
    assert item.answers == (Answer("ward", prompt="nurse"), Answer("court", prompt="judge"), Answer("sea"))


def test_ordering_goes_by_the_places_that_are_written():
    item = only(question("ordering", answer("second", "2.0000000") + answer("first", "1.0000000")))
    assert [one.text for one in item.answers] == ["first", "second"]


def test_an_essay_is_a_reflection_and_what_graders_read_is_its_model_answer():
    item = only(
        question(
            "essay", '<graderinfo format="html"><text>Look at &lt;i&gt;all&lt;/i&gt;.</text></graderinfo>'
        )
    )
    assert (item.kind, item.answers) == (Kind.REFLECTION, (Answer("Look at all."),))


def test_a_category_holds_until_the_next_and_has_no_number():
    filed = '<question type="category"><category><text>$course$/top/Asking/a//b</text></category></question>'
    inside = answer("true", "100") + answer("false")
    reading = moodle_xml.read(quiz(filed, question("truefalse", inside), question("truefalse", inside)))
    assert [(item.category, item.element) for item in reading.items] == [
        (("Asking", "a/b"), 1),
        (("Asking", "a/b"), 2),
    ]


def test_embedded_pictures_are_kept_wherever_they_stand():
    data = base64.b64encode(PNG).decode()
    stem = (
        f'<question type="truefalse"><name><text>P</text></name><questiontext format="html">'
        f'<text><![CDATA[<img src="@@PLUGINFILE@@/a.png" alt="A door">See?<img src="data:image/png;base64,{data}">]]></text>'
        f'<file name="a.png" path="/" encoding="base64">{data}</file></questiontext>'
    )
    inside = answer("true", "100", "", f'<file name="b.png" encoding="base64">{data}</file>') + answer(
        "false"
    )
    item = only(f"{stem}{inside}</question>")
    assert item.stem == "[Picture: A door]See?"
    assert item.pictures == (Picture("a.png", PNG), Picture("picture-1.png", PNG), Picture("b.png", PNG))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("cloze", "gaps in a text (cloze)"),
        ("calculated", "a calculation (calculated)"),
        ("ddwtos", "words dragged into a text (ddwtos)"),
        ("description", "words that ask nothing (description)"),
        ("stack", "“stack”"),
        ("", "without a type"),
    ],
)
def test_a_kind_that_we_do_not_have_is_named_and_stops_no_other(kind, words):
    good = question("truefalse", answer("true", "100") + answer("false"))
    reading = moodle_xml.read(quiz(good, question(kind, "", name="Gaps"), good))
    assert [str(problem) for problem in reading.problems] == [
        f"Question 2 (Gaps): This is a kind of question that we do not have: {words}. It is left out."
    ]
    assert len(reading.items) == 2


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        (answer("A", "100"), "It has one answer. It needs at least two."),
        (answer("A", "100") + answer(""), "One of the answers has no words."),
        (answer("A", "lots") + answer("B"), "“lots” is no percentage."),
        (answer("A", "50") + answer("B"), "No answer earns the whole mark."),
        (
            answer("A", "100") + answer("B") + '<file name="x.png" encoding="base64">%%%</file>',
            "The file “x.png” cannot be read.",
        ),
    ],
)
def test_what_is_amiss_is_said_with_number_and_name(inside, problem):
    assert said(question("multichoice", inside)) == [f"Question 1 (First): {problem}"]


def test_what_is_not_kept_is_noted():
    inside = (
        answer("A", "100")
        + answer("B")
        + "<hint><text>Think</text></hint><correctfeedback><text>Yes</text></correctfeedback>"
    )
    assert only(question("multichoice", inside)).notes == (
        "Feedback for a whole answer is not kept.",
        "Hints are not kept.",
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<quiz><question>", "This is not whole XML: line 1, sign 17 cannot be read."),
        ("<html></html>", "This XML is no Moodle quiz: it does not begin with <quiz>."),
    ],
)
def test_what_is_no_quiz_is_refused_in_words(text, words):
    with pytest.raises(Unreadable) as refusal:
        moodle_xml.read(text)
    assert str(refusal.value) == words


def test_what_moodle_xml_has_no_place_for_is_said():
    item = Item(Kind.REFLECTION, "So?", sources=("S1",))
    assert moodle_xml_writing.write([item]).notes == ("Levels and sources are not in a Moodle XML file.",)


def test_the_one_picture_of_an_old_question_is_kept():
    data = base64.b64encode(PNG).decode()
    inside = (
        f"<image>old.png</image><image_base64>\n{data}\n</image_base64>" + answer("A", "100") + answer("B")
    )
    assert only(question("multichoice", inside)).pictures == (Picture("old.png", PNG),)


def test_words_to_begin_from_are_noted():
    inside = "<responsetemplate><text>I saw</text></responsetemplate>"
    assert only(question("essay", inside)).notes == ("Words to begin from are not kept.",)
