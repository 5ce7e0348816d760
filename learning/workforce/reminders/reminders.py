"""Each message that was to be written, and why it was sent or not. Rows hold keys, days and words of ours; no names, no text."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.dateparse import parse_date

from learning.people.organisations import Organisation
from learning.people.responsibilities import Responsibility
from learning.people.roles import Role
from learning.workforce import scopes
from learning.workforce.reminders.rules import ANNOUNCED, Line


class Kind(models.TextChoices):
    DIGEST = "digest", "Weekly mail"
    NUDGE = "nudge", "Nudge"
    MANAGER = "manager", "To the line manager"
    LEAD = "lead", "To the workforce lead"


class Outcome(models.TextChoices):
    """A message is waiting, then sent; or it is not sent, for one of the reasons that follow."""

    WAITING = "waiting", "Waiting to be sent"
    SENT = "sent", "Sent"
    NOTHING = "nothing", "Not sent: nothing due"
    NO_NEWS = "no_news", "Not sent: nothing new to say"
    TOLD = "told", "Not sent: written to within the week"
    AWAY = "away", "Not sent: away"
    LEFT = "left", "Not sent: no longer in the post"
    CLOSED = "closed", "Not sent: account closed"
    STOPPED = "stopped", "Not sent: they have stopped the weekly mail"
    OFF = "off", "Not sent: weekly mail was turned off"


WRITTEN = (Outcome.WAITING, Outcome.SENT)
TO_THEMSELVES = (Kind.DIGEST, Kind.NUDGE)
WEEKLY = (Kind.DIGEST, Kind.MANAGER, Kind.LEAD)
ANSWERING = (Role.LINE_MANAGER, Role.WORKFORCE_LEAD)
LOST = datetime.timedelta(days=6)


class ReminderQuerySet(models.QuerySet):
    def written(self):
        """Those that were sent, or are about to be."""
        return self.filter(outcome__in=WRITTEN)

    def told(self, at: datetime.datetime):
        """Those that were sent, or are about to be: what has waited for six days did not reach them."""
        return self.filter(Q(outcome=Outcome.SENT) | Q(outcome=Outcome.WAITING, asked_at__gte=at - LOST))

    def to_themselves(self):
        """Those that tell someone of their own training."""
        return self.filter(kind__in=TO_THEMSELVES)

    def shown_to(self, lead, *, today: datetime.date):
        """Those of the organisations that someone leads, to people whom they see there by name today."""
        led = self.filter(organisation__in=scopes.organisations_led(lead, today=today))
        same = {"person": OuterRef("person"), "organisation": OuterRef("organisation")}
        posts = scopes.posts_named(lead, today=today).filter(**same)
        held = Responsibility.objects.in_force_on(today).filter(person=OuterRef("person"))
        there = Q(organisation=OuterRef("organisation")) | Q(team__organisation=OuterRef("organisation"))
        answering = Q(kind__in=[Kind.MANAGER, Kind.LEAD]) & Exists(held.filter(there))
        return led.filter(Exists(posts) | answering)

    def latest_first(self):
        return self.order_by("-asked_at", "-pk")


class Reminder(models.Model):
    """One row for each person, week and organisation: what was to be told, and whether it was; and for each nudge."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=10, choices=Kind)
    day = models.DateField(help_text="The Monday of its week; of a nudge, its day.")
    outcome = models.CharField(max_length=10, choices=Outcome)
    about = models.JSONField(
        default=list,
        help_text="Course, last day and stage of each line, and whom it is about unless themselves.",
    )
    number = models.PositiveIntegerField(default=0, help_text="How many lines there were to tell.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    objects = ReminderQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="someone_is_reminded_once_a_week_and_nudged_once_a_day",
                fields=["organisation", "person", "kind", "day"],
            ),
            models.CheckConstraint(
                name="a_reminder_is_sent_if_and_only_if_it_has_a_time",
                condition=Q(outcome="sent", sent_at__isnull=False) | (~Q(outcome="sent") & Q(sent_at=None)),
            ),
            models.CheckConstraint(
                name="a_nudge_and_nothing_else_is_somebodys_doing",
                condition=Q(kind="nudge", by__isnull=False)
                | Q(kind__in=["digest", "manager", "lead"], by=None),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-asked_at"], name="reminders_newest_first"),
            models.Index(fields=["person", "-asked_at"], name="reminders_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.day}"

    @property
    def lines(self) -> list[Line]:
        return lines_of(self.about)

    @property
    def courses(self) -> set[int]:
        return {course for course, *_ in self.about}

    @property
    def announces(self) -> bool:
        return any(line.stage == ANNOUNCED for line in self.lines)

    @property
    def courses_due(self) -> set[int]:
        """Those that are late, or come due or lapse, and not those that are only announced."""
        return {line.course for line in self.lines if line.stage != ANNOUNCED}


def lines_of(about: list) -> list[Line]:
    """Back from a row."""
    return [Line(course, parse_date(day), stage) for course, day, stage, *_ in about]


def kept(line: Line, person: int | None = None) -> list:
    """As a row holds it."""
    return [line.course, line.day.isoformat(), line.stage] + ([person] if person else [])
