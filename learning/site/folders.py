"""Folders of files: copied whole, compared by hashes, and put in place of others."""

import hashlib
import shutil
from pathlib import Path

# Corners of a folder in which restore lays files ready and puts the old ones aside.
RESTORING = ".restoring"
REPLACED = ".replaced"


def is_empty(folder: Path) -> bool:
    return not folder.exists() or not any(folder.iterdir())


def names(folder: Path) -> list[str]:
    """Every file below a folder, as paths with slashes."""
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy(source: Path, target: Path) -> list[str]:
    """Copy a folder of files. Links are not followed.

    Returns the names of files that someone deleted meanwhile.
    """
    gone = []
    target.mkdir(exist_ok=True)
    for path in sorted(source.rglob("*")) if source.exists() else []:
        name = path.relative_to(source)
        if path.is_symlink() or path.is_dir() or name.parts[0] in (RESTORING, REPLACED):
            continue
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copy2(path, target / name)
        except FileNotFoundError:
            gone.append(name.as_posix())
    return gone


def lay_ready(source: Path, place: Path) -> None:
    """Copy files into a corner of the place where they are to stand, so that the rest is renaming."""
    corner = place / RESTORING
    shutil.rmtree(corner, ignore_errors=True)
    corner.mkdir(parents=True)
    copy(source, corner)


def swap(place: Path) -> None:
    """Put what was laid ready in place of what is there. The folder stays: it may be a mounted disk."""
    old = place / REPLACED
    old.mkdir(exist_ok=True)
    for path in list(place.iterdir()):
        if path.name not in (RESTORING, REPLACED):
            path.rename(old / path.name)
    for path in list((place / RESTORING).iterdir()):
        path.rename(place / path.name)
    (place / RESTORING).rmdir()
    shutil.rmtree(old)
