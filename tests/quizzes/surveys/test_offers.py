"""Whom a survey is offered to, on the course's page and on My learning."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from learning.records import records
from quizzes.surveys.offers import offers_to
from quizzes.surveys.points import Point
from tests.quizzes import factories as quizzes
from tests.quizzes.surveys import factories
from tests.quizzes.surveys.factories import DAY, WHEN, answer, complete, said


def offered(person, at) -> list[Point]:
    return [offer.point for offer in offers_to(person, at=at)]


@pytest.mark.usefixtures("survey")
def test_a_survey_is_offered_at_the_moment_it_is_asked(course, enrolled):
    assert offered(enrolled, WHEN[Point.BEFORE]) == [Point.BEFORE]
    complete(course, enrolled)
    assert [offered(enrolled, at) for at in WHEN.values()] == [[Point.AFTER], [Point.AFTER], [Point.LATER]]
    assert offered(enrolled, WHEN[Point.LATER] + 84 * DAY) == []


def test_nothing_is_offered_twice_or_to_whoever_is_not_on_the_course(enrolled, trainer, survey):
    assert offered(trainer, WHEN[Point.BEFORE]) == []
    answer(survey, enrolled, said(survey, 3))
    assert offered(enrolled, WHEN[Point.BEFORE]) == []


def test_before_is_over_once_a_part_is_completed(course, enrolled, survey):
    quizzes.plant_quiz(course)
    lesson = course.activities().specific()[0]
    records.complete(learner=enrolled, activity=lesson, by=enrolled, at=quizzes.AT)
    assert offered(enrolled, WHEN[Point.BEFORE]) == []


def test_nothing_is_offered_of_a_draft_or_of_a_course_that_was_taken_down(course, enrolled, survey):
    for page in (survey, course):
        rows = Page.objects.filter(pk=page.pk)
        rows.update(live=False)
        assert offered(enrolled, WHEN[Point.BEFORE]) == []
        rows.update(live=True)
    assert offered(enrolled, WHEN[Point.BEFORE]) == [Point.BEFORE]


@pytest.mark.usefixtures("survey", "enrolled")
def test_one_quiet_line_stands_on_the_course_and_on_my_learning(course, learner_client, trainer_client):
    line = "Before you start. 2 minutes, and you can leave it out."
    for address in (course.url, reverse("my_learning")):
        assert line in learner_client.get(address).content.decode()
        assert line not in trainer_client.get(address).content.decode()


@pytest.mark.usefixtures("enrolled")
def test_pages_with_offers_take_the_same_queries_for_one_and_for_many(
    home, course, learner, learner_client, django_assert_max_num_queries
):
    """A course with one survey and with three; and My learning with one course and with three."""
    counts = {course.url: [], reverse("my_learning"): []}
    for others in (0, 2):
        for n in range(others):
            other = quizzes.plant_course(home, title=f"Other {n}")
            records.enrol(learner=learner, course=other, by=learner, at=timezone.now())
            factories.plant_survey(other)
            factories.plant_survey(course, title=f"More {n}")
        if not others:
            factories.plant_survey(course)
        for address, found in counts.items():
            learner_client.get(address)
            with django_assert_max_num_queries(30) as queries:
                learner_client.get(address)
            found.append(len(queries))
    assert all(one == many for one, many in counts.values())
