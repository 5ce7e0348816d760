"""Where films live: a folder with no public address. Only a view that has asked a gate reads it."""

import os

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.urls import reverse


class PrivateStorage(FileSystemStorage):
    """Files under PRIVATE_ROOT. Learners reach them through a case study, editors through the admin."""

    @property
    def base_location(self):
        return settings.PRIVATE_ROOT

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    def url(self, name: str) -> str:
        """A view inside the admin, which asks for the permission to change the film that holds the file."""
        return reverse("film_in_admin", args=[name])
