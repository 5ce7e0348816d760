"""Who looked at whose record, and who took a file away: kept, and never changed (docs/adr/0013)."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

FILES = ["table", "people", "partnership", "board", "inspection"]


class Look(models.Model):
    """One row for each day on which someone looked at another person's record, and for each file they took away."""

    class What(models.TextChoices):
        RECORD = "record", "Looked at a record"
        TABLE = "table", "Took the table away"
        PEOPLE = "people", "Took a list of people away"
        PARTNERSHIP = "partnership", "Took the partnership’s table away"
        BOARD = "board", "Took a board page away"
        INSPECTION = "inspection", "Took an inspection matrix away"

    what = models.CharField(max_length=20, choices=What)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="looks"
    )
    on = models.DateField()
    at = models.DateTimeField(db_index=True)
    filters = models.JSONField(default=dict, help_text="What a file was of: keys and days, no names.")
    rows = models.PositiveIntegerField(null=True, help_text="How many lines a file held.")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_look_at_a_record_has_a_person_and_a_file_has_rows",
                condition=Q(what="record", person__isnull=False, rows=None)
                | Q(what__in=FILES, person=None, rows__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_looks_at_themselves", condition=Q(person=None) | ~Q(person=models.F("by"))
            ),
            models.UniqueConstraint(
                name="a_look_at_a_record_is_kept_once_a_day",
                fields=["by", "person", "on"],
                condition=Q(what="record"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}, {self.on}"


def record_look(*, person, by, at: datetime.datetime) -> None:
    """Keep that someone looked at another's record: the first time on a day, and their own never."""
    if person.pk == by.pk:
        return
    on = timezone.localdate(at)
    if not Look.objects.filter(what=Look.What.RECORD, by=by, person=person, on=on).exists():
        look = Look(what=Look.What.RECORD, by=by, person=person, on=on, at=at)
        Look.objects.bulk_create([look], ignore_conflicts=True)


def record_export(*, what: Look.What, filters: dict, rows: int, by, at: datetime.datetime) -> Look:
    """Keep that someone took a file away, what it was of, and how much."""
    return Look.objects.create(what=what, by=by, on=timezone.localdate(at), at=at, filters=filters, rows=rows)
