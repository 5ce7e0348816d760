"""The certificate as a record: awarded once, never changed. What it looks like is learning.certificates' business."""

import datetime
import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from wagtail.models import Page

from learning.records.enrolments import Enrolment
from learning.records.versions import Version

# Letters and digits that nobody confuses: no 0, 1, I or O. 26 of 32 symbols are 130 random bits.
CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 26
EARLY_RENEWAL = datetime.timedelta(days=90)


def new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def in_fours(code: str) -> str:
    """As printed: ABCD EFGH ... The spaces are for reading and are ignored when typed."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


class CertificateQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(learner=person)

    def latest_first(self):
        return self.order_by("-awarded_at", "-pk")

    def with_details(self):
        return self.select_related("name_row", "revocation", "version")


class Certificate(models.Model):
    """One row for each certificate awarded: one an enrolment, by constraint. Copies the facts it was awarded on."""

    class Status(models.TextChoices):
        VALID = "valid", "Valid"
        EXPIRED = "expired", "Expired"
        REVOKED = "revoked", "Revoked"

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="certificate")
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates"
    )
    course = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="certificates")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="certificates")
    course_title = models.CharField(max_length=255)
    minutes = models.PositiveSmallIntegerField()
    minutes_participatory = models.PositiveSmallIntegerField()
    issuer = models.CharField(max_length=200)
    awarded_at = models.DateTimeField()
    awarded_on = models.DateField()
    expires_on = models.DateField(
        null=True, blank=True, help_text="The first day on which it no longer counts."
    )
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code)

    objects = CertificateQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="certificate_expires_after_it_is_awarded",
                condition=Q(expires_on=None) | Q(expires_on__gt=F("awarded_on")),
            ),
            models.CheckConstraint(
                name="participatory_minutes_are_part_of_the_minutes",
                condition=Q(minutes_participatory__lte=F("minutes")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_title}, {self.awarded_on}"

    @property
    def code_in_fours(self) -> str:
        return in_fours(self.code)

    def may_be_renewed(self, on: datetime.date, *, asked_by: datetime.date | None = None) -> bool:
        """Within the last 90 days of its time, or after it; a withdrawn one at once. Whoever is asked for it may count it
        for less: then up to `asked_by`. One that has no such end needs no renewing.
        """
        if hasattr(self, "revocation"):
            return True
        end = min(filter(None, [self.expires_on, asked_by]), default=None)
        return end is not None and on >= end - EARLY_RENEWAL

    def status(self, on: datetime.date) -> Status:
        """What a checker is told on a day. Needs with_details()."""
        if hasattr(self, "revocation"):
            return self.Status.REVOKED
        if self.expires_on and self.expires_on <= on:
            return self.Status.EXPIRED
        return self.Status.VALID


class CertificateName(models.Model):
    """One row for each certificate: the name it was awarded under. Erasure may blank it."""

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="name_row")
    name = models.CharField(max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.name


class Revocation(models.Model):
    """One row for each certificate withdrawn by its issuer, with the reason."""

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="revocation")
    revoked_at = models.DateTimeField()
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.certificate} revoked"
