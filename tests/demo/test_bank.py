"""The demonstration's question bank: every kind that can be drawn, published, and taught by a lesson."""

from quizzes.marking.kinds import UNMARKED, Kind
from quizzes.models import BankQuestion


def test_the_bank_has_every_kind_that_can_be_drawn_and_each_says_where_it_is_taught(course):
    course("C1")
    questions = BankQuestion.objects.drawable()
    assert {question.kind for question in questions} == set(Kind) - UNMARKED
    assert all(question.lesson_id and question.topics for question in questions)
    assert questions.of_topic("Asking").count() >= 5
