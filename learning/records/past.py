"""Many people's past at once, in a few statements, for a site that begins with a history.

It belongs to the one writer, records.py, and keeps to its rules: the same rows and the same events. It never
completes a course: the last part goes through records.complete(), so that awarding is written in one place.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction

from learning.records.enrolments import Completion, Enrolment
from learning.records.events import Event
from learning.records.pages import Activity, Programme
from learning.records.versions import Version


@dataclass(frozen=True)
class Past:
    """One person's first period on a course: when they joined, and when they completed which parts."""

    learner: object
    course: Programme
    enrolled_at: datetime.datetime
    parts: list[tuple[Activity, datetime.datetime]] = field(default_factory=list)


class CompletesCourse(Exception):
    """Every part of the course is in it. Leave the last one to records.complete()."""


@transaction.atomic
def bring_in(pasts: Collection[Past]) -> None:
    """Write enrolments and completions. Someone who is on the course already is refused by the database."""
    courses = {past.course.pk: past.course for past in pasts}
    for course in courses.values():
        _refuse_completed(course, [past for past in pasts if past.course.pk == course.pk])
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(learner=past.learner, course_id=past.course.pk, enrolled_at=past.enrolled_at)
        for past in pasts
    )
    versions = {pk: Version.objects.latest_of(pk) for pk in courses}
    completions = [
        Completion(
            enrolment=enrolment, activity_id=part.pk, version=versions[past.course.pk], completed_at=at
        )
        for enrolment, past in zip(enrolments, pasts, strict=True)
        for part, at in past.parts
    ]
    Completion.objects.bulk_create(completions)
    Event.objects.bulk_create(
        [_joined(enrolment) for enrolment in enrolments]
        + [_completed(completion) for completion in completions]
    )


def _refuse_completed(course: Programme, pasts: list[Past]) -> None:
    live = set(course.activities().values_list("pk", flat=True))
    for past in pasts:
        if live <= {part.pk for part, _ in past.parts}:
            raise CompletesCourse(f"{past.learner} would have completed {course} here.")


def _joined(enrolment: Enrolment) -> Event:
    return Event(
        verb=Event.Verb.ENROLLED,
        happened_at=enrolment.enrolled_at,
        actor_id=enrolment.learner_id,
        learner_id=enrolment.learner_id,
        page_id=enrolment.course_id,
    )


def _completed(completion: Completion) -> Event:
    return Event(
        verb=Event.Verb.COMPLETED_ACTIVITY,
        happened_at=completion.completed_at,
        actor_id=completion.enrolment.learner_id,
        learner_id=completion.enrolment.learner_id,
        page_id=completion.activity_id,
        version=completion.version,
    )
