"""Where films live: a folder with no address of its own. Only a view that has asked the page's gate reads it."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    def __init__(self):
        super().__init__(location=settings.PRIVATE_ROOT, base_url=None)
