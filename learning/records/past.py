"""Many people's past at once, in a few statements, for a site that begins with a history.

It belongs to the one writer, records.py, and keeps to its rules: the same rows, events and constraints. One
thing differs: nothing that reacts to an award is asked for. Nobody wants a letter about long ago.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction

from learning.people.mail import site_name
from learning.records.certificates import Certificate, CertificateName
from learning.records.enrolments import Completion, Enrolment
from learning.records.events import Event
from learning.records.pages import Activity, Programme
from learning.records.records import anniversaries, certificate_for
from learning.records.versions import Version


@dataclass(frozen=True)
class Past:
    """One person's period on a course: when they joined or renewed it, and when they completed which parts."""

    learner: object
    course: Programme
    enrolled_at: datetime.datetime
    parts: list[tuple[Activity, datetime.datetime]] = field(default_factory=list)
    period: int = 1


@transaction.atomic
def bring_in(pasts: Collection[Past]) -> None:
    """Write it all, or nothing: someone who is in a period already is refused by the database.

    Earlier periods first, since a renewal keeps the anniversary of what it renews.
    """
    together = defaultdict(list)
    for past in pasts:
        together[past.period, past.course.pk].append(past)
    for _, alike in sorted(together.items()):
        _bring_in(alike[0].course, alike)


def _bring_in(course: Programme, pasts: list[Past]) -> None:
    version = Version.objects.latest_of(course.pk)
    live = set(course.activities().values_list("pk", flat=True))
    enrolments = Enrolment.objects.bulk_create(_enrolment(past, live) for past in pasts)
    completions = Completion.objects.bulk_create(
        Completion(enrolment=enrolment, activity_id=part.pk, version=version, completed_at=at)
        for enrolment, past in zip(enrolments, pasts, strict=True)
        for part, at in past.parts
    )
    completed = [enrolment for enrolment in enrolments if enrolment.completed_at]
    _award(course, version, completed)
    Event.objects.bulk_create(_events(enrolments, completions, completed, version))


def _enrolment(past: Past, live: set[int]) -> Enrolment:
    """Completed with the last of its parts, where those are all the live ones."""
    done = {part.pk for part, _ in past.parts}
    return Enrolment(
        learner=past.learner,
        course_id=past.course.pk,
        period=past.period,
        enrolled_at=past.enrolled_at,
        completed_at=max(at for _, at in past.parts) if live and live <= done else None,
    )


def _award(course: Programme, version: Version, enrolments: list[Enrolment]) -> None:
    by, kept = site_name(), anniversaries(enrolments)
    certificates = Certificate.objects.bulk_create(
        certificate_for(each, course, version, issuer=by, at=each.completed_at, kept=kept.get(each.pk))
        for each in enrolments
    )
    CertificateName.objects.bulk_create(
        CertificateName(certificate=certificate, name=certificate.learner.name)
        for certificate in certificates
    )


def _events(
    enrolments: list[Enrolment], completions: list[Completion], completed: list[Enrolment], version: Version
) -> list[Event]:
    """What happened, in the order in which it did."""
    verbs = Event.Verb
    events = [_event(verbs.ENROLLED, each, each.course_id, each.enrolled_at) for each in enrolments]
    for each in completions:
        events.append(
            _event(verbs.COMPLETED_ACTIVITY, each.enrolment, each.activity_id, each.completed_at, version)
        )
    for each in completed:
        for verb in (verbs.COMPLETED_COURSE, verbs.AWARDED):
            events.append(_event(verb, each, each.course_id, each.completed_at, version))
    return sorted(events, key=lambda event: event.happened_at)


def _event(verb, enrolment: Enrolment, page_id: int, at: datetime.datetime, version=None) -> Event:
    learner = enrolment.learner_id
    return Event(
        verb=verb, happened_at=at, actor_id=learner, learner_id=learner, page_id=page_id, version=version
    )
