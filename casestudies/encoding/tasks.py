"""What the worker does about films."""

import errno
import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import av
from django.conf import settings
from django.core.files.storage import storages
from django.utils import timezone
from django_tasks import task

from casestudies.encoding import encodings, making
from casestudies.encoding.encoding import Encoding
from casestudies.encoding.limits import limited
from casestudies.encoding.room import NoRoom, refuse_without_room
from casestudies.encoding.upload import SENT_TO
from casestudies.films.film import Film

logger = logging.getLogger(__name__)

MOST_TRIES = 3
# Of a processor, and beside it for each second of film. What docs/performance.md measures takes less than one each.
LEAST_CPU_SECONDS, CPU_SECONDS_EACH = 600, 20
MOST_MEMORY_MB = 3072
BEAT_SECONDS = 2
GONE = "The film that was uploaded is not there any more. Choose it again."
UNREADABLE = (
    "The film could not be read to its end. Play it to its end yourself: where it stops or stutters, save it again from "
    "your editing program. Then choose it again."
)
NO_ROOM = "There is no room left on the server. Tell whoever looks after the site, and try again afterwards."
KEEPS_FAILING = (
    "Making the versions was begun {tries} times and broke off each time. Try again; if it breaks off once more, "
    "tell whoever looks after the site."
)


@task(backend="effects")
def make_renditions(encoding_id: int) -> None:
    """Make a film's renditions in a folder of this try's own, and give them to the film at the end, all at once.

    A film that cannot be made into renditions is a failure in words, which its trainer may try again. Anything else that goes
    wrong is the worker's to try again; so is a worker that was killed. After MOST_TRIES that too is a failure in words.
    """
    encoding = encodings.start(encoding_id, at=timezone.now())
    if encoding is None:
        return _clear_unless_finished(encoding_id)
    _clear(encoding.pk)
    try:
        _make(encoding)
    except encodings.Superseded:
        _clear(encoding.pk, only=encoding.tries)


@task(backend="effects")
def forget_files(names: list[str]) -> None:
    """Delete private files, but for those that some film names after all."""
    storage = storages["private"]
    for name in names:
        if not Film.objects.with_file(name).exists():
            storage.delete(name)
            _drop_if_empty(Path(storage.path(name)).parent)


def _make(encoding: Encoding) -> None:
    if encoding.tries > MOST_TRIES:
        return _fail(encoding, KEEPS_FAILING.format(tries=MOST_TRIES))
    original = encoding.film.original
    if not original or not original.storage.exists(original.name):
        return _fail(encoding, GONE)
    try:
        refuse_without_room(0)
    except NoRoom:
        return _fail(encoding, NO_ROOM)
    folder = _made_in() / f"{encoding.pk}-{encoding.tries}"
    folder.mkdir(parents=True)
    try:
        with limited(memory_mb=MOST_MEMORY_MB, cpu_seconds=_most_cpu_seconds(encoding.film)):
            made = making.make(
                Path(original.path),
                folder,
                seconds=encoding.film.duration,
                threads=settings.ENCODING_THREADS,
                tell=_beat(encoding),
            )
    except (av.FFmpegError, OSError, ValueError, MemoryError) as error:
        logger.exception("The renditions of film %s could not be made", encoding.film_id)
        is_full = getattr(error, "errno", None) == errno.ENOSPC
        return _fail(encoding, NO_ROOM if is_full else UNREADABLE)
    names = {field: f"{encodings.MADE_IN}/{folder.name}/{path.name}" for field, path in made.items()}
    encodings.finish(encoding, made=names, at=timezone.now())


def _most_cpu_seconds(film: Film) -> int:
    """A process that takes more is ended, which the worker finds, and tries again MOST_TRIES times at most."""
    return LEAST_CPU_SECONDS + int(film.duration * CPU_SECONDS_EACH)


def _beat(encoding: Encoding) -> Callable[[float], None]:
    """Tells how far it is, every BEAT_SECONDS at most."""
    last = timezone.now()

    def beat(share: float) -> None:
        nonlocal last
        now = timezone.now()
        if (now - last).total_seconds() >= BEAT_SECONDS:
            last = now
            encodings.go_on(encoding, progress=int(share * 100), at=now)

    return beat


def _fail(encoding: Encoding, problem: str) -> None:
    encodings.fail(encoding, problem, at=timezone.now())
    _clear(encoding.pk)


def _clear(encoding_id: int, *, only: int | None = None) -> None:
    """Delete what tries of an encoding have left: of one try, or of all."""
    for folder in _made_in().glob(f"{encoding_id}-{'*' if only is None else only}"):
        shutil.rmtree(folder, ignore_errors=True)


def _clear_unless_finished(encoding_id: int) -> None:
    if not Encoding.objects.filter(pk=encoding_id).exclude(finished_at=None).exists():
        _clear(encoding_id)


def _made_in() -> Path:
    return _folder(encodings.MADE_IN)


def _folder(name: str) -> Path:
    return Path(storages["private"].path(name))


def _drop_if_empty(folder: Path) -> None:
    """The folder of a try, or of an upload: none but its own files were ever in it."""
    ours = [_folder(name) for name in (encodings.MADE_IN, SENT_TO)]
    if folder.parent in ours and folder.exists() and not any(folder.iterdir()):
        folder.rmdir()
