"""Films and what goes with them."""

from django.core.files.storage import storages
from django.db import models
from wagtailmedia.models import AbstractMedia


def private():
    return storages["private"]


class Film(AbstractMedia):
    """One row for each film, with its renditions."""

    file = models.FileField(upload_to="films", storage=private)
    thumbnail = models.FileField("poster", upload_to="films", storage=private, blank=True)
