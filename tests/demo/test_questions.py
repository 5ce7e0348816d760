"""The questions that the quizzes ask."""

from collections import Counter

import pytest

from courses.demo import data
from quizzes.models import QuizPage, QuizQuestion, QuizVersion

BANK = data.read("content/quiz_questions.json")["questions"]
WORDS = {12: "10 of the 12", 14: "12 of the 14", 16: "13 of the 16"}


def asked(course) -> list:
    """The question versions that a course's quiz asks, in the author's order."""
    page = QuizPage.objects.descendant_of(course).get()
    rows = QuizQuestion.objects.filter(quiz_version=QuizVersion.objects.latest_of(page.quiz_id))
    return [row.question_version for row in rows.order_by("position").select_related("question_version")]


@pytest.mark.parametrize(("code", "count"), [("C1", 14), ("C2", 16), ("C3", 12)])
def test_a_quiz_asks_the_whole_bank_of_its_course(course, code, count):
    page = course(code)

    codes = [question.code for question in asked(page)]

    assert codes == [question["id"] for question in BANK if question["course"] == code]
    assert len(codes) == count


@pytest.mark.parametrize("code", ["C1", "C2", "C3"])
def test_the_right_answers_are_those_of_the_bank(course, code):
    wanted = {
        question["id"]: [option["text"] for option in question["options"] if option["correct"]]
        for question in BANK
    }

    for question in asked(course(code)):
        right = [option["text"] for option in question.options if option["is_right"]]
        assert right == wanted[question.code]


def test_every_option_has_the_feedback_of_the_bank(course):
    wanted = {
        question["id"]: Counter(option["feedback"] for option in question["options"]) for question in BANK
    }

    for question in asked(course("C1")):
        assert Counter(option["feedback"] for option in question.options) == wanted[question.code]


def test_a_question_leads_to_the_lesson_that_teaches_it(course):
    page = course("C1")
    lessons = {part.pk: part.title for part in page.activities()}

    found = {question.code: lessons[question.lesson_id] for question in asked(page)}

    assert found["Q10"] == "Asking"
    assert found["Q13"] == "Who decides what"


def test_the_answers_that_have_an_order_keep_it(course):
    assert [question.code for question in asked(course("C1")) if not question.shuffle_options] == ["Q11"]


@pytest.mark.parametrize("code", ["C1", "C2", "C3"])
def test_a_course_says_what_passing_takes_in_the_numbers_of_its_quiz(course, code):
    page = course(code)

    assert f"80 per cent in the check: {WORDS[len(asked(page))]} questions" in page.pass_rule


@pytest.mark.parametrize("code", ["C1", "C2", "C3"])
def test_every_question_would_be_accepted_by_the_editor(course, code):
    page = QuizPage.objects.descendant_of(course(code)).get()

    page.questions.stream_block.clean(page.questions)
