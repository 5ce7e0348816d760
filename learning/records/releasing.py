"""Whether many pages are being published as one: a release judges the whole and makes one version, not one a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_releasing: ContextVar[bool] = ContextVar("releasing", default=False)


@contextmanager
def one_version() -> Iterator[None]:
    """What is published inside is part of one release, which says itself what changed and makes the version."""
    token = _releasing.set(True)
    try:
        yield
    finally:
        _releasing.reset(token)


def is_releasing() -> bool:
    return _releasing.get()
