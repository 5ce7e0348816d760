"""Who wants no weekly mail. Theirs to set and take back; nudges reach them all the same, and their managers know what is late."""

import datetime

from django.conf import settings
from django.db import models


class ReminderStop(models.Model):
    """One row for each person who has stopped the weekly mail to them. It is no record: it goes when they take it back."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminder_stop"
    )
    stopped_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"No weekly mail since {self.stopped_at:%Y-%m-%d}"


def stop(*, person, at: datetime.datetime) -> None:
    """Write no weekly mail to someone from now on. Again: the first time stands."""
    ReminderStop.objects.get_or_create(person=person, defaults={"stopped_at": at})


def start_again(*, person) -> None:
    ReminderStop.objects.filter(person=person).delete()
