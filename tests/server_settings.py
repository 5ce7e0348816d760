"""The demonstration's settings in a folder and a database that a test names, so that `make test` leaves the demo alone."""

import os
from pathlib import Path

from learning.settings.base import database
from learning.settings.demo import *  # noqa: F403  settings files are stacked by design

DATA_DIR = Path(os.environ["DATA_DIR"])
DATABASES = {"default": database(os.environ.get("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"
MAIL_DIR = DATA_DIR / "mail"
EFFECT_LEASE_SECONDS = int(os.environ.get("EFFECT_LEASE_SECONDS", "60"))
if os.environ.get("SMTP_PORT"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ["SMTP_PORT"])
    EMAIL_TIMEOUT = int(os.environ["SMTP_TIMEOUT"])
if os.environ.get("ROOT_URLCONF_HELLO"):
    ROOT_URLCONF = "tests.hello_urls"
if os.environ.get("WITHOUT_MONTHS"):  # a month of many takes minutes, in a process beside
    CHORES = [chore for chore in CHORES if "snapshots" not in chore]  # noqa: F405  as above
