"""Whether the collected static files are as new as what they were collected from."""

import os
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders


def is_stale() -> bool:
    """True when there are none yet, or when a source has changed since they were collected."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    collected = manifest.stat().st_mtime
    return any(changed > collected for changed in _changes())


def _changes():
    """When each source file was last changed."""
    for finder in get_finders():
        for path, storage in finder.list(ignore_patterns=[]):
            yield os.path.getmtime(storage.path(path))
