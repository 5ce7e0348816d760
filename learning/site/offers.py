"""Lines that rooms above add to My learning: each a title, its url and a note."""

import datetime

from django.conf import settings
from django.utils.module_loading import import_string


def offered_to(person, *, at: datetime.datetime) -> list:
    """Everything that settings.OFFERS has for someone now."""
    return [offer for name in settings.OFFERS for offer in import_string(name)(person, at=at)]
