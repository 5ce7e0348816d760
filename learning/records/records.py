"""The one writer of records. Each call is one transaction: the row, its event, and what it asks of the worker.

Time and actor are passed in. Every call may be repeated: the second time it returns what the first one wrote.
"""

import datetime
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from learning.people.mail import site_name
from learning.records import effects, refreshers
from learning.records.awards import anniversaries, certificate_for
from learning.records.certificates import Certificate, CertificateName, Revocation
from learning.records.enrolments import AskedPart, Completion, Enrolment, Note, Place
from learning.records.events import Event
from learning.records.pages import Activity, Programme
from learning.records.parts import listed
from learning.records.publishing import VersionedPage
from learning.records.versions import Version


class NotEnrolled(Exception):
    """Join the course first: there is no enrolment to write this against."""


class NotOpen(Exception):
    """This part or course has been taken down. What was done so far is kept."""


class NotDueForRenewal(Exception):
    """The certificate is not within 90 days of its end, so there is nothing to renew."""


@transaction.atomic
def enrol(*, learner, course: Programme, by, at: datetime.datetime) -> Enrolment:
    """Put someone on a course, in its first period. Whoever is on it already stays as they are."""
    if not isinstance(course, Programme):
        raise TypeError("Only a programme can be enrolled on.")
    if not course.live:
        raise NotOpen("This course has been taken down, so nobody can join it now.")
    enrolment, created = Enrolment.objects.get_or_create(
        learner=learner, course=course.page_ptr, period=1, defaults={"enrolled_at": at}
    )
    if created:
        _log(Event.Verb.ENROLLED, enrolment, course, by=by, at=at)
    return Enrolment.objects.of(learner).on(course).latest_first()[0]


@transaction.atomic
def renew(
    *, learner, course: Programme, by, at: datetime.datetime, asked_by: datetime.date | None = None
) -> Enrolment:
    """Begin a new period beside the old: in the certificate's last 90 days, after them, or once it was withdrawn.

    `asked_by` is the day up to which it counts for whoever asks for it, when that is sooner. The period takes the route
    of refreshers.route_for, and keeps it.
    """
    latest = _lock(Enrolment.objects.of(learner).on(course))
    if latest.completed_at is None:
        return latest
    if not latest.certificate.may_be_renewed(timezone.localdate(at), asked_by=asked_by):
        raise NotDueForRenewal("There is nothing to renew yet. You can renew in the last 90 days.")
    enrolment = Enrolment.objects.create(
        learner=learner,
        course=course.page_ptr,
        period=latest.period + 1,
        enrolled_at=at,
        route=refreshers.route_for(course, latest.certificate),
    )
    _log(Event.Verb.ENROLLED, enrolment, course, by=by, at=at)
    return enrolment


@transaction.atomic
def complete(*, learner, activity: Activity, by, at: datetime.datetime) -> Completion:
    """Complete an activity; when it was the last of the live ones, the enrolment too, and award the certificate."""
    if not isinstance(activity, Activity):
        raise TypeError("Only an activity can be completed.")
    if not Page.objects.live().filter(pk=activity.pk).exists():
        raise NotOpen("This part has been taken down. What you have done so far is kept.")
    enrolment = _lock(Enrolment.objects.of(learner).covering(activity))
    course = enrolment.course.specific
    version = version_of(enrolment, at=at)
    completion, created = Completion.objects.get_or_create(
        enrolment=enrolment, activity=activity.page_ptr, defaults={"version": version, "completed_at": at}
    )
    if created:
        _log(Event.Verb.COMPLETED_ACTIVITY, enrolment, activity, by=by, at=at, version=version)
        _complete_course_if_all_done(enrolment, course, version, by=by, at=at)
    return completion


@transaction.atomic
def ask_for(*, learner, activity: Activity, parts: Collection[int], at: datetime.datetime) -> None:
    """Ask for parts, by key, in a renewal that began with being assessed by an activity. Each is asked for once.

    In any other period nothing is written: it asks for every part as it is.
    """
    enrolment = _lock(Enrolment.objects.of(learner).covering(activity))
    if not refreshers.is_open(enrolment):
        return
    asked = [AskedPart(enrolment=enrolment, activity_id=part, asked_at=at) for part in sorted(parts)]
    AskedPart.objects.bulk_create(asked, ignore_conflicts=True)


def _complete_course_if_all_done(enrolment, course: Programme, version: Version, *, by, at) -> None:
    """Nothing already completed is completed again, and a course with no live parts completes nobody.

    What a renewal did not ask for is completed with it.
    """
    if enrolment.completed_at:
        return
    if refreshers.parts_left(course, enrolment).exists():
        return
    minutes = _spare(enrolment, course, version, by=by, at=at)
    enrolment.completed_at = at
    enrolment.save(update_fields=["completed_at"])
    _log(Event.Verb.COMPLETED_COURSE, enrolment, course, by=by, at=at, version=version)
    _award(enrolment, course, version, by=by, at=at, minutes=minutes)


