"""The two films, into the film library. The files go to private storage; a case study's gate opens them."""

from contextlib import ExitStack

from django.core.files import File
from django.core.files.storage import storages

from casestudies.films.film import Film
from courses.demo import data

NAMES = ("ask_me_what_i_know", "the_look_away")
FILES = {
    "file": "mp4",
    "low_data": "low.mp4",
    "described": "described.mp4",
    "audio": "m4a",
    "thumbnail": "jpg",
    "captions": "vtt",
    "described_captions": "described.vtt",
    "descriptions": "descriptions.vtt",
    "chapters": "chapters.vtt",
}


def write_films() -> dict[str, Film]:
    """Both films, by the name that the courses' data calls them."""
    return {name: _write(name) for name in NAMES}


def _write(name: str) -> Film:
    """A file of that name is left from a load that was interrupted: no row points to it. It is replaced."""
    facts = data.read(f"films/{name}.film.yaml")
    film = Film(
        title=facts["title"],
        type="video",
        duration=facts["seconds"],
        width=facts["width"],
        height=facts["height"],
        language=facts["language"],
        is_fictional=facts["fictional"],
        content_note=facts["content_note"],
        made_by=facts["made_by"],
        licence=facts["licence"],
    )
    with ExitStack() as files:
        for field, ending in FILES.items():
            path = data.FILMS / f"{name}.{ending}"
            storages["private"].delete(f"films/{path.name}")
            setattr(film, field, File(files.enter_context(path.open("rb")), name=path.name))
        film.full_clean()
        film.save()
    return film
