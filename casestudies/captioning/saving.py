"""The one writer of captions that are typed: a new file in the place of the old one, and the transcript of it."""

import datetime
import hashlib
import re
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from casestudies.captioning import reading
from casestudies.captioning.reading import Captions
from casestudies.films.checks import read_bytes
from casestudies.films.film import Film

SAVED = "casestudies.captions"
# What storage adds to a name that is taken.
ADDED = re.compile(r"_[A-Za-z0-9]{7}$")


@dataclass(frozen=True)
class Stand:
    """A film's captions as they are: the digest of the file ("" for none), and what is in it."""

    revision: str
    captions: Captions
    name: str


class ChangedSince(Exception):
    """Somebody else saved other captions since these were opened. Nothing has been written."""

    def __init__(self, stand: Stand):
        super().__init__("The captions were changed by somebody else in the meantime.")
        self.stand = stand


def stand_of(film: Film, track: str) -> Stand:
    """What is there now. A file that is gone from the disk is none."""
    file = getattr(film, track)
    try:
        data = read_bytes(file) if file else b""
    except FileNotFoundError:
        data = b""
    captions = reading.read(data) if data else Captions()
    return Stand(digest(data), captions, file.name or "")


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest() if data else ""


@transaction.atomic
def save(*, film: Film, track: str, data: bytes, seen: str, by, at: datetime.datetime) -> Film:
    """Keep `data` as the captions of a film, unless they are no longer those of the revision that was `seen`.

    The file that it replaces is deleted once that holds. Sending the same again changes nothing.
    """
    film = Film.objects.select_for_update().get(pk=film.pk)
    stand = stand_of(film, track)
    if stand.revision == digest(data):
        return film
    if stand.revision != seen:
        raise ChangedSince(stand)
    replaced = getattr(film, track).name
    setattr(film, track, ContentFile(data, name=_name(film, track, replaced)))
    film.clean()
    film.save(update_fields=[track, "cues"])
    note(film, track, data, by=by, at=at)
    if replaced:
        transaction.on_commit(partial(getattr(film, track).storage.delete, replaced))
    return film


def note(film: Film, track: str, data: bytes, *, by, at: datetime.datetime) -> None:
    """In the film's history: who saved which captions, and when."""
    facts = {"track": str(track), "revision": digest(data)}
    log(instance=film, action=SAVED, user=by, data=facts, timestamp=at)


def last_saved(film: Film, track: str, revision: str) -> ModelLogEntry | None:
    """Who saved the captions of a revision, and when, where that is known."""
    entries = ModelLogEntry.objects.for_instance(film).filter(action=SAVED).select_related("user")
    return entries.filter(data__track=track, data__revision=revision).order_by("-timestamp", "-pk").first()


def _name(film: Film, track: str, before: str | None) -> str:
    if before:
        return f"{ADDED.sub('', PurePath(before).stem)}.vtt"
    return f"{slugify(film.title)[:40] or 'film'}.{track.replace('_', '-')}.vtt"
