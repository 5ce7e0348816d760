"""What someone is awarded for an enrolment: the facts that a certificate copies, and until when it counts.

Nothing is written here: records.py and past.py do that.
"""

import datetime
from collections.abc import Collection

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from learning.records.certificates import EARLY_RENEWAL, Certificate
from learning.records.enrolments import Enrolment
from learning.records.pages import Programme
from learning.records.versions import Version


def certificate_for(
    enrolment: Enrolment,
    course: Programme,
    version: Version,
    *,
    issuer: str,
    at: datetime.datetime,
    kept: datetime.date | None,
    minutes: int | None = None,
) -> Certificate:
    """What someone is awarded for an enrolment, not saved yet: the facts it copies, and the anniversary it keeps.

    `minutes` are those of what they did, where that is not the whole course; none of them with other people.
    """
    return Certificate(
        enrolment=enrolment,
        learner=enrolment.learner,
        course_id=course.pk,
        version=version,
        course_title=course.title,
        minutes=course.minutes if minutes is None else min(minutes, course.minutes),
        minutes_participatory=course.minutes_participatory if minutes is None else 0,
        issuer=issuer,
        awarded_at=at,
        awarded_on=timezone.localdate(at),
        expires_on=_expiry(course, timezone.localdate(at), kept),
    )


def anniversaries(enrolments: Collection[Enrolment]) -> dict[int, datetime.date]:
    """When the certificate that each renewal renews stops counting, by the key of the renewal. One query at most.

    A first period has nothing to keep, nor has one after a withdrawn certificate or one without an end.
    """
    renewals = {
        (each.learner_id, each.course_id, each.period - 1): each.pk for each in enrolments if each.period > 1
    }
    if not renewals:
        return {}
    certificates = Certificate.objects.filter(
        learner__in={learner for learner, _, _ in renewals}, revocation=None, expires_on__isnull=False
    ).values_list("learner_id", "course_id", "enrolment__period", "expires_on")
    return {renewals[key]: end for *of, end in certificates if (key := tuple(of)) in renewals}


def _expiry(course: Programme, awarded_on: datetime.date, kept: datetime.date | None) -> datetime.date | None:
    """When it stops counting. Renewing in the last 90 days keeps the old anniversary, so nobody loses by being early;
    renewed sooner than that, for an organisation that asks for it sooner, it lasts from now.
    """
    if course.certificate_months is None:
        return None
    start = kept if kept and kept - EARLY_RENEWAL <= awarded_on < kept else awarded_on
    return start + relativedelta(months=course.certificate_months)
