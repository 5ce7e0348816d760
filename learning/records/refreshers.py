"""Renewing by showing first what one knows already: who may, and what is asked of them. Nothing is written here.

A pass renews at once. A miss asks for the parts that teach what was missed, and for another go. Never for a first
completion, and never where the course has changed materially since the version that somebody was certified on.
"""

from django.db import models

from learning.records.certificates import Certificate
from learning.records.enrolments import AskedPart, Enrolment, Route
from learning.records.pages import Programme
from learning.records.versions import Version


def route_for(course: Programme, certificate: Certificate) -> Route:
    """How a certificate of a course is renewed. One that was withdrawn shows nothing, so it takes the whole course."""
    may_be_assessed = (
        course.refresher == Programme.Refresher.ASSESS_FIRST
        and not hasattr(certificate, "revocation")
        and not has_changed_since(certificate)
        and course.assessments().exists()
    )
    return Route.ASSESS_FIRST if may_be_assessed else Route.FULL


def has_changed_since(certificate: Certificate) -> bool:
    """Whether its course has changed materially since the version that it names."""
    later = Version.objects.material().filter(course=certificate.course_id)
    return later.filter(number__gt=certificate.version.number).exists()


def is_open(enrolment: Enrolment) -> bool:
    """Whether a period began with being assessed, is not completed, and is still taken in that way."""
    if enrolment.route != Route.ASSESS_FIRST or enrolment.completed_at:
        return False
    before = Certificate.objects.select_related("version").filter(
        learner=enrolment.learner_id,
        course=enrolment.course_id,
        enrolment__period=enrolment.period - 1,
        revocation=None,
    )
    return any(not has_changed_since(certificate) for certificate in before)


def parts_left(course: Programme, enrolment: Enrolment) -> models.QuerySet:
    """What has still to be done before a period is completed."""
    left = course.activities_left(enrolment)
    if (needed := parts_needed(course, enrolment)) is None:
        return left
    return left.filter(pk__in=needed)


def parts_needed(course: Programme, enrolment: Enrolment | None) -> set[int] | None:
    """The keys of what a renewal asks for: what assesses, and what was missed in it. None where it is every part."""
    if enrolment is None or not is_open(enrolment):
        return None
    assessments = set(course.assessments().values_list("pk", flat=True))
    asked = AskedPart.objects.filter(enrolment=enrolment).values_list("activity", flat=True)
    return assessments | set(asked) if assessments else None
