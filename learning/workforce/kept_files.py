"""Files that the worker makes for whoever asked: in the private storage, whole or not at all, and kept for a week."""

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.files.storage import storages

from learning.records import effects

KEPT_DAYS = 7


def kept_until(asked_at: datetime.datetime) -> datetime.datetime:
    return asked_at + datetime.timedelta(days=KEPT_DAYS)


def asked_since(at: datetime.datetime) -> datetime.datetime:
    """What was asked for after this is kept still."""
    return at - datetime.timedelta(days=KEPT_DAYS)


def ask(*, make: str, remove: str, key: str, at: datetime.datetime, **given) -> None:
    """Ask the worker for a file, and to remove it after its week. Names of tasks, and what both are given."""
    effects.ask(task=make, key=key, at=at, **given)
    effects.ask(task=remove, key=f"{key}:gone", at=at, not_before=kept_until(at), **given)


@contextmanager
def writing(stored_as: str) -> Iterator[BinaryIO]:
    """Beside its place first: a worker that is killed leaves no half of a file there."""
    place = Path(storages["private"].path(stored_as))
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f"{place.stem}-{os.getpid()}.part")
    try:
        with unfinished.open("wb") as out:
            yield out
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)


def remove(stored_as: str) -> None:
    storages["private"].delete(stored_as)
