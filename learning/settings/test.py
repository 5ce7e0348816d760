"""For the tests. Each line says why it is here."""

from .base import *  # noqa: F403  settings files are stacked by design

SECRET_KEY = "for tests only"  # noqa: S105  never used where data is real
ALLOWED_HOSTS = ["localhost", "testserver", "127.0.0.1"]
# A quick hash: hundreds of people are made.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The live server cannot serve hashed names that were never collected.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
# Files of tests go to a folder that the conftest makes and removes.
MEDIA_ROOT = DATA_DIR / "test" / "media"  # noqa: F405
PRIVATE_ROOT = DATA_DIR / "test" / "private"  # noqa: F405
MAIL_DIR = DATA_DIR / "test" / "mail"  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# The pool keeps connections open that the test database's removal would wait for.
for _database in DATABASES.values():  # noqa: F405
    _database["OPTIONS"].pop("pool", None)
    # Threads race in tests: on SQLite each needs a connection of its own, so a file and not memory.
    if _database["ENGINE"].endswith("sqlite3"):
        # A test's database need not outlive a power cut; waiting for the disk would treble the time.
        _database["OPTIONS"] |= {"init_command": SQLITE_OPTIONS["init_command"].replace("=FULL", "=OFF")}  # noqa: F405
        _database["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}  # noqa: F405
# Wagtail indexes every page again at every save, a third of a test's time: tests of searching ask for `indexed`.
TASKS["default"] = {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}  # noqa: F405
