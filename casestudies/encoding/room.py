"""Whether the disk has room for a film, so that sending one never takes what the database and its backups need."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import storages

from casestudies.films.checks import MEGABYTE

NO_ROOM = (
    "There is no room on the server for this film at the moment. Tell whoever looks after the site, and choose the same film again "
    "afterwards. What has arrived is kept for two days."
)


class NoRoom(ValidationError):
    """The disk would be left with less than settings.FILM_ROOM_LEFT_MB."""

    def __init__(self):
        super().__init__(NO_ROOM)


def refuse_without_room(size: int, *, at: Path | None = None) -> None:
    """Raise NoRoom where so many bytes more would leave too little: where films are kept, or in another folder."""
    folder = at or Path(storages["private"].path(""))
    while not folder.exists():
        folder = folder.parent
    if shutil.disk_usage(folder).free - size < settings.FILM_ROOM_LEFT_MB * MEGABYTE:
        raise NoRoom
