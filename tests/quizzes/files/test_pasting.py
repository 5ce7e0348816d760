"""Questions as they are pasted: what is read, what is refused and where, and what Word leaves behind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes import limits
from quizzes.files.pasted import Answer, Question
from quizzes.files.pasting import BYTES_MAX, QUESTIONS_AT_ONCE, TooMuch, read
from quizzes.files.plain_text import plain

WRITTEN = """\
1. What should go in the record?
* What you saw, and in what order
# Yes: describe, do not label.
Happy, independent baby
# This is a conclusion.
Nothing
> Others can build on a description.
> They cannot build on a label.
Source: S58, S2
"""

AIKEN = """\
Who may refer?
A. Anybody
B) The parent alone
ANSWER: A

Which of these helps?
(a) Naming people
(b) Numbers
(c) Asking
Answers: a and c
"""


def written(question: Question, number: int) -> str:
    """A question as plain text, with every label that the format knows."""
    lines = [f"Situation: {line}" for line in question.situation.splitlines()]
    lines.append(f"{number}. {question.stem}")
    for letter, answer in zip("abcdefghij", question.answers, strict=False):
        lines.append(f"{'* ' if answer.is_right else ''}{letter}) {answer.text}")
        lines += [f"# {answer.feedback}"] if answer.feedback else []
    lines += [f"> {line}" for line in question.explanation.split("\n") if line]
    lines += [f"Source: {', '.join(question.sources)}"] if question.sources else []
    return "\n".join(lines)


def only(text: str) -> Question:
    """The one question of a text in which nothing is amiss."""
    reading = read(text)
    assert reading.problems == []
    [question] = reading.questions
    return question


def said(text: str) -> list[str]:
    return [str(problem) for problem in read(text).problems]


def texts(question: Question) -> list[str]:
    return [answer.text for answer in question.answers]


def right(question: Question) -> list[str]:
    return [answer.text for answer in question.answers if answer.is_right]


# What is read


def test_a_question_is_read_whole():
    assert only(WRITTEN) == Question(
        line=1,
        stem="What should go in the record?",
        answers=(
            Answer(2, "What you saw, and in what order", True, "Yes: describe, do not label."),
            Answer(4, "Happy, independent baby", False, "This is a conclusion."),
            Answer(6, "Nothing"),
        ),
        explanation="Others can build on a description.\nThey cannot build on a label.",
        sources=("S58", "S2"),
    )


def test_aiken_is_read():
    one, several = read(AIKEN).questions
    assert (one.stem, texts(one), right(one)) == (
        "Who may refer?",
        ["Anybody", "The parent alone"],
        ["Anybody"],
    )
    assert (texts(several), right(several)) == (
        ["Naming people", "Numbers", "Asking"],
        ["Naming people", "Asking"],
    )


@pytest.mark.parametrize(("stars", "is_multiple"), [(1, False), (2, True), (3, True)])
def test_the_count_of_right_answers_decides_whether_several_are_asked_for(stars, is_multiple):
    lines = [f"{'*' if number < stars else ''}Answer {number}" for number in range(3)]
    assert only("\n".join(["Which?", *lines])).is_multiple is is_multiple


def test_a_situation_stands_before_its_question():
    question = only("Situation: A boy of five is off school.\n\nWhat do you ask?\n*His name\nNothing")
    assert (question.situation, question.stem) == ("A boy of five is off school.", "What do you ask?")


def test_questions_that_are_numbered_need_no_blank_lines_between_them():
    text = "1. One?\n*Yes\nNo\n2. Two?\n*Up\nDown\n> So it is.\nThree?\n*In\nOut"
    assert [question.stem for question in read(text).questions] == ["One?", "Two?", "Three?"]


def test_blank_lines_between_a_question_and_what_can_only_be_its_own_are_passed_over():
    text = "One?\n\na) Yes\n\nb) No\n\nANSWER: A\n\n> So it is.\n\n\nTwo?\n*Up\nDown"
    one, two = read(text).questions
    assert (texts(one), right(one), one.explanation, two.stem) == (
        ["Yes", "No"],
        ["Yes"],
        "So it is.",
        "Two?",
    )


@pytest.mark.parametrize(
    "lines",
    [
        ["a) Ring", "*b) Ask"],
        ["A. Ring", "B. *Ask"],
        ["1. Ring", "* 2. Ask"],
        ["(a) Ring", "(b) * Ask"],
        ["•\tRing", "*Ask"],
        ["o\tRing", "o\t*Ask"],
        ["- Ring", "– *Ask"],
        ["\uf0b7\tRing", "·  *Ask"],
    ],
)
def test_numbers_letters_and_bullets_are_left_out(lines):
    question = only("\n".join(["1) Which?", *lines]))
    assert (question.stem, texts(question), right(question)) == ("Which?", ["Ring", "Ask"], ["Ask"])


def test_what_only_looks_like_a_label_is_kept():
    question = only("2.5 mg of what?\n-5 degrees\n*A. Lincoln said so\nI. Newton did not\n3 in 10")
    assert question.stem == "2.5 mg of what?"
    assert texts(question) == ["-5 degrees", "A. Lincoln said so", "I. Newton did not", "3 in 10"]


def test_what_word_leaves_behind_is_taken_out_and_its_words_are_kept():
    pasted = "\ufeff1.\u00a0“Who’s\u00a0at\thome?”\x0b*\u00a0Every\u2011one\x0c\u2022\tNo\x00body\u200b\x07 \r\n> As\u00adked\r"
    question = only(pasted)
    assert question.stem == "“Who’s at home?”"
    assert texts(question) == ["Every-one", "Nobody"]
    assert question.explanation == "Asked"


def test_nothing_comes_of_nothing():
    assert read("\n \n\t\n").questions == read("").problems == []


# What is refused


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Who?\nOne\nTwo", "Line 1: “Who?” has no right answer. Put * in front of it."),
        ("\n\nWho?\n*One", "Line 3: “Who?” has one answer. It needs at least two."),
        (
            "Who?",
            "Line 1: “Who?” has no answers. Write each on a line of its own, straight under the question.",
        ),
        ("Who?\n*One\nTwo\nOne", "Line 4: “One” is there twice. Change one."),
        ("Who?\n# Why\n*One\nTwo", "Line 2: This starts with #, and there is no answer above it."),
        ("* One\n", "Line 1: This starts with *, and there is no question above it."),
        ("ANSWER: B", "Line 1: There is no question here. Write it on the first line."),
        (
            "Who?\nA. One\nB. Two\nANSWER: F",
            "Line 4: “ANSWER: F” names no answer of this question. Write its letter, such as B.",
        ),
        (
            "Who?\nA. One\nB. Two\nANSWER: Two",
            "Line 4: “ANSWER: Two” names no answer of this question. Write its letter, such as B.",
        ),
        (
            "Who?\n*One\n" + "x" * (limits.OPTION_CHARS + 1),
            f"Line 3: The answer is {limits.OPTION_CHARS + 1} characters long. Keep to {limits.OPTION_CHARS}.",
        ),
        (
            f"Who?\n*One\nTwo\nSource: {' '.join(f'S{n}' for n in range(9))}",
            "Line 1: Name up to 8 sources.",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_by_its_line(text, problem):
    assert said(text) == [problem]
    assert read(text).questions == []


def test_too_many_answers_are_refused():
    text = "\n".join(["Who?", "*One", *[f"Answer {number}" for number in range(limits.OPTIONS_MAX)]])
    assert said(text) == ["Line 1: “Who?” has 11 answers. Keep to 10, or put a blank line between questions."]


def test_a_good_question_is_kept_beside_a_bad_one_and_the_bad_one_is_left_as_it_was():
    reading = read("Who?\nOne\nTwo\n# Why\n\n" + WRITTEN + "\nWhen?\nNow")
    assert [question.stem for question in reading.questions] == ["What should go in the record?"]
    assert [problem.line for problem in reading.problems] == [1, 16]
    assert reading.left == "Who?\nOne\nTwo\n# Why\n\nWhen?\nNow"


def test_more_than_can_be_read_at_once_is_refused_in_words():
    with pytest.raises(TooMuch, match="This is 100 kB of text, and 100 kB can be read at once"):
        read("é" * (BYTES_MAX // 2 + 1))
    with pytest.raises(TooMuch, match="This is 201 questions. Paste up to 200 at a time."):
        read("Who?\n\n" * (QUESTIONS_AT_ONCE + 1))


def test_as_many_as_the_limit_are_read():
    assert len(read("Who?\n*One\nTwo\n\n" * QUESTIONS_AT_ONCE).questions) == QUESTIONS_AT_ONCE


def test_a_source_that_is_not_known_is_refused_and_case_does_not_matter():
    text = "Who?\n*One\nTwo\nSource: s58, S2"
    assert read(text, known_sources=["S58", "s2"]).problems == []
    assert [str(problem) for problem in read(text, known_sources=["S58"]).problems] == [
        "Line 4: There is no source “S2”. Add it under Sources first, or take it out here."
    ]


# Whatever is pasted

PIECES = [
    "a) ",
    "1. ",
    "2. ",
    "* ",
    "*",
    "# ",
    "> ",
    "- ",
    "•",
    "o\t",
    "Source: ",
    "ANSWER: ",
    "A",
    "b",
    "Situation: ",
]
line = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=4).map("".join)
question = st.tuples(line, line, st.lists(line, min_size=1, max_size=4)).map(
    lambda parts: "\n".join([f"Who {parts[0]}", f"* One {parts[1]}", *parts[2], ""])
)
anything = st.lists(st.one_of(line, st.just(""), question), max_size=8).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(anything)
def test_what_was_read_and_written_out_again_is_read_the_same(text):
    reading = read(text)
    again = read("\n\n".join(written(one, number) for number, one in enumerate(reading.questions, start=1)))
    assert again.problems == []
    assert again.questions == reading.questions


@settings(max_examples=200, deadline=None)
@given(anything)
def test_every_line_is_a_question_s_or_is_left_and_every_problem_has_a_line(text):
    reading = read(text)
    lines = plain(text).split("\n")
    assert bool(reading.left) == bool(reading.problems)
    assert all(1 <= problem.line <= len(lines) and lines[problem.line - 1] for problem in reading.problems)
    assert all(lines[question.line - 1].endswith(question.stem) for question in reading.questions)
    assert plain("\n".join(lines)).split("\n") == lines


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_plain_text_has_no_sign_that_cannot_be_kept(text):
    assert not set(plain(text)) & {"\x00", "\r", "\ufeff", "\u00a0", "\t"}
