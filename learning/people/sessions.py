"""Sessions as Django keeps them in the database, for keys that it could have made."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore


class SessionStore(DatabaseSessionStore):
    """A cookie with anything but letters and digits is no session: PostgreSQL refuses to be asked for a NUL byte."""

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key) and key.isascii() and key.isalnum() and super()._validate_session_key(key)
