"""For an installation. Refuses to start, in a sentence that says what to set, rather than run unsafely."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403  settings files are stacked by design

SECRET_KEY = env.str("SECRET_KEY", default="")  # noqa: F405
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])  # noqa: F405
DEBUG = env.bool("DEBUG", default=False)  # noqa: F405

if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure"):
    raise ImproperlyConfigured(
        "Set SECRET_KEY to a random text of at least 50 characters, and keep it secret. "
        'Make one with: python -c "import secrets; print(secrets.token_urlsafe(60))"'
    )
if DEBUG:
    raise ImproperlyConfigured(
        "DEBUG is on. Take DEBUG out of the environment: it shows settings and data to visitors."
    )
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "Set ALLOWED_HOSTS to the names by which people reach this site, such as learning.example.org, "
        "with commas between them."
    )

CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = (
    1  # nginx; it replaces X-Forwarded-For, so limits count the visitor (deploy/nginx.conf)
)
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31536000)  # noqa: F405
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Shared by the web processes: sign-in limits count across them. CACHE_URL may name a Valkey or Redis instead.
_files = f"filecache://{DATA_DIR / 'cache'}?max_entries={CACHE_ENTRIES}"  # noqa: F405
CACHES = {"default": env.cache_url("CACHE_URL", default=_files)}  # noqa: F405
vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))  # noqa: F405
