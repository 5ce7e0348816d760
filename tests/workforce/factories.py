"""Certificates as a table needs them: which course, from when to when. How they were earned does not matter here."""

import datetime

import factory
from dateutil.relativedelta import relativedelta
from django.utils import timezone
from factory.django import DjangoModelFactory

from learning.records.models import Certificate, Enrolment, Revocation, Version
from learning.workforce.models import Reminder, ReminderPlan, Snapshot
from learning.workforce.reminders.reminders import Kind, Outcome
from learning.workforce.snapshots import taking
from tests.certificates.factories import CertificateFactory, a_course
from tests.factories import UserFactory

DAY = datetime.timedelta(days=1)
ON = datetime.date(2027, 3, 3)

__all__ = ["DAY", "ON", "a_course", "a_month", "certify", "noon"]


def noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC)


def certify(
    person, course, on: datetime.date, *, months: int | None = 36, revoked_on=None, kept=None
) -> Certificate:
    """A certificate awarded on a day, in the next period, and withdrawn on another. `kept` is the anniversary it keeps."""
    version, _ = Version.objects.get_or_create(
        course=course, number=1, defaults={"manifest": {}, "published_at": noon(on)}
    )
    enrolment = Enrolment.objects.create(
        learner=person,
        course=course,
        period=Enrolment.objects.of(person).on(course).count() + 1,
        enrolled_at=noon(on),
        completed_at=noon(on),
    )
    certificate = CertificateFactory(
        name=person.name,
        learner=person,
        version=version,
        enrolment=enrolment,
        awarded_at=noon(on),
        awarded_on=on,
        expires_on=months and (kept or on) + relativedelta(months=months),
    )
    if revoked_on:
        Revocation.objects.create(
            certificate=certificate, revoked_at=noon(revoked_on), revoked_by=UserFactory(), reason="A mistake"
        )
    return certificate


class ReminderPlanFactory(DjangoModelFactory):
    """As suggested, and on: Mondays, from nine to five."""

    class Meta:
        model = ReminderPlan

    is_on = True


class ReminderFactory(DjangoModelFactory):
    """A weekly mail that went."""

    class Meta:
        model = Reminder

    kind = Kind.DIGEST
    day = datetime.date(2027, 3, 1)
    outcome = Outcome.SENT
    asked_at = factory.LazyAttribute(lambda row: noon(row.day))
    sent_at = factory.LazyAttribute(lambda row: row.asked_at if row.outcome == Outcome.SENT else None)


def a_month(organisation) -> Snapshot:
    """The last one that is over, as the worker keeps it."""
    now = timezone.now()
    return taking.take(organisation=organisation, month_end=taking.last_ended(now), at=now)
