"""Inspection matrices that are asked for: large ones are made by the worker, and kept for a week for whoever asked."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from learning.people.organisations import Organisation, Team
from learning.workforce import kept_files


class PackQuerySet(models.QuerySet):
    def asked_by(self, person, *, at: datetime.datetime):
        """Someone's own, while they are kept."""
        return self.filter(by=person, asked_at__gt=kept_files.asked_since(at))


class Pack(models.Model):
    """One row for each inspection matrix that the worker makes, until its file is deleted after a week."""

    class File(models.TextChoices):
        PDF = "pdf", "To print (PDF)"
        CSV = "csv", "To sort (CSV)"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file = models.CharField(max_length=3, choices=File)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    lines = models.PositiveIntegerField(null=True)
    rules_hash = models.CharField(max_length=64, blank=True, help_text="As in a snapshot.")
    filename = models.CharField(
        max_length=100, blank=True, help_text="What it is called when it is taken away."
    )

    objects = PackQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_pack_has_a_file_name_lines_and_rules_once_it_is_made",
                condition=Q(made_at=None, filename="", lines=None, rules_hash="")
                | Q(made_at__isnull=False, lines__isnull=False) & ~Q(filename="") & ~Q(rules_hash=""),
            ),
            models.CheckConstraint(
                name="a_pack_is_a_file_of_a_known_kind", condition=Q(file__in=["pdf", "csv"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.asked_at}"

    @property
    def filters(self) -> dict:
        """What it was of, to be kept as a look."""
        team = {"team": self.team_id} if self.team_id else {}
        return {"organisation": self.organisation_id, "file": self.file, "rules": self.rules_hash} | team

    @property
    def stored_as(self) -> str:
        """In the private storage."""
        return f"packs/{self.pk}.{self.file}"
