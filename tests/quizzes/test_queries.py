"""How many times a page asks the database: no more for many questions than for a few."""

import pytest
from django.urls import reverse

from quizzes import attempts
from tests.quizzes import factories
from tests.quizzes.factories import AT, question

FEW, MANY = 2, 60


@pytest.fixture(params=[FEW, MANY], ids=["few", "many"])
def quiz_page(request, course):
    lesson = course.activities()[0]
    sources = [factories.add_source(f"S{n}") for n in range(3)]
    asks = [question(f"Q{n}", sources=sources, lesson=lesson) for n in range(request.param)]
    return factories.plant_quiz(course, questions=asks)


@pytest.fixture
def warm(learner_client, attempt):
    """The site's roots, content types and settings are known after the first page."""
    learner_client.get(attempt.question_url(1))
    return learner_client


def test_a_question_takes_at_most_ten_queries(warm, attempt, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        warm.get(attempt.question_url(1))


def test_a_question_takes_the_same_queries_in_a_long_quiz(warm, attempt, django_assert_num_queries):
    factories.answer(attempt, right=1, wrong=1)
    with django_assert_num_queries(9):
        warm.get(attempt.question_url(2))


def test_the_list_of_answers_takes_the_same_queries_in_a_long_quiz(warm, attempt, django_assert_num_queries):
    with django_assert_num_queries(9):
        warm.get(attempt.check_url)


def test_a_result_takes_the_same_queries_in_a_long_quiz(warm, attempt, django_assert_num_queries):
    attempts.submit(attempt=attempt, at=AT)
    with django_assert_num_queries(12):
        warm.get(attempt.result_url)


def test_the_quiz_page_takes_the_same_queries_in_a_long_quiz(warm, quiz_page, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        warm.get(quiz_page.url)


def test_submitting_takes_the_same_queries_in_a_long_quiz(warm, attempt, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        warm.post(attempt.submit_url)


def test_starting_takes_the_same_queries_in_a_long_quiz(
    warm, attempt, quiz_page, django_assert_max_num_queries
):
    attempts.submit(attempt=attempt, at=AT)
    with django_assert_max_num_queries(30):
        warm.post(reverse("start_attempt", args=[quiz_page.pk]))