def _spare(enrolment: Enrolment, course: Programme, version: Version, *, by, at) -> int | None:
    """Complete the parts that a renewal did not ask for. The minutes of those that were done; None where all were."""
    spared = list(course.activities_left(enrolment))
    if not spared:
        return None
    done = course.activities().filter(completions__enrolment=enrolment)
    minutes = sum(part.minutes for part in listed(done))
    Completion.objects.bulk_create(
        Completion(enrolment=enrolment, activity=part, version=version, completed_at=at) for part in spared
    )
    for part in spared:
        _log(Event.Verb.COMPLETED_ACTIVITY, enrolment, part, by=by, at=at, version=version)
    return minutes


def _award(
    enrolment: Enrolment,
    course: Programme,
    version: Version,
    *,
    by,
    at: datetime.datetime,
    minutes: int | None,
) -> Certificate:
    kept = anniversaries([enrolment]).get(enrolment.pk)
    certificate = certificate_for(
        enrolment, course, version, issuer=site_name(), at=at, kept=kept, minutes=minutes
    )
    certificate.save()
    CertificateName.objects.create(certificate=certificate, name=enrolment.learner.name)
    _log(Event.Verb.AWARDED, enrolment, course, by=by, at=at, version=version)
    effects.react("certificate_awarded", key=str(certificate.pk), at=at, certificate_id=certificate.pk)
    return certificate


@transaction.atomic
def revoke(*, certificate: Certificate, by, at: datetime.datetime, reason: str) -> Revocation:
    """Withdraw a certificate. It stays on record; whoever checks it is told it was withdrawn, and when."""
    revocation, created = Revocation.objects.get_or_create(
        certificate=certificate, defaults={"revoked_at": at, "revoked_by": by, "reason": reason}
    )
    if created:
        course = certificate.course.specific
        _log(Event.Verb.REVOKED, certificate.enrolment, course, by=by, at=at, version=certificate.version)
    return revocation


def version_of(enrolment: Enrolment, *, at: datetime.datetime) -> Version:
    """The version that whatever is recorded now is of: the latest. A course that has none is given its first."""
    latest = Version.objects.latest_of(enrolment.course_id)
    return latest or publish_version(course=enrolment.course.specific, by=None, at=at)


@transaction.atomic
def publish_version(
    *,
    course: Programme,
    by,
    at: datetime.datetime,
    change: str = Version.Change.MINOR,
    what_changed: str = "",
) -> Version:
    """Raise a course's number, with the revisions of every live page of it. The same manifest is the same version.
    What only stands beside it, such as a survey, is left out.

    A material change says what changed, in words for whoever is part-way through.
    """
    Page.objects.select_for_update().get(pk=course.pk)
    pages = Page.objects.descendant_of(course, inclusive=True).live().type(VersionedPage)
    manifest = {
        str(pk): revision for pk, revision in pages.order_by("path").values_list("pk", "live_revision")
    }
    latest = Version.objects.latest_of(course.pk)
    if latest and latest.manifest == manifest:
        return latest
    version = Version.objects.create(
        course=course.page_ptr,
        number=latest.number + 1 if latest else 1,
        change=change,
        what_changed=what_changed,
        manifest=manifest,
        published_at=at,
        published_by=by,
    )
    Event.objects.create(
        verb=Event.Verb.PUBLISHED, happened_at=at, actor=by, page=course.page_ptr, version=version
    )
    return version


def keep_place(*, learner, activity: Activity, position: str, at: datetime.datetime) -> Place | None:
    """Remember where someone is. Nothing is kept for someone who is not enrolled (a taster)."""
    enrolment = activity.enrolment_of(learner)
    if enrolment is None:
        return None
    place, _ = Place.objects.update_or_create(
        enrolment=enrolment, activity=activity.page_ptr, defaults={"position": position, "seen_at": at}
    )
    return place


def forget_seconds(*, learner, activity: Activity | None = None) -> None:
    """Erase where someone was in a film: on one page, or everywhere. Places in what is read stay."""
    places = Place.objects.filter(enrolment__learner=learner, position__startswith="t=")
    (places.filter(activity=activity.pk) if activity else places).delete()


def keep_note(*, learner, activity: Activity, field: str, text: str, at: datetime.datetime) -> Note:
    """Keep the learner's own words. The last one saved stands."""
    note, _ = Note.objects.update_or_create(
        learner=learner, activity=activity.page_ptr, field=field, defaults={"text": text, "saved_at": at}
    )
    return note


def log_submission(*, learner, activity: Activity, at: datetime.datetime) -> None:
    """An attempt was submitted: for the event log, in the transaction that writes the attempt."""
    Event.objects.create(
        verb=Event.Verb.SUBMITTED, happened_at=at, actor=learner, learner=learner, page=activity.page_ptr
    )


def _lock(enrolments) -> Enrolment:
    """The latest of some enrolments, locked, so that two last parts at once cannot both miss being the last."""
    enrolment = (
        enrolments.select_for_update(of=("self",)).select_related("course", "learner").latest_first().first()
    )
    if enrolment is None:
        raise NotEnrolled("Join the course first.")
    return enrolment


def _log(verb, enrolment: Enrolment, page: Page, *, by, at, version: Version | None = None) -> None:
    Event.objects.create(
        verb=verb, happened_at=at, actor=by, learner=enrolment.learner, page_id=page.pk, version=version
    )
