"""A film on its way here, in pieces."""

import uuid
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q

SENT_TO = "films/originals"


class Upload(models.Model):
    """One row for each film that somebody is sending, until it belongs to a film. Only uploads.py writes it.

    How much has come is the size of the file itself, so that it is right whatever breaks off.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, help_text="What the file was called.")
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    changed = models.PositiveBigIntegerField(
        null=True,
        help_text="When the file was last changed, as its own machine counts. Empty: it came in one piece.",
    )
    begun_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_upload_has_bytes", condition=Q(size__gt=0)),
            models.UniqueConstraint(
                name="somebody_sends_a_file_once", fields=["person", "name", "size", "changed"]
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stored_as(self) -> str:
        """Where it lies from the first byte on, so that nothing has to be moved when a film takes it."""
        return f"{SENT_TO}/{self.key}/film{Path(self.name).suffix.lower()}"

    @property
    def path(self) -> Path:
        return Path(storages["private"].path(self.stored_as))

    @property
    def arrived(self) -> int:
        """How many bytes are here."""
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def is_whole(self) -> bool:
        return self.arrived == self.size
