"""The one writer of large files: asked for, made or refused, and removed after a week."""

import datetime

from django.db import transaction

from learning.workforce import kept_files
from learning.workforce.files.asked import AskedFile, reach_of

MAKE = "learning.workforce.files.tasks.make_file"
REMOVE = "learning.workforce.files.tasks.remove_file"


@transaction.atomic
def ask_for_file(*, by, filters: dict, at: datetime.datetime, today: datetime.date) -> AskedFile:
    """Ask for the file of a list of people. The same list is not asked for twice while it is waited for."""
    waiting = AskedFile.objects.offered_to(by, at=at).waiting().filter(filters=filters)
    if found := waiting.first():
        return found
    asked = AskedFile.objects.create(by=by, filters=filters, reach=reach_of(by, today=today), asked_at=at)
    kept_files.ask(make=MAKE, remove=REMOVE, key=asked.key, at=at, file_id=asked.pk)
    return asked


def keep_made(asked: AskedFile, *, rows: int, title: str, at: datetime.datetime) -> None:
    """That it is made, unless it was removed meanwhile. A worker that comes second changes nothing."""
    AskedFile.objects.waiting().filter(pk=asked.pk).update(made_at=at, rows=rows, title=title)


def refuse(asked: AskedFile, *, at: datetime.datetime) -> None:
    AskedFile.objects.waiting().filter(pk=asked.pk).update(refused_at=at)


def remove(file_id: int, *, at: datetime.datetime) -> None:
    """The file itself. That it was asked for stays."""
    asked = AskedFile.objects.get(pk=file_id)
    kept_files.remove(asked.stored_as)
    AskedFile.objects.filter(pk=file_id, removed_at=None).update(removed_at=at)
