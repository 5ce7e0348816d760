"""What someone completed elsewhere, and their organisation accepts: it counts with its own dates (docs/adr/0040)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from wagtail.models import Page

from learning.people.organisations import Organisation

PROVIDER_CHARS = 200
REASON_CHARS = 300


class AcceptedEvidence(models.Model):
    """One row for each completion elsewhere that an organisation accepts for someone. It counts for their posts there.

    The day it was completed stays the one it was; when it no longer counts is the earlier of its own end and the
    requirement's.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="accepted_evidence")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="accepted_evidence"
    )
    course = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="accepted_evidence")
    completed_on = models.DateField()
    expires_on = models.DateField(
        null=True, blank=True, help_text="The first day on which it no longer counts."
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "accepted evidence"
        constraints = [
            models.CheckConstraint(
                name="evidence_expires_after_it_is_completed",
                condition=Q(expires_on=None) | Q(expires_on__gt=F("completed_on")),
            ),
            models.UniqueConstraint(
                name="evidence_of_a_day_is_accepted_once",
                fields=["organisation", "person", "course", "completed_on"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.completed_on}"

    @property
    def is_withdrawn(self) -> bool:
        """Ask for it with its withdrawal."""
        return hasattr(self, "withdrawal")


class EvidenceWithdrawal(models.Model):
    """One row for each accepted evidence that its organisation accepts no longer: from that day on it does not count. The
    evidence stays as it was. Erasure may blank the reason.
    """

    evidence = models.OneToOneField(AcceptedEvidence, on_delete=models.PROTECT, related_name="withdrawal")
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField()
    reason = models.CharField(max_length=REASON_CHARS, blank=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Withdrawn on {self.withdrawn_at:%Y-%m-%d}"


class EvidenceWords(models.Model):
    """One row for each accepted evidence: where it was completed, and why it is accepted. Erasure may blank them."""

    evidence = models.OneToOneField(AcceptedEvidence, on_delete=models.PROTECT, related_name="words")
    provider = models.CharField(max_length=PROVIDER_CHARS, blank=True)
    reason = models.CharField(max_length=REASON_CHARS, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "words about evidence"

    def __str__(self) -> str:
        return self.provider
