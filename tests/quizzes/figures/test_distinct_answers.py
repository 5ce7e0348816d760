"""How an answer of each kind is read, so that equal ones can be counted."""

import pytest

from quizzes.attempts import attempts
from quizzes.attempts.responses import TYPED
from quizzes.figures.distinct_answers import OTHERS, Verdict, lines_of
from quizzes.figures.first_answers import Answered, responses_of
from quizzes.questions import QuestionVersion
from tests.quizzes import factories, kinds
from tests.quizzes.factories import AT

RIGHT, PARTLY, NOT = Verdict.RIGHT, Verdict.PARTLY, Verdict.NOT
# Of each kind an answer, and how it is read.
READ = {
    "single": (["Guess"], {"": ("Guess", NOT)}),
    "multiple": (["Wait", "Write", "Ask"], {"": ("Ask; Write; Wait", PARTLY)}),
    "true_false": (["True"], {"": ("True", RIGHT)}),
    "matching": ({"A school": "A nurse"}, {"A medicine": ("No answer", NOT), "A school": ("A nurse", NOT)}),
    "ordering": (
        ["Then agree", "Ask first", "Then ring"],
        {"": ("1. Then agree; 2. Ask first; 3. Then ring", PARTLY)},
    ),
    "short_text": (" RÉPAIRING. ", {"": ("repairing", RIGHT)}),
    "numeric": ("0.5 Hours", {"": ("0.5 hours", PARTLY)}),
    "judgement": (
        {"Ask him": "Appropriate", "Promise": "Very appropriate"},
        {"Ask him": ("Appropriate", PARTLY), "Promise": ("Very appropriate", NOT)},
    ),
    "ranking": (
        ["Ask first", "Then agree", "Then ring"],
        {"": ("1. Ask first; 2. Then agree; 3. Then ring", RIGHT)},
    ),
    "observation": (
        {"He was tired": "Not enough to say"},
        {"He turned away": ("No answer", NOT), "He was tired": ("Not enough to say", RIGHT)},
    ),
}


@pytest.mark.django_db
def test_an_answer_of_each_kind_is_read_line_by_line(course):
    page = factories.plant_quiz(course, questions=[kinds.BY_KIND[kind].block for kind in READ])
    attempt = factories.begin(page, factories.enrol(course))
    asked = {one.question_version.kind: one for one in attempt.questions.in_order().with_answer()}
    for kind, (answer, _) in READ.items():
        kinds.answer(attempts, asked[kind], answer)
    attempts.submit(attempt=attempt, at=AT)
    read = {
        kind: dict(lines_of(one.question_version, *responses_of(page.quiz_id, one.block)))
        for kind, one in asked.items()
    }
    assert read == {kind: lines for kind, (_, lines) in READ.items()}


def test_every_marked_kind_is_read():
    assert READ.keys() == set(kinds.NAMES) - set(kinds.UNMARKED)


def test_words_of_which_nothing_is_left_are_among_the_others():
    version = QuestionVersion(kind="short_text")
    rows = [Answered(version=1, learner=1, chosen=TYPED, earned=0, typed=typed) for typed in (None, "", "?!")]
    assert [list(lines_of(version, row)) for row in rows] == [[("", OTHERS)]] * 3
