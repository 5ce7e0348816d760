"""The numbers by which organisations know their staff."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from learning.people.organisations import Organisation

NUMBER_CHARS = 40


class StaffNumber(models.Model):
    """One row for each employee number of an organisation, and whose it is. Text: zeros at its start count."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="staff_numbers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="staff_numbers"
    )
    number = models.CharField("employee number", max_length=NUMBER_CHARS)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_employee_number_is_one_persons_in_an_organisation",
                fields=["organisation", "number"],
            ),
            models.CheckConstraint(name="an_employee_number_is_not_empty", condition=~Q(number="")),
        ]

    def __str__(self) -> str:
        return self.number
