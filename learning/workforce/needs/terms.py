"""What a training need asks, whoever it is of: how strongly, by when, how often, and how it is counted."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from learning.records.certificates import EARLY_RENEWAL

MOST_DAYS = 3650
MOST_MONTHS = 120
# Nobody may renew earlier, so a longer window would say what never happens.
MOST_EARLY_DAYS = EARLY_RENEWAL.days

TOO_EARLY = (
    f"At most {MOST_EARLY_DAYS} days: a course opens for renewing that long before its end, and not sooner."
)
ENDS_TOO_EARLY = "The last day cannot be before the first day. Choose a later one, or leave it empty."


class Terms(models.Model):
    """The terms of a rule: an organisation's requirement, or what its partnership proposes."""

    class Kind(models.TextChoices):
        """Strongest first: of several that cover a post, the strongest applies."""

        STATUTORY = "statutory", "Statutory"
        MANDATORY = "mandatory", "Mandatory"
        ROLE_ESSENTIAL = "role_essential", "Essential for the role"
        RECOMMENDED = "recommended", "Recommended"

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
        help_text="Calendar days that someone has after an absence of 28 days or more.",
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
        default=MOST_EARLY_DAYS,
        validators=[MaxValueValidator(MOST_EARLY_DAYS, message=TOO_EARLY)],
        help_text=f"At most {MOST_EARLY_DAYS}. Renewed in so many last days, a certificate keeps its anniversary.",
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

    class Meta:
        abstract = True

    @property
    def strength(self) -> int:
        """0 for the strongest kind."""
        return self.Kind.values.index(self.kind)


def checks(of: str) -> list[models.CheckConstraint]:
    """What the database refuses of terms, in rows of a kind."""
    return [
        models.CheckConstraint(
            name=f"{of}_has_a_known_kind",
            condition=Q(kind__in=["statutory", "mandatory", "role_essential", "recommended"]),
            violation_error_message="Choose how strongly it is required.",
        ),
        models.CheckConstraint(
            name=f"{of}_ends_after_it_starts",
            condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
            violation_error_message=ENDS_TOO_EARLY,
        ),
        models.CheckConstraint(
            name=f"{of}_target_is_from_1_to_100_per_cent",
            condition=Q(target_pct__range=(1, 100)),
            violation_error_message="The target is a percentage from 1 to 100.",
        ),
        models.CheckConstraint(
            name=f"{of}_margin_is_at_most_its_target",
            condition=Q(amber_margin__lte=F("target_pct")),
            violation_error_message="The margin cannot be larger than the target.",
        ),
        models.CheckConstraint(
            name=f"{of}_is_renewed_after_a_month_at_least",
            condition=Q(refresh_months=None) | Q(refresh_months__gte=1),
            violation_error_message="It is renewed after 1 month at the earliest. Leave the months empty when once is enough.",
        ),
        models.CheckConstraint(
            name=f"{of}_is_renewed_early_in_90_days_at_most",
            condition=Q(early_renewal_days__lte=MOST_EARLY_DAYS),
            violation_error_message=TOO_EARLY,
        ),
    ]
