"""What stops a quiz from being published, and what is only said."""

import datetime

import pytest

from quizzes.findings import stands_out
from quizzes.models import QuizPage
from tests.quizzes import factories
from tests.quizzes.factories import option, question

TODAY = datetime.date(2027, 3, 3)


def stops(page) -> list[str]:
    return [finding.text for finding in page.findings(on=TODAY) if finding.stops]


def draft(*questions, **fields) -> QuizPage:
    return QuizPage(title="Check", questions=list(questions), **fields)


def test_a_quiz_that_can_be_asked_has_nothing_amiss(quiz_page):
    assert quiz_page.findings(on=TODAY) == []


def test_a_quiz_without_questions_is_stopped(db):
    assert stops(draft()) == ["This quiz has no questions. Write one, or paste several."]


def test_a_question_without_a_right_answer_is_stopped_and_named(db):
    asked = question("What should go in the record?", options=[option("All"), option("Nothing")])
    assert stops(draft(asked)) == [
        "“What should go in the record?” has no right answer marked. Mark at least one."
    ]


def test_a_question_with_one_answer_or_two_alike_is_stopped_and_named(db):
    one = question("One?", options=[option("Yes", right=True), option("")])
    alike = question("Alike?", options=[option("Yes", right=True), option("Yes")])
    assert stops(draft(one, alike)) == [
        "“One?” cannot be asked. Write at least two answers.",
        "“Alike?” cannot be asked. “Yes” is there twice. Change one, or take it away.",
    ]


def test_a_question_that_asks_nothing_is_stopped(db):
    assert stops(draft(question("So?"), question(""))) == [
        "Question 2 does not ask anything. Write its question."
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "out"),
    [
        ([81], [40], True),
        ([81], [40, 41], False),  # one wrong answer is long enough
        ([80], [40], False),  # twice as long, and no more
        ([60], [20], False),  # 40 longer, and no more
        ([61], [20], True),
        ([90, 85], [40], True),
        ([90, 30], [40], False),  # one of the right ones is short
        ([200], [], False),  # nothing to stand out from
    ],
)
def test_a_right_answer_stands_out_when_it_is_twice_as_long_and_forty_characters_longer(right, wrong, out):
    lengths = [(length, True) for length in right] + [(length, False) for length in wrong]
    rows = [{"text": "x" * length, "is_right": is_right} for length, is_right in lengths]
    assert stands_out({"options": [*rows, {"text": "", "is_right": False}]}) is out


def test_a_question_whose_right_answer_stands_out_is_stopped_and_named(db):
    asked = question("Who decides?", options=[option("The ward team, " * 6, right=True), option("Nobody")])
    assert "The right answer of “Who decides?” is much longer than every wrong one" in stops(draft(asked))[0]


@pytest.mark.parametrize(("draw", "count"), [(None, 0), (1, 0), (2, 0), (3, 1)])
def test_a_draw_larger_than_its_bank_is_stopped(db, draw, count):
    found = draft(question("One?"), question("Two?"), draw=draw).findings(on=TODAY)
    assert [finding.field for finding in found] == ["draw"] * count
    assert all("It draws 3 questions and has 2" in finding.text for finding in found)


def test_an_overdue_source_of_a_question_is_warned_of(db):
    source = factories.add_source(review_on=TODAY - datetime.timedelta(days=1))
    [finding] = draft(question("One?", sources=[source])).findings(on=TODAY)
    assert not finding.stops
