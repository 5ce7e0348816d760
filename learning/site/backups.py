"""A copy of everything that an installation holds: database, media, private films, and a manifest.

The database is copied first, by the engine's own online method, and files after it: a file that a row of the
copy names is then in the copy too, even when people go on working meanwhile. The manifest is written last: a
folder without one is not a backup.
"""

import datetime
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.cache import cache
from django.db import connection

from learning.site import databases, folders

FORMAT = 1
MANIFEST = "manifest.json"


class BackupRefused(Exception):
    """Nothing was changed; the message says why and what to do."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: rows by table, and every file by its path in the folder with its SHA-256."""

    made_at: str
    engine: str
    migrations: list[str]
    rows: dict[str, int]
    files: dict[str, str]
    format: int = FORMAT
    skipped: list[str] = field(default_factory=list)

    @property
    def total_rows(self) -> int:
        return sum(self.rows.values())


def back_up(folder: Path, *, at: datetime.datetime) -> Manifest:
    """Copy everything into an empty folder, made if need be, that only this account can open."""
    if not folders.is_empty(folder):
        raise BackupRefused(
            f"{folder} is not empty. Name a new folder for each backup, such as one with the date."
        )
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    rows = databases.dump(folder)
    skipped = [name for kept, place in _places().items() for name in folders.copy(place, folder / kept)]
    manifest = Manifest(
        made_at=at.isoformat(timespec="seconds"),
        engine=connection.vendor,
        migrations=sorted(databases.applied_migrations()),
        rows=rows,
        files={name: folders.digest(folder / name) for name in folders.names(folder)},
        skipped=skipped,
    )
    (folder / f"{MANIFEST}.part").write_text(json.dumps(asdict(manifest), indent=1))
    (folder / f"{MANIFEST}.part").replace(folder / MANIFEST)
    return manifest


def restore(folder: Path, *, replace: bool) -> Manifest:
    """Put a backup in place of what is here. Hashes are checked before anything is touched."""
    manifest = read(folder)
    _refuse_what_does_not_fit(manifest)
    if not replace and not is_unused():
        raise BackupRefused(
            "There is data here already. To throw it away and put the backup in its place, say --replace. "
            "Stop the web server and the worker first."
        )
    check(folder, manifest)
    for kept, place in _places().items():
        folders.lay_ready(folder / kept, place)
    databases.load(folder)
    for place in _places().values():
        folders.swap(place)
    cache.clear()
    return manifest


def read(folder: Path) -> Manifest:
    """The manifest of a backup, or BackupRefused when the folder holds none that can be read."""
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
    except FileNotFoundError as error:
        raise BackupRefused(f"{folder} is not a whole backup: it has no {MANIFEST}.") from error
    except (ValueError, TypeError) as error:
        raise BackupRefused(f"{folder / MANIFEST} cannot be read: {error}") from error
    if manifest.format != FORMAT:
        raise BackupRefused(
            f"This backup has format {manifest.format}, and this version reads format {FORMAT}."
        )
    return manifest


def check(folder: Path, manifest: Manifest) -> None:
    """Refuse a backup in which a file is missing, changed, added, or outside the folder."""
    for name in manifest.files:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise BackupRefused(f"The manifest names a file outside the backup: {name}")
    present = set(folders.names(folder)) - {MANIFEST}
    if missing := sorted(set(manifest.files) - present):
        raise BackupRefused(
            f"{len(missing)} of {len(manifest.files)} files are missing, such as {missing[0]}."
        )
    if added := sorted(present - set(manifest.files)):
        raise BackupRefused(f"{len(added)} files are not in the manifest, such as {added[0]}.")
    for name, expected in manifest.files.items():
        if folders.digest(folder / name) != expected:
            raise BackupRefused(f"{name} has changed since the backup was made. Nothing here was touched.")


def is_unused() -> bool:
    """Whether nobody has used this installation: no people, and no files."""
    return databases.has_no_people() and all(folders.is_empty(place) for place in _places().values())


def _places() -> dict[str, Path]:
    """The folders of files that belong to the data, by the name that each has in a backup."""
    return {"media": Path(settings.MEDIA_ROOT), "private": Path(settings.PRIVATE_ROOT)}


def _refuse_what_does_not_fit(manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise BackupRefused(
            f"This backup is of a {manifest.engine} database, and this installation uses "
            f"{connection.vendor}. Set DATABASE_URL to the same kind of database."
        )
    if newer := sorted(set(manifest.migrations) - databases.known_migrations()):
        raise BackupRefused(
            f"This backup was made by a newer version of the site ({newer[0]}). Upgrade first."
        )
