"""Who answers for whom."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from learning.people.organisations import Organisation, Partnership, Team
from learning.people.roles import Role


class ResponsibilityQuerySet(models.QuerySet):
    def in_force_on(self, day: datetime.date):
        """Those that have not ended on a day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day))

    def within(self, organisation: Organisation):
        """Those for an organisation, and for its teams."""
        return self.filter(Q(organisation=organisation) | Q(team__organisation=organisation))


class Responsibility(models.Model):
    """One row for each scope that someone answers for."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="responsibilities"
    )
    role = models.CharField(max_length=20, choices=Role)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="responsibilities"
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="responsibilities"
    )
    partnership = models.ForeignKey(
        Partnership, null=True, blank=True, on_delete=models.PROTECT, related_name="responsibilities"
    )

    ends_on = models.DateField(
        null=True, blank=True, help_text="The last day. It ends with the last post in the organisation."
    )

    objects = ResponsibilityQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "responsibilities"
        constraints = [
            models.CheckConstraint(
                name="a_role_has_the_scope_that_fits_it",
                condition=(
                    Q(role=Role.WORKFORCE_LEAD, organisation__isnull=False, team=None, partnership=None)
                    | Q(role=Role.LINE_MANAGER, organisation=None, team__isnull=False, partnership=None)
                    | Q(role=Role.PARTNERSHIP_LEAD, organisation=None, team=None, partnership__isnull=False)
                ),
            ),
            models.UniqueConstraint(
                name="someone_leads_an_organisation_once",
                fields=["person", "organisation"],
                condition=Q(role=Role.WORKFORCE_LEAD),
            ),
            models.UniqueConstraint(
                name="someone_manages_a_team_once",
                fields=["person", "team"],
                condition=Q(role=Role.LINE_MANAGER),
            ),
            models.UniqueConstraint(
                name="someone_leads_a_partnership_once",
                fields=["person", "partnership"],
                condition=Q(role=Role.PARTNERSHIP_LEAD),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"
