"""Settings shared by every way of running. The environment is read here and in the files beside, nowhere else."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from .content import *  # noqa: F403  settings files are stacked by design
from .wiring import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

# Where this installation keeps what it is given: database, media, private films, mail.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = False
DEMONSTRATION = False
SITE_URL = env.str("SITE_URL", default="http://localhost:8000")
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "courses",
    "casestudies",
    "quizzes",
    "learning.site",
    "learning.workforce",
    "learning.certificates",
    "learning.records",
    "learning.people",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",  # tables in lessons and standing pages: its scripts for the editor
    "wagtail.embeds",
    "wagtail.sites",
    "learning.people.apps.PeopleInAdminConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "learning.site.apps.QuietAdminConfig",
    "wagtail",
    "wagtailmedia",
    "modelcluster",
    "taggit",
    "treebeard",
    "django_tasks",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "learning.site.middleware.HeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "learning.site.middleware.BusyDatabaseMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "casestudies.encoding.door.LargeBodyMiddleware",
    "learning.site.middleware.NoStoreMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "learning.site.refusals.PublishRefusedMiddleware",
    "courses.experts.ExpertsDoorMiddleware",
]

ROOT_URLCONF = "learning.urls"
WSGI_APPLICATION = "learning.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "learning.site.context.frame",
            ],
        },
    },
]

# SQLite: measured settings. WAL and IMMEDIATE together are what keeps 500 people submitting at once from losing
# anything; ATOMIC_REQUESTS would take the write lock on every page view. No mmap_size: see docs/adr/0004.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
    "PRAGMA journal_size_limit=67108864;PRAGMA temp_store=MEMORY;",
}
POSTGRES_OPTIONS = {"pool": {"min_size": 1, "max_size": 20, "timeout": 20}}
# pgbouncer in transaction mode lends a connection for a transaction: nothing may be left on it for the next one. It pools,
# so that we do not; Django prepares no statements unless asked to (docs/adr/0047).
BEHIND_PGBOUNCER = {
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
    "DISABLE_SERVER_SIDE_CURSORS": True,
    "OPTIONS": {},
}


def database(url: str) -> dict:
    """Django's settings for a database URL (sqlite:///path or postgres://user@host/name)."""
    config = env.db_url_config(url)
    if config["ENGINE"].endswith("sqlite3"):
        return config | {"CONN_MAX_AGE": None, "ATOMIC_REQUESTS": False, "OPTIONS": SQLITE_OPTIONS}
    if env.bool("BEHIND_PGBOUNCER", default=False):
        return config | BEHIND_PGBOUNCER | {"ATOMIC_REQUESTS": False}
    return config | {"CONN_MAX_AGE": 0, "ATOMIC_REQUESTS": False, "OPTIONS": POSTGRES_OPTIONS}


DATABASES = {
    "default": database(env.str("DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'db.sqlite3'}")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in limits are counted here. Django's 300 entries are soon full, and then it throws some away at random.
CACHE_ENTRIES = 10_000
CACHES = {"default": env.cache_url("CACHE_URL", default=f"locmemcache://?max_entries={CACHE_ENTRIES}")}

# People
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["learning.people.backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my_learning"
ACCOUNT_ADAPTER = "learning.people.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # only invited people have accounts, and an invitation proves the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_URL.startswith("https") else "http"
ACCOUNT_FORMS = {
    "login": "learning.people.forms.SignInForm",
    "reset_password": "learning.people.forms.AskForPasswordForm",
    "reset_password_from_key": "learning.people.forms.SetPasswordForm",
    "change_password": "learning.people.forms.ChangePasswordForm",
}
# Per account first, and per address far more loosely: a whole trust sits behind one address.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/5m/key,300/5m/ip",
    "login": "600/m/ip",
    "reset_password": "5/h/key,200/h/ip",
    "reset_password_from_key": "200/h/ip",
    "change_password": "20/h/user",
}
# Django's own, which asks the database for any key that a cookie holds.
SESSION_ENGINE = "learning.people.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
PASSWORD_RESET_TIMEOUT = 3 * 60 * 60
INVITATION_DAYS = 14

# The worker: what it is asked for is in wiring.py.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},  # Wagtail's own small tasks
    "effects": {"BACKEND": "learning.records.backend.EffectsBackend"},
}
EFFECT_LEASE_SECONDS = env.int("EFFECT_LEASE_SECONDS", default=60)
EFFECT_RETRY_SECONDS = env.int("EFFECT_RETRY_SECONDS", default=10)
# A file of more lines is taken away with a reason, and reported (docs/adr/0046).
EXPORT_ASKS_ABOVE = 5000
# From so many posts on, an organisation's figures are kept by the worker and no longer counted at each view.
ROLLUP_LEAST_POSTS = env.int("ROLLUP_LEAST_POSTS", default=500)
# What is not kept, such as a past day, is counted at its view for so many posts at most.
LIVE_MOST_POSTS = 20 * ROLLUP_LEAST_POSTS
# An Excel file of more rows is made by the worker, and offered when it is ready.
XLSX_ROWS_AT_ONCE = env.int("XLSX_ROWS_AT_ONCE", default=5000)

# Local first
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # else Wagtail offers some that no browser knows
FORMAT_MODULE_PATH = "learning.formats"

# Files. Media is public (course pictures); private is sent only to whom a gate has let in (films, files that were asked for).
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "casestudies.films.storage.PrivateStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Set to nginx's internal location to let nginx send private files ("/private/"); empty: the web process sends them.
PRIVATE_REDIRECT = env.str("PRIVATE_REDIRECT", default="")
BODY_MOST_MB = 12  # what is sent at once, but for films: deploy/nginx.conf says the same
FILM_MOST_MB = env.int("FILM_MOST_MB", default=2048)
FILM_MOST_MINUTES = env.int("FILM_MOST_MINUTES", default=60)
# No film is taken that leaves less on the disk.
FILM_ROOM_LEFT_MB = env.int("FILM_ROOM_LEFT_MB", default=1024)
ENCODING_THREADS = env.int("ENCODING_THREADS", default=1)  # for a film, so that pages keep the other cores
WHITENOISE_MAX_AGE = 31536000

# Mail
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Think Family Learning <learning@localhost>")
EMAIL_TIMEOUT = 20
MAIL_AWAY_SECONDS = env.int("MAIL_AWAY_SECONDS", default=30)  # until a server that was away is asked again
MAIL_DIR = DATA_DIR / "mail"

WAGTAILADMIN_BASE_URL = SITE_URL

# Security
CSRF_FAILURE_VIEW = "learning.site.errors.form_expired"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview frames our own pages
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "img-src": [SELF, "data:"],
        **{f"{what}-src": [SELF] for what in "script style media font connect manifest frame".split()},
        "frame-ancestors": [SELF],
        "form-action": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list] = {
    name: [] for name in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # They tell of every page and task: a thousand lines while a site is made, a few at each save.
    "loggers": {"django_tasks": {"level": "WARNING"}, "wagtail": {"level": "WARNING"}},
}
