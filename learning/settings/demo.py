"""For `make demo`: the production settings on this machine, over plain HTTP, with a database of its own.

It takes nothing from the environment that could point it at data that is not the demonstration's.
"""

from .base import *  # noqa: F403  settings files are stacked by design
from .base import BASE_DIR, CACHE_ENTRIES, STORAGES, database, env

DEMONSTRATION = True
DEMONSTRATION_PASSWORD = "think-family"  # noqa: S105  printed in the README; demonstration only
# Shown on the sign-in page and by `manage.py demo`; who they are is in courses/demo/northmoor/.
DEMONSTRATION_ACCOUNTS = [
    {"email": "health.visitor@northmoor.example", "who": "Health visitor, half way through the first course"},
    {"email": "social.worker@northmoor.example", "who": "Children’s social worker, with a certificate"},
    {"email": "nurse@northmoor.example", "who": "Adult mental health nurse, due to renew"},
    {"email": "trainer@northmoor.example", "who": "Trainer: writes the courses, in the admin"},
    {"email": "trainer2@northmoor.example", "who": "Trainer in adult services: reviews, and writes"},
    {"email": "trainer3@northmoor.example", "who": "Trainer in children’s services: reviews, and writes"},
    {
        "email": "expert@northmoor.example",
        "who": "Expert by experience: reads what is in review, and comments",
    },
    {"email": "manager@northmoor.example", "who": "Manager of a health visiting team"},
    {"email": "lead@northmoor.example", "who": "Workforce lead of Northmoor Community Health"},
    {"email": "partnership@northmoor.example", "who": "Lead of the whole partnership"},
    {"email": "admin@northmoor.example", "who": "Administrator: runs the site"},
]
DATA_DIR = BASE_DIR / "var" / "demo"
DATA_DIR.mkdir(parents=True, exist_ok=True)
PORT = env.int("PORT", default=8000)
SITE_URL = f"http://localhost:{PORT}"
WAGTAILADMIN_BASE_URL = SITE_URL
SECRET_KEY = "demonstration only, on this machine, with no real data in it at all"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DATABASES = {"default": database(f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "courses.demo.static.QuickStorage"}}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": CACHE_ENTRIES},
    }
}
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"
MAIL_DIR = DATA_DIR / "mail"
EMAIL_BACKEND = "learning.records.mailbox.FolderBackend"
PRIVATE_REDIRECT = ""
