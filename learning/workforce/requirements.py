"""What organisations ask of whom: the training needs of F6, one rule a row (docs/adr/0011)."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Page, RevisionMixin

from learning.people.organisations import Organisation, Team
from learning.people.posts import PracticeGroup
from learning.records.pages import Programme
from learning.workforce import statuses

# The staff group of experts by experience: whatever is required of everyone is not required of them.
NEVER_REQUIRED = "ebe"
MOST_DAYS = 3650
MOST_MONTHS = 120

NOT_A_COURSE = "Choose a course. {page} is a page of another kind."
ENDS_TOO_EARLY = "The last day cannot be before the first day. Choose a later one, or leave it empty."
TEAM_ELSEWHERE = "{teams}: not of {organisation}. Choose teams of the organisation that requires this."


class RequirementQuerySet(models.QuerySet):
    def in_force_on(self, day: datetime.date):
        """Those that have begun and not ended on a day."""
        return self.filter(Q(effective_to=None) | Q(effective_to__gte=day), effective_from__lte=day)

    def of(self, organisations: Iterable):
        """Those of some organisations: rows, keys or a queryset."""
        return self.filter(organisation__in=organisations)

    def in_order(self):
        return self.order_by("organisation__name", "course__title", "effective_from", "pk")


class Requirement(RevisionMixin, ClusterableModel):
    """One row for each rule: an organisation asks some of its staff to complete a course, and to renew it."""

    class Kind(models.TextChoices):
        """Strongest first: of several that cover a post, the strongest applies."""

        STATUTORY = "statutory", "Statutory"
        MANDATORY = "mandatory", "Mandatory"
        ROLE_ESSENTIAL = "role_essential", "Essential for the role"
        RECOMMENDED = "recommended", "Recommended"

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
    kind = models.CharField(
        max_length=20,
        choices=Kind,
        help_text="Nobody is late for what is recommended. The others say how strongly it is required.",
    )
    first_due_days = models.PositiveSmallIntegerField(
        "days to complete it",
        validators=[MaxValueValidator(MOST_DAYS)],
        help_text="Calendar days, from the start of the post or of this requirement, whichever is later.",
    )
    returner_days = models.PositiveSmallIntegerField(
        "days after coming back",
        default=60,
        validators=[MaxValueValidator(MOST_DAYS)],
        help_text="Calendar days that someone has after a long absence.",
    )
    refresh_months = models.PositiveSmallIntegerField(
        "months until it is renewed",
        null=True,
        blank=True,
        default=36,
        validators=[MaxValueValidator(MOST_MONTHS)],
        help_text="Leave empty when once is enough. The certificate’s own time counts too: the shorter applies.",
    )
    early_renewal_days = models.PositiveSmallIntegerField(
        "days for renewing early",
        default=90,
        validators=[MaxValueValidator(MOST_DAYS)],
        help_text="Renewed in so many last days, a certificate keeps its anniversary.",
    )
    target_pct = models.PositiveSmallIntegerField(
        "target", default=90, help_text="Per cent, 1 to 100. At this or above, a figure is on target."
    )
    amber_margin = models.PositiveSmallIntegerField(
        "margin",
        default=10,
        help_text="Percentage points. Below the target by no more than this, a figure is close.",
    )
    grace_counts = models.BooleanField(
        "count people who still have time",
        default=False,
        help_text="Leave this off, and starters and returners are left out until their days are over.",
    )
    effective_from = models.DateField(
        "first day", help_text="Everyone in post has the same days as a starter, counted from this day."
    )
    effective_to = models.DateField(
        "last day", null=True, blank=True, help_text="Leave empty while it applies."
    )

    objects = RequirementQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="requirement_has_a_known_kind",
                condition=Q(kind__in=["statutory", "mandatory", "role_essential", "recommended"]),
                violation_error_message="Choose how strongly it is required.",
            ),
            models.CheckConstraint(
                name="requirement_ends_after_it_starts",
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
                violation_error_message=ENDS_TOO_EARLY,
            ),
            models.CheckConstraint(
                name="target_is_from_1_to_100_per_cent",
                condition=Q(target_pct__range=(1, 100)),
                violation_error_message="The target is a percentage from 1 to 100.",
            ),
            models.CheckConstraint(
                name="margin_is_at_most_the_target",
                condition=Q(amber_margin__lte=F("target_pct")),
                violation_error_message="The margin cannot be larger than the target.",
            ),
            models.CheckConstraint(
                name="renewal_is_after_a_month_at_least",
                condition=Q(refresh_months=None) | Q(refresh_months__gte=1),
                violation_error_message="It is renewed after 1 month at the earliest. Leave the months empty when once is enough.",
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

    def who(self) -> str:
        """In words, such as "Health visitor, School nurse; Market". Two queries, unless they were prefetched."""
        groups = ", ".join(map(str, self.practice_groups.all())) or "Every staff group"
        teams = ", ".join(map(str, self.teams.all()))
        return f"{groups}; {teams}" if teams else groups

    @property
    def strength(self) -> int:
        """0 for the strongest kind."""
        return self.Kind.values.index(self.kind)

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
        )
