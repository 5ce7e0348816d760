"""The one writer of encodings: asked for, begun, going on, finished or failed.

A worker that was left for dead may still be at work when another has taken its place. Whatever it then writes is for a
try that is not the last, and changes nothing: it is told so by Superseded.
"""

import datetime
import uuid

from django.db import transaction
from django.db.models import F

from casestudies.encoding.encoding import Encoding
from casestudies.films.film import Film
from learning.records import effects

MAKE = "casestudies.encoding.tasks.make_renditions"
FORGET = "casestudies.encoding.tasks.forget_files"
MADE_OF_ORIGINAL = ("file", "low_data", "audio", "thumbnail")
MADE_IN = "films/made"
REPLACED = "Another film was uploaded in its place."


class Superseded(Exception):
    """This try is not the one that counts: stop, and leave everything as it is."""


@transaction.atomic
def ask(*, film: Film, by, at: datetime.datetime) -> Encoding:
    """Ask for a film's renditions, from the original that it has now. One that is still open is not asked for twice."""
    open_one = film.encodings.open().order_by("pk").first()
    if open_one:
        return open_one
    encoding = Encoding.objects.create(film=film, asked_by=by, asked_at=at)
    effects.ask(task=MAKE, key=encoding.key, at=at, encoding_id=encoding.pk)
    return encoding


@transaction.atomic
def ask_anew(*, film: Film, by, at: datetime.datetime) -> Encoding:
    """Ask for the renditions of another original. What is still being made of the one before is let go."""
    film.encodings.open().update(failed_at=at, problem=REPLACED)
    return ask(film=film, by=by, at=at)


def start(encoding_id: int, *, at: datetime.datetime) -> Encoding | None:
    """Begin a try. None when there is nothing to make any more."""
    is_open = Encoding.objects.open().filter(pk=encoding_id)
    if not is_open.update(tries=F("tries") + 1, started_at=at, progress=0):
        return None
    return Encoding.objects.select_related("film").get(pk=encoding_id)


@transaction.atomic
def go_on(encoding: Encoding, *, progress: int, at: datetime.datetime) -> None:
    """Note how far a try is, and keep its effect in this worker's hands. Raises Superseded."""
    _change(encoding, progress=progress)
    effects.renew(key=encoding.key, at=at)


@transaction.atomic
def finish(encoding: Encoding, *, made: dict[str, str], at: datetime.datetime) -> None:
    """Give a film its renditions, all at once; what they replace is deleted. `made` names files by field.

    A poster that somebody added by hand stays. Raises Superseded, and then nothing is changed.
    """
    _change(encoding, finished_at=at, progress=100)
    film = Film.objects.select_for_update().get(pk=encoding.film_id)
    names = {field: made.get(field, "") for field in MADE_OF_ORIGINAL}
    if film.thumbnail and not film.thumbnail.name.startswith(MADE_IN):
        unused = names.pop("thumbnail")
    else:
        unused = ""
    before = [getattr(film, field).name for field in names]
    Film.objects.filter(pk=film.pk).update(**names)
    forget([name for name in [*before, unused] if name], at=at)


def fail(encoding: Encoding, problem: str, *, at: datetime.datetime) -> None:
    """Say in words why there are no new renditions. Those that the film had stay. Raises Superseded."""
    _change(encoding, failed_at=at, problem=problem)


def forget(names: list[str], *, at: datetime.datetime) -> None:
    """Ask for private files to be deleted that no film names any more, in the transaction in which it lets them go."""
    if names:
        effects.ask(task=FORGET, key=f"forget:{uuid.uuid4()}", at=at, names=names)


def _change(encoding: Encoding, **values) -> None:
    if not Encoding.objects.open().filter(pk=encoding.pk, tries=encoding.tries).update(**values):
        raise Superseded
