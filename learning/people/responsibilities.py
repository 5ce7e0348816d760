"""Who answers for whom: the roles beyond being a learner.

Everyone is a learner. Trainers and administrators are Django groups, because Wagtail's own permissions hang on groups;
the three roles that see other people's records are rows here, each with its scope.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from learning.people.organisations import Organisation, Partnership, Team

TRAINERS = "Trainers"
ADMINISTRATORS = "Administrators"


class Responsibility(models.Model):
    """One row for each scope that someone answers for."""

    class Role(models.TextChoices):
        WORKFORCE_LEAD = "workforce_lead", "Workforce lead"
        LINE_MANAGER = "line_manager", "Line manager"
        PARTNERSHIP_LEAD = "partnership_lead", "Partnership lead"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="responsibilities")
    role = models.CharField(max_length=20, choices=Role)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "responsibilities"
        constraints = [
            models.CheckConstraint(
                name="a_role_has_the_scope_that_fits_it",
                condition=(
                    Q(role="workforce_lead", organisation__isnull=False, team=None, partnership=None)
                    | Q(role="line_manager", organisation=None, team__isnull=False, partnership=None)
                    | Q(role="partnership_lead", organisation=None, team=None, partnership__isnull=False)
                ),
            ),
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(role="workforce_lead"),
                name="someone_leads_an_organisation_once",
            ),
            models.UniqueConstraint(
                fields=["person", "team"], condition=Q(role="line_manager"), name="someone_manages_a_team_once"
            ),
            models.UniqueConstraint(
                fields=["person", "partnership"],
                condition=Q(role="partnership_lead"),
                name="someone_leads_a_partnership_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"
