"""What organisations ask of whom: the training needs of F6, one rule a row (docs/adr/0011)."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Page, RevisionMixin

from learning.people.job_roles import JobRole
from learning.people.organisations import Organisation, Team
from learning.people.posts import PracticeGroup
from learning.records.pages import Programme
from learning.workforce import statuses
from learning.workforce.needs.terms import MOST_MONTHS, Terms, checks

# The staff group of experts by experience: whatever is required of everyone is not required of them.
NEVER_REQUIRED = "ebe"

NOT_A_COURSE = "Choose a course. {page} is a page of another kind."
ROLE_ELSEWHERE = "{roles}: not of {organisation}. Choose job roles of the organisation that requires this."
TEAM_ELSEWHERE = "{teams}: not of {organisation}. Choose teams of the organisation that requires this."


class RequirementQuerySet(models.QuerySet):
    def in_force_on(self, day: datetime.date):
        """Those that have begun and not ended on a day."""
        return self.filter(Q(effective_to=None) | Q(effective_to__gte=day), effective_from__lte=day)

    def beginning_within(self, days: int, *, after: datetime.date):
        """Those that begin in so many days after a day."""
        return self.filter(
            effective_from__gt=after, effective_from__lte=after + datetime.timedelta(days=days)
        )

    def of(self, organisations: Iterable):
        """Those of some organisations: rows, keys or a queryset."""
        return self.filter(organisation__in=organisations)

    def in_order(self):
        return self.order_by("organisation__name", "course__title", "effective_from", "pk")


class Requirement(RevisionMixin, Terms, ClusterableModel):
    """One row for each rule: an organisation asks some of its staff to complete a course, and to renew it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="requirements")
    course = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="requirements")
    practice_groups = ParentalManyToManyField(
        PracticeGroup,
        through="workforce.RequirementGroup",
        blank=True,
        related_name="+",
        verbose_name="staff groups",
        limit_choices_to=~Q(code=NEVER_REQUIRED),
        help_text="Leave all empty for every staff group. Experts by experience are never required to train.",
    )
    teams = ParentalManyToManyField(
        Team,
        through="workforce.RequirementTeam",
        blank=True,
        related_name="+",
        help_text="Leave all empty for every team. A team includes the teams below it.",
    )
    job_roles = ParentalManyToManyField(
        JobRole,
        through="workforce.RequirementRole",
        blank=True,
        related_name="+",
        help_text="Leave all empty for every job role, and for whoever has none.",
    )
    asked_since = models.DateField(
        "days counted from",
        null=True,
        blank=True,
        help_text="Earlier than the first day where this goes on from another rule, and the days do not begin again.",
    )

    objects = RequirementQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            *checks("requirement"),
            models.CheckConstraint(
                name="days_are_counted_from_the_first_day_or_before",
                condition=Q(asked_since=None) | Q(asked_since__lte=F("effective_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.organisation}"

    def clean(self):
        """A course that is one; and teams, once they are known, of the organisation."""
        super().clean()
        if self.course_id and not isinstance(self.course.specific, Programme):
            raise ValidationError({"course": NOT_A_COURSE.format(page=self.course)})

    def refuse_teams_elsewhere(self, teams: Iterable[Team]) -> None:
        """Raise what a form shows beside its teams, when some are another organisation's."""
        elsewhere = [str(team) for team in teams if team.organisation_id != self.organisation_id]
        if self.organisation_id and elsewhere:
            words = TEAM_ELSEWHERE.format(teams=", ".join(elsewhere), organisation=self.organisation)
            raise ValidationError({"teams": words})

    def refuse_roles_elsewhere(self, roles: Iterable[JobRole]) -> None:
        """Raise what a form shows beside its job roles, when some are another organisation's."""
        elsewhere = [str(role) for role in roles if role.organisation_id != self.organisation_id]
        if self.organisation_id and elsewhere:
            words = ROLE_ELSEWHERE.format(roles=", ".join(elsewhere), organisation=self.organisation)
            raise ValidationError({"job_roles": words})

    def who(self) -> str:
        """In words, such as "Health visitor, School nurse; Market". Three queries, unless they were prefetched."""
        groups = ", ".join(map(str, self.practice_groups.all())) or "Every staff group"
        teams = ", ".join(map(str, self.teams.all()))
        roles = ", ".join(map(str, self.job_roles.all()))
        return "; ".join(filter(None, [groups, teams, roles]))

    @property
    def rank(self) -> tuple[int, int, int]:
        """Of several rules about a post the least applies: the strongest kind, the fewest days, the soonest renewal."""
        return self.strength, self.first_due_days, self.refresh_months or MOST_MONTHS + 1

    @property
    def rule(self) -> statuses.Rule:
        """What it asks, for statuses."""
        return statuses.Rule(
            first_due_days=self.first_due_days,
            returner_days=self.returner_days,
            refresh_months=self.refresh_months,
            effective_from=self.effective_from,
            effective_to=self.effective_to,
            early_renewal_days=self.early_renewal_days,
            asked_since=self.asked_since,
        )
