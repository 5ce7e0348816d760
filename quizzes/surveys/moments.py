"""Where someone is on a course, as surveys see it. No query but for their enrolments."""

import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from learning.records.enrolments import Completion, Enrolment
from quizzes.surveys.points import Point, open_point


def point_of(page, person, *, at: datetime.datetime) -> Point | None:
    """The moment at which someone is on the course of a survey, whether or not it asks then."""
    first = firsts_of(person).filter(course__path=page.course_path).order_by("pk").first()
    return point_in(first, at=at) if first else None


def firsts_of(person):
    """Their first time through each course: a renewal begins no survey anew."""
    begun = Completion.objects.filter(enrolment=OuterRef("pk"))
    firsts = Enrolment.objects.of(person).filter(period=1, course__live=True)
    return firsts.annotate(has_begun=Exists(begun))


def point_in(enrolment: Enrolment, *, at: datetime.datetime) -> Point | None:
    """The same for one of firsts_of()."""
    done = enrolment.completed_at
    return open_point(
        has_begun=enrolment.has_begun,
        completed_on=timezone.localdate(done) if done else None,
        on=timezone.localdate(at),
    )
