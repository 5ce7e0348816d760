"""For working on the code: DEBUG on, SQLite in var/, mail in var/mail."""

from .base import *  # noqa: F403  settings files are stacked by design

DEBUG = True
SECRET_KEY = "for development only"  # noqa: S105  never used where data is real
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "learning.records.mailbox.FolderBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
