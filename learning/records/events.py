"""What happened, in order: append-only."""

from django.conf import settings
from django.db import models
from wagtail.models import Page

from learning.records.versions import Version


class Event(models.Model):
    """One row for each fact: who did what, about whom, when, on which version. Never changed, never about routes."""

    class Verb(models.TextChoices):
        ENROLLED = "enrolled", "Enrolled"
        COMPLETED_ACTIVITY = "completed_activity", "Completed an activity"
        COMPLETED_COURSE = "completed_course", "Completed a course"
        AWARDED = "awarded", "Certificate awarded"
        REVOKED = "revoked", "Certificate revoked"
        PUBLISHED = "published", "Published a version"
        SUBMITTED = "submitted", "Submitted a quiz"

    verb = models.CharField(max_length=30, choices=Verb)
    happened_at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="events"
    )
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.get_verb_display()}, {self.page}, {self.happened_at:%Y-%m-%d %H:%M}"
