"""Twelve weeks after a course people are told that it asks once more: twice at most."""

import time_machine
from django.core import mail

from learning.records.models import Effect
from quizzes.surveys.mails import ASK
from quizzes.surveys.points import TWELVE_WEEKS, Point
from tests.quizzes import factories as quizzes
from tests.quizzes.factories import AT
from tests.quizzes.surveys import factories
from tests.quizzes.surveys.factories import DAY, answer, complete, said


def mails_by(at) -> list[str]:
    """The mail about surveys sent by a moment."""
    with time_machine.travel(at, tick=False):
        quizzes.work(at)
    return [message.body for message in mail.outbox if message.subject.startswith("Twelve weeks after")]


def finish(course, learner) -> None:
    """Complete it, and let the worker plan what comes of that."""
    complete(course, learner)
    assert mails_by(AT) == []


def test_one_mail_comes_at_twelve_weeks_and_one_more_and_no_third(course, enrolled, survey):
    finish(course, enrolled)
    assert mails_by(AT + TWELVE_WEEKS - DAY) == []
    [first] = mails_by(AT + TWELVE_WEEKS)
    assert survey.url in first
    assert "we write once more in two weeks" in first
    assert len(mails_by(AT + TWELVE_WEEKS + 13 * DAY)) == 1
    second = mails_by(AT + TWELVE_WEEKS + 14 * DAY)[1]
    assert "We do not ask again." in second
    assert len(mails_by(AT + 500 * DAY)) == 2


def test_whoever_has_answered_is_not_told_again(course, enrolled, survey):
    finish(course, enrolled)
    assert len(mails_by(AT + TWELVE_WEEKS)) == 1
    answer(survey, enrolled, said(survey, 3), point=Point.LATER)
    assert len(mails_by(AT + 100 * DAY)) == 1


def test_nobody_is_told_when_it_is_not_asked_any_more(course, enrolled, survey):
    """The worker was away for half a year."""
    finish(course, enrolled)
    assert mails_by(AT + 200 * DAY) == []


def test_nobody_whose_account_is_closed_is_told(course, enrolled, survey):
    finish(course, enrolled)
    enrolled.is_active = False
    enrolled.save()
    assert mails_by(AT + TWELVE_WEEKS) == []


def test_nothing_is_planned_where_no_survey_asks_later(course, enrolled):
    factories.plant_survey(course, asked_later=False)
    finish(course, enrolled)
    assert not Effect.objects.filter(task=ASK).exists()
