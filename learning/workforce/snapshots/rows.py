"""What was counted at the end of a month, kept for ever: keys, numbers and times. What things were called stands beside."""

import datetime
import uuid
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from wagtail.models import Page

from learning.people.organisations import Organisation
from learning.people.sides import Side
from learning.workforce import scopes
from learning.workforce.counting import Count
from learning.workforce.filters import Asked


class SnapshotQuerySet(models.QuerySet):
    def led_by(self, person, *, today: datetime.date):
        """Those of organisations that someone leads."""
        return self.filter(organisation__in=scopes.organisations_led(person, today=today))

    def latest_first(self):
        return self.order_by("-month_end", "organisation__name", "pk")


class Snapshot(models.Model):
    """One row for each organisation and month: what was counted on its last day, by the rules in force on that day.

    The numbers are its rows. Written once, after them, and never changed: see freezing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="snapshots")
    month_end = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Nobody: the worker.",
    )
    rules = models.TextField(help_text="The requirements in force, as canonical JSON: keys, numbers, days.")
    rules_hash = models.CharField(max_length=64, help_text="SHA-256 of the rules, in hexadecimal.")

    objects = SnapshotQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_organisation_has_one_snapshot_a_month", fields=["organisation", "month_end"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.month_end}"


class Dimension(models.TextChoices):
    """What a row counts, and so what its key is of. Sides have their numbers in SIDES, ESR staff groups that of their code."""

    WHOLE = "whole", "Organisation"
    GROUP = "group", "Staff group"
    ESR = "esr", "ESR staff group"
    SIDE = "side", "Side"
    TEAM = "team", "Team"


# Written into rows that never change: a number is of one side for ever.
SIDES = {Side.ADULT: 1, Side.CHILDREN: 2, Side.WHOLE_FAMILY: 3, Side.NONE: 4}


LATE_DAYS = {"late_30": 30, "late_90": 90, "late_365": 365}
LAPSING_DAYS = {"lapsing_30": 30, "lapsing_60": 60, "lapsing_90": 90}


class SnapshotRow(models.Model):
    """One row for each number of a snapshot: a course, and the organisation, or a staff group, a side or a team of it.

    A team is counted with the teams below it. late_… are bands of those late by days, and do not overlap; lapsing_… are
    who lapses within so many days, and whoever lapses within 30 lapses within 60.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="rows")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked = models.CharField(max_length=20, choices=Asked)
    dimension = models.CharField(max_length=10, choices=Dimension)
    key = models.PositiveBigIntegerField()
    course = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    n = models.PositiveIntegerField()
    due = models.PositiveIntegerField()
    overdue = models.PositiveIntegerField()
    never = models.PositiveIntegerField()
    expiring = models.PositiveIntegerField()
    left_out = models.JSONField(help_text="How many for each reason.")
    target_pct = models.PositiveSmallIntegerField(null=True)
    amber_margin = models.PositiveSmallIntegerField(null=True)
    late_30 = models.PositiveIntegerField()
    late_90 = models.PositiveIntegerField()
    late_365 = models.PositiveIntegerField()
    late_longer = models.PositiveIntegerField()
    lapsing_30 = models.PositiveIntegerField()
    lapsing_60 = models.PositiveIntegerField()
    lapsing_90 = models.PositiveIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_snapshot_has_each_number_once",
                fields=["snapshot", "asked", "dimension", "key", "course"],
            ),
            models.CheckConstraint(
                name="who_is_done_or_late_is_due", condition=Q(due__gte=F("n") + F("overdue") + F("never"))
            ),
            models.CheckConstraint(
                name="the_bands_hold_whoever_is_late",
                condition=Q(
                    late_longer=F("overdue") + F("never") - F("late_30") - F("late_90") - F("late_365")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.key}, course {self.course_id}: {self.n} of {self.due}"

    @cached_property
    def count(self) -> Count:
        return Count(
            n=self.n,
            due=self.due,
            left_out=self.left_out,
            overdue=self.overdue,
            never=self.never,
            expiring=self.expiring,
            target_pct=self.target_pct,
            amber_margin=self.amber_margin,
        )


PLACE = {"id", "snapshot", "organisation", "asked", "dimension", "key", "course"}
FIGURES = [field.name for field in SnapshotRow._meta.concrete_fields if field.name not in PLACE]
NOT_COUNTED = {"left_out": {}, "target_pct": None, "amber_margin": None}
NOBODY = SnapshotRow(**dict.fromkeys(FIGURES, 0) | NOT_COUNTED)


class SnapshotName(models.Model):
    """One row for each thing that a snapshot counts or its rules name: what it was called. It may be erased, and not changed."""

    class What(models.TextChoices):
        ORGANISATION = "whole", "Organisation"
        GROUP = "group", "Staff group"
        ESR = "esr", "ESR staff group"
        SIDE = "side", "Side"
        TEAM = "team", "Team"
        ROLE = "role", "Job role"
        COURSE = "course", "Course"

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="names")
    what = models.CharField(max_length=10, choices=What)
    key = models.PositiveBigIntegerField()
    name = models.CharField(max_length=255, blank=True)
    place = models.PositiveIntegerField(help_text="Where it stands among the others of its kind.")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_snapshot_names_each_thing_once", fields=["snapshot", "what", "key"]
            )
        ]

    def __str__(self) -> str:
        return self.name


class SnapshotNote(models.Model):
    """One row for each time that a month was counted again and came out otherwise: who, when, and how many numbers of what.

    It stands beside the snapshot, which stays as it is. Why is in a row of its own, which may be erased.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="notes")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    differences = models.JSONField(help_text="Keys, with the numbers then and when it was counted again.")

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.snapshot_id}, {self.at}"


class SnapshotReason(models.Model):
    """One row for each note: why, in the words of whoever wrote it."""

    note = models.OneToOneField(
        SnapshotNote, primary_key=True, on_delete=models.PROTECT, related_name="reason"
    )
    text = models.TextField(blank=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.text
