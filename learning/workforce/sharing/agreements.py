"""Whether an organisation lets its partnership see its counts: by agreement, until a day, and never without one."""

import datetime

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from learning.people.organisations import Organisation, Partnership

MOST_MONTHS = 24
BAD_REFERENCE = "Enter the reference as it is filed, such as NSP-DSA-2026-04: letters, figures and - . / only, with a figure in it."
a_reference = RegexValidator(r"^(?=.*\d)[A-Za-z0-9][A-Za-z0-9 ./_-]*$", BAD_REFERENCE)


class SharingAgreementQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not ended before their day."""
        return self.filter(end=None)

    def in_force_on(self, day: datetime.date):
        return self.standing().filter(starts_on__lte=day, ends_on__gte=day)

    def with_their_partnership(self):
        """Those with the partnership that the organisation belongs to still: another one was promised nothing."""
        return self.filter(organisation__partnership=F("partnership"))

    def latest_first(self):
        return self.order_by("-starts_on", "-pk")


class SharingAgreement(models.Model):
    """One row for each time that an organisation agrees to let its partnership see its counts: written once.

    Nobody's name is in it. `reference` is where the signed agreement is filed.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="sharing_agreements"
    )
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, validators=[a_reference])
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The last day.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SharingAgreementQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sharing_ends_on_or_after_its_first_day", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="sharing_has_a_reference", condition=~Q(reference="")),
        ]
        indexes = [models.Index(fields=["organisation", "ends_on"], name="sharing_of_an_organisation")]

    def __str__(self) -> str:
        return f"{self.reference}, {self.starts_on} to {self.ends_on}"


class SharingEnd(models.Model):
    """One row for each agreement that was ended before its day, at once."""

    agreement = models.OneToOneField(
        SharingAgreement, primary_key=True, on_delete=models.PROTECT, related_name="end"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Ended at {self.at}"
