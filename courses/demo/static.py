"""Static files of the demonstration: collected when they are not as new as their sources, and quickly."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from whitenoise.storage import CompressedManifestStaticFilesStorage


class QuickStorage(CompressedManifestStaticFilesStorage):
    """As in production, but only what learners are sent is compressed beforehand: Wagtail's own files take twenty
    seconds, and here they travel no further than this machine.
    """

    def compress_files(self, paths: Iterable[str]) -> Iterator:
        return super().compress_files([path for path in paths if not path.startswith("wagtail")])


def is_stale() -> bool:
    """True when there are none yet, or when a source has changed since they were collected."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    collected = manifest.stat().st_mtime
    return any(changed > collected for changed in _changes())


def _changes() -> Iterator[float]:
    """When each source file was last changed."""
    for finder in get_finders():
        for path, storage in finder.list(ignore_patterns=[]):
            yield os.path.getmtime(storage.path(path))
