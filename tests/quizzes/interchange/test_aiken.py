"""Aiken: what is read, what is refused with its line, and what it cannot hold."""

import pytest

from quizzes.interchange import aiken
from quizzes.interchange.detect import Format, read
from quizzes.interchange.questions import FALSE, TRUE, Answer, Item, Kind

TWO = """\
What is a good first question?
A. Who is at home?
B) What is your number?
C. Nothing
ANSWER: A

Over two lines,
who asks?
A. Ann
B. Ben
answer: b
"""


def test_two_questions_are_read_and_the_format_is_seen():
    form, reading = read(TWO.encode())
    assert (form, reading.problems) == (Format.AIKEN, ())
    one, two = reading.items
    assert [(one.text, one.share) for one in one.answers] == [
        ("Who is at home?", 1),
        ("What is your number?", 0),
        ("Nothing", 0),
    ]
    assert (two.stem, [one.share for one in two.answers], two.line) == (
        "Over two lines,\nwho asks?",
        [0, 1],
        7,
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Who?\nA. Ann\nB. Ben\n", "Line 1: There is no line such as ANSWER: B after the answers."),
        (
            "\nWho?\nA. Ann\nB. Ben\n\nWhen?\nA. x\nB. y\nANSWER: A",
            "Line 2: There is no line such as ANSWER: B",
        ),
        ("Who?\nA. Ann\nB. Ben\nANSWER: C", "Line 4: “ANSWER: C” names no answer of this question."),
        (
            "Who?\nA. Ann\nB. Ben\nANSWER: Ann Lee",
            "Line 4: “ANSWER: Ann Lee” names no answer of this question.",
        ),
        ("ANSWER: A", "Line 1: There is no question above this."),
        ("Who?\nA. Ann\nC. Ben\nANSWER: A", "Line 1: The letters of its answers do not go A, B, C."),
        ("Who?\nA. Ann\nB.\nANSWER: A", "Line 1: One of the answers has no words."),
        ("Who?\nA. Ann\nANSWER: A", "Line 1: It has one answer. It needs at least two."),
    ],
)
def test_what_is_amiss_is_said_with_its_line(text, problem):
    assert str(aiken.read(text).problems[0]).startswith(problem)


def test_several_right_answers_are_taken():
    [item] = aiken.read("Who?\nA. Ann\nB. Ben\nC. Cy\nANSWER: A, C").items
    assert (item.kind, [one.share * 2 for one in item.answers]) == (Kind.MULTIPLE, [1, -2, 1])


def test_what_it_cannot_hold_is_named_and_left_out():
    written = aiken.write([Item(Kind.TRUE_FALSE, "So?", (Answer(TRUE), Answer(FALSE)))])
    assert written.text == ""
    assert [str(problem) for problem in written.problems] == [
        "“So?” is left out: Aiken holds only questions with one right answer, and this is “true or false”."
    ]
