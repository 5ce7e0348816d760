"""What a file must be before it is taken: small enough, and what its name says, judged by its first bytes."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.validators import FileExtensionValidator

from casestudies.captioning import reading
from learning.records.counting import counted

MEGABYTE = 1024 * 1024
TOO_LARGE = (
    "This file is {size} MB. The most we can take is {limit} MB. Nothing else on the page has been lost."
)
NOT_FILM = "This is not an MP4 film. Save it as MP4 (H.264 and AAC) and add it again."
NOT_SOUND = "This is not a sound file that browsers play. Save it as M4A and add it again."
NOT_PICTURE = "This is not a JPEG or PNG picture. Save it as one of those and add it again."
SOUNDS = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")
ORIGINALS = ["mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "wmv", "ts", "mts", "3gp", "ogv"]
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
ERRORS_SHOWN = 20
MORE = "There are problems at {more}."


def check_original(value) -> None:
    """A film in any of the usual containers, as large as the site's settings allow. Measuring says the rest."""
    if not value._committed:
        refuse_original(value.name, value.size)


def refuse_original(name: str, size: int) -> None:
    """Raise ValidationError for a name or a size, in bytes, that no film has that is taken here."""
    FileExtensionValidator(ORIGINALS)(File(None, name=name))
    if size > settings.FILM_MOST_MB * MEGABYTE:
        raise ValidationError(TOO_LARGE.format(size=-(-size // MEGABYTE), limit=settings.FILM_MOST_MB))


def check_film(value) -> None:
    """An MP4 of at most 500 MB."""
    head = _head_of(value, limit=500, extensions=["mp4"])
    if head is not None and head[4:8] != b"ftyp":
        raise ValidationError(NOT_FILM)


def check_sound(value) -> None:
    """An M4A (AAC in an MP4 container) or MP3 of at most 100 MB."""
    head = _head_of(value, limit=100, extensions=["m4a", "mp3"])
    if head is not None and head[4:8] != b"ftyp" and not head.startswith(SOUNDS):
        raise ValidationError(NOT_SOUND)


def check_poster(value) -> None:
    """A JPEG or PNG of at most 5 MB."""
    head = _head_of(value, limit=5, extensions=["jpg", "jpeg", "png"])
    if head is not None and not head.startswith(PICTURES):
        raise ValidationError(NOT_PICTURE)


def check_captions(value) -> None:
    """A WebVTT file of at most 1 MB that can be read to its end; each line that cannot is named."""
    if _head_of(value, limit=1, extensions=["vtt"]) is None:
        return
    errors = reading.read(read_bytes(value)).errors
    if errors:
        more = len(errors) - ERRORS_SHOWN
        rest = [MORE.format(more=counted(more, "more line"))] if more > 0 else []
        raise ValidationError([str(error) for error in errors[:ERRORS_SHOWN]] + rest)


def read_bytes(value) -> bytes:
    """All of a file, whether it was just sent or has been kept."""
    if value._committed:
        with value.storage.open(value.name) as file:
            return file.read()
    value.open("rb")
    data = value.read()
    value.seek(0)
    return data


def _head_of(value, *, limit: int, extensions: list[str]) -> bytes | None:
    """The first bytes of a file just sent; None for one that was checked when it was sent."""
    if value._committed:
        return None
    FileExtensionValidator(extensions)(value)
    if value.size > limit * MEGABYTE:
        raise ValidationError(TOO_LARGE.format(size=-(-value.size // MEGABYTE), limit=limit))
    value.open("rb")
    head = value.read(16)
    value.seek(0)
    return head
