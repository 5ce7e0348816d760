"""Nobody loses by renewing early, whether what they renew was earned here or elsewhere: by the real writers."""

import datetime

import pytest

from learning.people.models import Post
from learning.records import records
from learning.workforce.models import AcceptedEvidence
from learning.workforce.standings import standings
from tests.courses.factories import (
    CourseIndexPageFactory,
    CoursePageFactory,
    LessonPageFactory,
    ModulePageFactory,
)
from tests.factories import PostFactory, RequirementFactory
from tests.workforce.factories import DAY, noon

FIRST = datetime.date(2025, 3, 1)
EARLY = datetime.date(2027, 12, 15)
ANNIVERSARY = datetime.date(2028, 3, 1)


@pytest.fixture
def lesson(home):
    """All of a course that counts for 36 months."""
    course = CoursePageFactory(parent=CourseIndexPageFactory(parent=home), certificate_months=36)
    return LessonPageFactory(parent=ModulePageFactory(parent=course))


@pytest.fixture
def post(lesson):
    """Asked to renew it every 36 months."""
    post = PostFactory(starts_on=FIRST - 900 * DAY)
    RequirementFactory(
        organisation=post.organisation,
        course=lesson.programme().page_ptr,
        effective_from=FIRST - 900 * DAY,
        refresh_months=36,
    )
    return post


def complete(post, lesson, on: datetime.date, *, begin=records.enrol) -> None:
    person, course = post.person, lesson.programme()
    begin(learner=person, course=course, by=person, at=noon(on))
    records.complete(learner=person, activity=lesson, by=person, at=noon(on))


def until(on: datetime.date) -> datetime.date:
    [found] = standings(Post.objects.all(), on=on)
    return found.standing.until


def test_a_renewal_counts_from_the_anniversary_of_what_it_renews(post, lesson):
    complete(post, lesson, FIRST)
    complete(post, lesson, EARLY, begin=records.renew)
    assert (until(EARLY - DAY), until(EARLY)) == (ANNIVERSARY, datetime.date(2031, 3, 1))


def test_our_own_course_counts_from_the_anniversary_of_accepted_evidence(post, lesson):
    AcceptedEvidence.objects.create(
        organisation=post.organisation,
        person=post.person,
        course=lesson.programme().page_ptr,
        completed_on=FIRST,
        accepted_at=noon(FIRST),
    )
    complete(post, lesson, EARLY)
    assert (until(EARLY - DAY), until(EARLY)) == (ANNIVERSARY, datetime.date(2031, 3, 1))


@pytest.mark.parametrize(("months", "expected"), [(12, 2029), (36, 2031)])
def test_a_renewal_gets_its_own_months_once(months, expected, post, lesson):
    """Its certificate keeps the anniversary already: it is not given the early days twice."""
    complete(post, lesson, FIRST)
    course = lesson.programme()
    course.certificate_months = months
    course.save()
    complete(post, lesson, EARLY, begin=records.renew)
    assert until(EARLY) == datetime.date(expected, 3, 1)
