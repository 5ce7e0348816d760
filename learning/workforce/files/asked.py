"""Files too large to be made while somebody waits: asked for, made by the worker, kept privately for a week."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from learning.people.responsibilities import Responsibility
from learning.workforce import kept_files


class AskedFileQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(made_at=None, refused_at=None)

    def offered_to(self, person, *, at: datetime.datetime):
        """Those that someone asked for and has not been kept from since: being made, made, or refused; newest first."""
        kept = self.filter(by=person.pk, removed_at=None, asked_at__gt=kept_files.asked_since(at))
        return kept.order_by("-asked_at", "-pk")


class AskedFile(models.Model):
    """One row for each large file that someone asked for. What it was of is kept as keys and days; the file itself for a week.

    `reach` holds what they answered for: who has lost any of it since does not get the file.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    filters = models.JSONField(
        help_text="What a list of people was of, as in its address: keys and days, no names."
    )
    reach = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True, help_text="What it was to be of is not theirs any more.")
    removed_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(null=True)
    title = models.CharField(
        max_length=200, blank=True, help_text="The name that the file is given away under."
    )

    objects = AskedFileQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_file_that_was_made_has_rows_and_one_that_was_refused_has_none",
                condition=Q(made_at=None, rows=None)
                | Q(made_at__isnull=False, rows__isnull=False, refused_at=None),
            ),
        ]
        indexes = [models.Index(fields=["by", "asked_at"], name="asked_files_of_a_person")]

    def __str__(self) -> str:
        return self.title or f"A file asked for on {self.asked_at:%d %B %Y}"

    @property
    def key(self) -> str:
        return f"workforce-file:{self.pk}"

    @property
    def stored_as(self) -> str:
        """In private storage."""
        return f"workforce/{self.pk}.xlsx"

    @property
    def kept_until(self) -> datetime.datetime:
        return kept_files.kept_until(self.asked_at)

    def is_within(self, reach: list[str]) -> bool:
        return set(self.reach) <= set(reach)


def reach_of(person, *, today: datetime.date) -> list[str]:
    """What someone answers for on a day, in order: roles, each with the key of its place. A row may be given another place."""
    held = Responsibility.objects.in_force_on(today).filter(person=person.pk)
    places = held.values_list("role", "organisation", "team", "partnership")
    return sorted(f"{role}:{next(filter(None, keys))}" for role, *keys in places)
