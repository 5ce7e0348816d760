"""What the holder is told beside a certificate of their own."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from learning.certificates.sheet import day
from learning.records.models import Certificate, Enrolment


@dataclass(frozen=True)
class Standing:
    """How a certificate stands today, in a sentence. A valid one that is not near its end needs none."""

    state: str
    text: str = ""

    @property
    def may_be_shown(self) -> bool:
        """Whether there is a sheet to download: not once it has been withdrawn."""
        return self.state != Certificate.Status.REVOKED


def standing(certificate: Certificate, *, on: datetime.date) -> Standing:
    """Needs with_details(). One query more near its end or after it: has it been renewed?"""
    status = certificate.status(on)
    if status == Certificate.Status.REVOKED:
        withdrawn_on = day(timezone.localdate(certificate.revocation.revoked_at))
        return Standing(status, f"The issuer withdrew it on {withdrawn_on}: {certificate.revocation.reason}")
    if not certificate.may_be_renewed(on) or _renewed(certificate):
        return Standing(status)
    end = day(certificate.expires_on)
    if status == Certificate.Status.EXPIRED:
        return Standing(status, f"It stopped counting on {end}. You can renew it from My learning.")
    return Standing(
        status, f"It counts until {end}. You can renew it now from My learning, and keep that date."
    )


def _renewed(certificate: Certificate) -> bool:
    enrolments = Enrolment.objects.filter(learner=certificate.learner_id, course=certificate.course_id)
    return enrolments.filter(enrolled_at__gt=certificate.awarded_at).exists()
