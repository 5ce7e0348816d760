"""The one writer of uploads: films that come in pieces, and go on from where they broke off."""

import contextlib
import datetime
import fcntl
import shutil

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from casestudies.encoding.room import refuse_without_room
from casestudies.encoding.upload import Upload
from casestudies.films.checks import refuse_original

PIECE = 5 * 1024 * 1024
CHUNK = 64 * 1024
KEPT_DAYS = 2
MOST_AT_ONCE = 5
TOO_MANY = "You have {most} films on their way already. Finish one of them, or wait until tomorrow: what is left for two days goes."


class WrongPlace(Exception):
    """A piece does not begin where the bytes that are here end. Ask how many there are, and send from there."""


def begin(*, person, name: str, size: int, changed: int, at: datetime.datetime) -> Upload:
    """The upload of a file, also when some of it came before. Raises ValidationError for what is never taken."""
    refuse_original(name, size)
    _drop_old(at)
    begun = Upload.objects.filter(person=person, name=name, size=size, changed=changed).order_by("pk").first()
    if begun is None:
        _refuse_too_many(person)
    refuse_without_room(size - (begun.arrived if begun else 0))
    upload, _ = Upload.objects.get_or_create(
        person=person, name=name, size=size, changed=changed, defaults={"begun_at": at}
    )
    return upload


def keep(*, person, file: UploadedFile, at: datetime.datetime) -> Upload:
    """A file that a form sent in one piece, kept here so that it need not be sent again. Raises ValidationError."""
    refuse_original(file.name, file.size)
    _drop_old(at)
    _refuse_too_many(person)
    refuse_without_room(file.size)
    upload = Upload.objects.create(person=person, name=file.name[-200:], size=file.size, begun_at=at)
    upload.path.parent.mkdir(parents=True)
    with upload.path.open("wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    return upload


def receive(upload: Upload, *, offset: int, stream) -> None:
    """Write one piece, as far as it comes: what has arrived when a connection breaks off stays. Raises WrongPlace and NoRoom."""
    upload.path.parent.mkdir(parents=True, exist_ok=True)
    with upload.path.open("ab") as target:
        fcntl.flock(target, fcntl.LOCK_EX)  # two windows may send the same file
        if target.tell() != offset:
            raise WrongPlace
        left = min(PIECE, upload.size - offset)
        refuse_without_room(left)
        while left > 0 and (data := stream.read(min(CHUNK, left))):
            target.write(data)
            left -= len(data)


def release(upload: Upload) -> None:
    """A film has taken the file: only the row goes. In the transaction in which the film is saved.

    Raises Upload.DoesNotExist where another film took it meanwhile, or it was dropped as too old: the file is not there for this one.
    """
    taken, _ = Upload.objects.filter(pk=upload.pk).delete()
    if not taken:
        raise Upload.DoesNotExist


def drop(upload: Upload) -> None:
    """Delete a file that no film takes, and its row."""
    with transaction.atomic():
        upload.delete()
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(upload.path.parent)


def _refuse_too_many(person) -> None:
    if Upload.objects.filter(person=person).count() >= MOST_AT_ONCE:
        raise ValidationError(TOO_MANY.format(most=MOST_AT_ONCE))


def _drop_old(at: datetime.datetime) -> None:
    for upload in Upload.objects.filter(begun_at__lt=at - datetime.timedelta(days=KEPT_DAYS)):
        drop(upload)
