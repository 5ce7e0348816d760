"""How an organisation writes to its people: set by its lead, each change in Wagtail's log. Without a row nobody is written to."""

import datetime
from functools import partial

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from wagtail.log_actions import log

from learning.people.organisations import Organisation
from learning.workforce.reminders.rules import Plan
from learning.workforce.reminders.working_days import is_working_day

PLAN_SET = "workforce.set_reminders"
MOST_DAYS = 365
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
HOURS = [(hour, f"{hour}:00") for hour in range(6, 23)]
FIELDS = [
    *("is_on", "weekday", "from_hour", "until_hour", "days_before", "days_before_again", "days_after"),
    *("manager_after_days", "lead_after_days"),
]


def _days(default: int, least: int = 0, **kwargs) -> models.PositiveSmallIntegerField:
    limits = [MinValueValidator(least), MaxValueValidator(MOST_DAYS)]
    return models.PositiveSmallIntegerField(default=default, validators=limits, **kwargs)


class ReminderPlanQuerySet(models.QuerySet):
    def on(self):
        """Those of organisations that write every week."""
        return self.filter(is_on=True)

    def behind(self, week: datetime.date):
        """Those whose messages of a week have not been asked for, nor those of a later one."""
        return self.on().filter(Q(asked_for=None) | Q(asked_for__lt=week))


class ReminderPlan(models.Model):
    """One row for each organisation that has said how its people are written to. Hours and days are London's."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="reminder_plan")
    is_on = models.BooleanField("write to people every week", default=False)
    weekday = models.PositiveSmallIntegerField(
        "on",
        choices=list(enumerate(WEEKDAYS)),
        default=0,
        help_text="If nobody works that day, on the next day of that week on which people do.",
    )
    from_hour = models.PositiveSmallIntegerField("not before", choices=HOURS, default=9)
    until_hour = models.PositiveSmallIntegerField(
        "and not after", choices=HOURS, default=17, help_text="Nudges keep to these hours too."
    )
    days_before = _days(
        30, 1, verbose_name="days before, first time", help_text="Before something is due or lapses."
    )
    days_before_again = _days(7, 0, verbose_name="days before, second time")
    days_after = _days(
        14, 7, verbose_name="days between, once late", help_text="At least 7. The first is in the week after."
    )
    manager_after_days = _days(14, 1, verbose_name="days late until the line manager is told")
    lead_after_days = _days(42, 1, verbose_name="days late until workforce leads are told")
    asked_for = models.DateField(
        null=True, editable=False, help_text="The Monday of the last week whose messages were asked for."
    )

    objects = ReminderPlanQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="reminders_go_on_a_weekday", condition=Q(weekday__range=(0, 4))),
            models.CheckConstraint(
                name="reminders_have_an_hour_to_go_in",
                condition=Q(from_hour__lt=F("until_hour"), until_hour__lte=23),
                violation_error_message="The last hour must be later than the first.",
            ),
            models.CheckConstraint(
                name="the_second_reminder_is_nearer_than_the_first",
                condition=Q(days_before_again__lt=F("days_before")),
                violation_error_message="The second time must be nearer to the day than the first.",
            ),
            models.CheckConstraint(
                name="a_lead_is_told_after_the_line_manager",
                condition=Q(lead_after_days__gt=F("manager_after_days")),
                violation_error_message="Workforce leads are told later than line managers. Choose more days.",
            ),
            models.CheckConstraint(name="late_people_hear_weekly_at_most", condition=Q(days_after__gte=7)),
        ]

    def __str__(self) -> str:
        return f"Reminders of {self.organisation}"

    @property
    def rules(self) -> Plan:
        return Plan(**{name: getattr(self, name) for name in FIELDS if name != "is_on"})

    @property
    def works(self):
        """Whether a day is a working day there. Ask for plans with their organisation."""
        return partial(is_working_day, nation=self.organisation.nation)


def plan_of(organisation: Organisation) -> ReminderPlan:
    """What it has said; else what we suggest, not kept and not on."""
    found = ReminderPlan.objects.filter(organisation=organisation).order_by("pk").first()
    return found or ReminderPlan(organisation=organisation)


@transaction.atomic
def set_plan(*, plan: ReminderPlan, by, at: datetime.datetime) -> ReminderPlan:
    """Keep how an organisation writes to its people, and in Wagtail's log who said so."""
    plan.full_clean()
    plan.save()
    data = {name: getattr(plan, name) for name in FIELDS}
    title = f"Reminders of organisation {plan.organisation_id}"
    log(instance=plan, action=PLAN_SET, user=by, title=title, data=data, timestamp=at)
    return plan
