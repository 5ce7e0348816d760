"""How many times a page asks the database: as often for a long quiz as for a short one, within its budget."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from quizzes.attempts import accommodations, attempts, flags
from quizzes.models import Attempt, BankQuestion, QuizPage
from quizzes.versions import Mode
from tests.quizzes import factories
from tests.quizzes.factories import AT, question

SHORT, LONG = 2, 60


def quiz_of(course, length: int, **fields) -> QuizPage:
    lesson = course.activities()[0]
    sources = [factories.add_source(f"S{length}-{n}") for n in range(3)]
    asks = [question(f"Q{n} of {length}", sources=sources, lesson=lesson) for n in range(length)]
    return factories.plant_quiz(course, title=f"Quiz of {length}", questions=asks, **fields)


@pytest.fixture
def taken(course, enrolled, learner_client) -> list[Attempt]:
    """A short and a long quiz, begun; site, content types and settings are known after the first page."""
    begun = [factories.begin(quiz_of(course, length), enrolled) for length in (SHORT, LONG)]
    learner_client.get(begun[0].question_url(1))
    return begun


@pytest.fixture
def asked_of(learner_client):
    """asked_of(url) is how many queries a page takes; asked_of(url, post=...) how many a form does."""

    def count(url: str, post: dict | None = None) -> int:
        with CaptureQueriesContext(connection) as queries:
            response = learner_client.get(url) if post is None else learner_client.post(url, post)
        assert response.status_code in (200, 302)
        return len(queries)

    return count


def assert_same(counts: list[int], *, at_most: int) -> None:
    short, long = counts
    assert short == long <= at_most


def test_a_question_takes_at_most_ten_queries_however_long_the_quiz(taken, asked_of):
    assert_same([asked_of(attempt.question_url(1)) for attempt in taken], at_most=10)


def test_saving_an_answer_takes_the_same_queries_in_a_long_quiz(taken, asked_of):
    counts = []
    for attempt in taken:
        asked = attempt.questions.with_answer().get(position=1)
        counts.append(asked_of(attempt.question_url(1), {"answer": asked.best_sent, "revision": 0}))
    assert_same(counts, at_most=14)


def test_the_list_of_answers_takes_the_same_queries_in_a_long_quiz(taken, asked_of):
    for attempt in taken:
        factories.answer(attempt, right=1, wrong=1)
    assert_same([asked_of(attempt.check_url) for attempt in taken], at_most=10)


def test_submitting_takes_the_same_queries_in_a_long_quiz(taken, asked_of):
    assert_same([asked_of(attempt.submit_url, {}) for attempt in taken], at_most=20)


def test_a_result_takes_the_same_queries_in_a_long_quiz(taken, asked_of):
    for attempt in taken:
        attempts.submit(attempt=attempt, at=AT)
    assert_same([asked_of(attempt.result_url) for attempt in taken], at_most=13)


def test_the_quiz_page_takes_the_same_queries_in_a_long_quiz(taken, asked_of):
    assert_same([asked_of(attempt.activity.url) for attempt in taken], at_most=15)


def test_the_quiz_page_takes_the_same_queries_after_many_attempts(course, enrolled, asked_of):
    page = quiz_of(course, SHORT)
    counts = []
    for tries in (1, 12):
        for _ in range(tries):
            factories.take(page, enrolled, right=0)
        asked_of(page.url)
        counts.append(asked_of(page.url))
    assert_same(counts, at_most=15)


def test_starting_takes_the_same_queries_for_a_long_quiz(taken, asked_of):
    counts = []
    for attempt in taken:
        attempts.submit(attempt=attempt, at=AT)
        counts.append(asked_of(reverse("start_attempt", args=[attempt.activity_id]), {}))
    assert_same(counts, at_most=30)


def test_each_step_takes_the_same_queries_with_a_large_bank_and_a_long_past(course, enrolled, asked_of):
    """Twenty questions, ten of them drawn: of 10 in the bank and of 100, after 2 attempts and after 50."""
    factories.fill_bank(asking=10)
    own = [question(f"Own {n}?") for n in range(10)]
    page = factories.plant_drawing(course, questions=own, draws=factories.draws(asking=10))
    steps_of(page, asked_of)
    small = steps_of(page, asked_of)
    factories.multiply(BankQuestion.objects.order_by("pk")[0], 90)
    large = steps_of(page, asked_of)
    factories.repeat(Attempt.objects.get(number=1), 47)
    assert Attempt.objects.get(number=50).questions.count() == 20
    assert small == large == steps_of(page, asked_of)
    budgets = {"start": 24, "save": 14, "submit": 18, "result": 12}
    assert {step: small[step] for step, budget in budgets.items() if small[step] > budget} == {}


def steps_of(page: QuizPage, asked_of) -> dict[str, int]:
    """Queries of each step of an attempt."""
    counts = {"start": asked_of(reverse("start_attempt", args=[page.pk]), {})}
    attempt = Attempt.objects.open().get(quiz=page.quiz)
    asked = attempt.questions.with_answer().get(position=1)
    counts["save"] = asked_of(attempt.question_url(1), {"answer": asked.best_sent, "revision": 0})
    counts["submit"] = asked_of(attempt.submit_url, {})
    return counts | {"result": asked_of(attempt.result_url)}


def test_a_timed_and_limited_quiz_takes_the_same_queries_at_any_length(course, enrolled, asked_of):
    """Its page, a question that is flagged, the list of answers and the result, with extra time of one's own."""
    accommodations.set_extra_time(person=enrolled, extra_time_pct=25, at=AT)
    counts = {name: [] for name in ("page", "flag", "check", "result", "start")}
    for length in (SHORT, LONG):
        page = quiz_of(course, length, attempts_allowed=1, time_limit_minutes=30)
        attempt = attempts.start(learner=enrolled, quiz=page.quiz, at=timezone.now())
        asked_of(attempt.question_url(1))
        for asked in attempt.questions.all():
            flags.set_flag(question=asked, to=True, at=AT)
        counts["page"].append(asked_of(page.url))
        counts["flag"].append(asked_of(attempt.question_url(1), {"unflag": "x"}))
        counts["check"].append(asked_of(attempt.check_url))
        attempts.submit(attempt=attempt, at=timezone.now())
        counts["result"].append(asked_of(attempt.result_url))
        counts["start"].append(asked_of(reverse("start_attempt", args=[page.pk]), {}))
    budgets = {"page": 17, "flag": 14, "check": 12, "result": 15, "start": 20}
    for name, budget in budgets.items():
        assert_same(counts[name], at_most=budget)


def test_what_is_said_at_once_takes_the_same_queries_in_a_long_quiz(course, enrolled, asked_of):
    counts = []
    for length in (SHORT, LONG):
        attempt = factories.begin(quiz_of(course, length, mode=Mode.FORMATIVE), enrolled)
        asked = attempt.questions.with_answer().get(position=1)
        wrong = [option_id for option_id, _ in asked.options if option_id not in asked.best_sent][:1]
        asked_of(attempt.question_url(1), {"answer": wrong, "revision": 0, "save": "x"})
        asked_of(attempt.question_url(1))
        counts.append(asked_of(attempt.question_url(1)))
    assert_same(counts, at_most=10)
