"""Marking again in the same instant as anything else, on the configured database: one regrade, and no attempt left out."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection

from learning.records.models import Completion
from quizzes.attempts import attempts
from quizzes.models import Attempt, QuizPage, Regrade, RegradeMark, RegradeUndo
from quizzes.regrades import regrading
from quizzes.verifying import verify
from tests.quizzes import factories, marked
from tests.quizzes.factories import AT

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 6


def at_once(*calls) -> list:
    """What each call returned, all begun in the same instant, each on a connection of its own."""
    gun = threading.Barrier(len(calls))

    def run(call):
        close_old_connections()
        try:
            gun.wait(timeout=20)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [one.result() for one in [pool.submit(run, call) for call in calls]]


@pytest.fixture
def quiz(course):
    return marked.plant(course)


@pytest.fixture
def begun(quiz, course) -> list[Attempt]:
    """Open attempts of people who pass by the new key alone."""
    return [marked.begin(quiz, factories.enrol(course), "wrong", "wrong") for _ in range(PEOPLE)]


@pytest.fixture
def act(quiz, begun, course, trainer):
    """Mark again what one person handed in, in the same instant as others do."""
    marked.take(quiz, factories.enrol(course), "wrong", "wrong")
    page = marked.put_right(quiz)
    plan = marked.plan_of(page)
    terms = {"block": plan.block, "seen": (plan.to_version.pk, 0), "reason": "Why.", "by": trainer, "at": AT}
    return lambda: regrading.regrade(page=QuizPage.objects.get(pk=page.pk), **terms).pk


def test_marking_again_at_once_is_one(act):
    assert len(set(at_once(*[act] * 8))) == 1
    assert (Regrade.objects.count(), RegradeMark.objects.count()) == (1, 1)


def retitle(quiz: QuizPage) -> None:
    """Publish what is asked now in another version of the quiz."""
    page = QuizPage.objects.get(pk=quiz.pk)
    page.title = "Check, retitled"
    factories.publish(page)


def test_whatever_is_handed_in_begun_or_published_at_once_waits_and_is_whole(act, quiz, course, begun):
    submits = [
        lambda one=one: attempts.submit(attempt=Attempt.objects.get(pk=one.pk), at=AT) for one in begun
    ]
    people = [factories.enrol(course) for _ in range(2)]
    starts = [lambda one=one: factories.begin(quiz, one).pk for one in people]
    at_once(*submits, act, *starts, lambda: retitle(quiz))
    factories.work()
    assert RegradeMark.objects.count() == PEOPLE + 1
    assert Attempt.objects.passed().count() == Completion.objects.count() == PEOPLE + 1
    assert verify().differences == []


def test_undoing_at_once_is_one_and_leaves_nothing_marked(act, quiz, begun, trainer):
    act()
    undo = lambda: regrading.undo(page=quiz, number=1, by=trainer, at=AT)  # noqa: E731 - called by eight
    submits = [
        lambda one=one: attempts.submit(attempt=Attempt.objects.get(pk=one.pk), at=AT) for one in begun
    ]
    at_once(*submits, *[undo] * 4)
    assert RegradeUndo.objects.count() == 1
    assert not Attempt.objects.passed().exists()
    assert verify().differences == []
