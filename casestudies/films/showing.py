"""A film as one page shows it: its addresses, its length, its words. Files that are missing are left out."""

from collections.abc import Callable
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from casestudies.films.film import Film
from casestudies.films.screening import Screening
from casestudies.films.transcript import Cue
from learning.records.counting import counted


@dataclass(frozen=True)
class WayToPlay:
    """One rendition that is there to play. `captions` is the address of the words that fit it, or empty."""

    name: str
    label: str
    url: str
    captions: str
    size: str


@dataclass(frozen=True)
class Showing:
    """What the page's template shows. `start` and `end` are the seconds of an extract, or None.

    `saves_data`: the browser asks for less data, so the smaller file is the one to begin with.
    """

    ways: list[WayToPlay]
    cues: list[Cue]
    poster: str
    chapters: str
    language: str
    length: str
    statement: str
    may_be_kept: bool
    start: int | None
    end: int | None
    saves_data: bool = False
    is_heard_only: bool = False

    @property
    def first(self) -> WayToPlay | None:
        """What the player begins with."""
        return (self.way(Film.Rendition.LOW_DATA) if self.saves_data else None) or self.main

    @property
    def is_smaller(self) -> bool:
        """Whether the player begins with the smaller file because the browser asked."""
        return bool(self.first) and self.first.name == Film.Rendition.LOW_DATA

    @property
    def main(self) -> WayToPlay | None:
        """The film itself, or its sound; None when its file is missing, and the page then offers the words."""
        return self.way(Film.Rendition.AUDIO if self.is_heard_only else Film.Rendition.FILE)

    @property
    def sound(self) -> WayToPlay | None:
        return self.way(Film.Rendition.AUDIO)

    @property
    def other_ways(self) -> list[WayToPlay]:
        """To offer beside the one that the player begins with."""
        return [way for way in self.ways if way != self.first]

    def way(self, name: str) -> WayToPlay | None:
        return next((way for way in self.ways if way.name == name), None)


def show(
    screening: Screening,
    *,
    preview: bool,
    routes: str = "film",
    saves_data: bool = False,
    is_heard_only: bool = False,
    second: int | None = None,
) -> Showing:
    """A film on a page: the page's own at the addresses whose names begin with `routes`. It plays from a `second`, if given.

    In a preview its files come through the admin: the page may be open to nobody yet.
    """
    film, start, end = screening.film, screening.start, screening.end
    address = _addresses(screening, preview=preview, routes=routes)
    fragment = _fragment(start if second is None else second, end)
    names = [Film.Rendition.AUDIO] if is_heard_only else Film.Rendition
    is_seen = not is_heard_only
    return Showing(
        ways=[way for name in names if (way := _way(film, name, address, fragment))],
        cues=screening.cues(),
        poster=address(film, "thumbnail") if is_seen and is_there(film.thumbnail) else "",
        chapters=address(film, "chapters") if is_seen and is_there(film.chapters) else "",
        language=film.language,
        length=in_words((film.seconds if end is None else end) - (start or 0)),
        statement=film.statement if film.is_fictional else "",
        may_be_kept=film.may_be_kept,
        start=start,
        end=end,
        saves_data=saves_data,
        is_heard_only=is_heard_only,
    )


def asks_to_save_data(request) -> bool:
    """RFC 8674: a browser says so on each request when its owner has asked it to."""
    return request.headers.get("Save-Data", "").strip().lower() == "on"


def is_there(file) -> bool:
    return bool(file) and file.storage.exists(file.name)


def in_words(seconds: int) -> str:
    """A length as people say it: 34 seconds, 3 minutes, 3 minutes 8 seconds."""
    parts = [(seconds // 60, "minute"), (seconds % 60, "second")]
    return " ".join(counted(count, word) for count, word in parts if count)


def _way(film: Film, name: str, address: Callable, fragment: str) -> WayToPlay | None:
    file = getattr(film, name)
    if not is_there(file):
        return None
    described = name == Film.Rendition.DESCRIBED
    track = Film.Track.DESCRIBED_CAPTIONS if described else Film.Track.CAPTIONS
    return WayToPlay(
        name=str(name),
        label=Film.Rendition(name).label,
        url=address(film, name) + fragment,
        captions=address(film, track) if is_there(getattr(film, track)) else "",
        size=filesizeformat(file.size),
    )


def _fragment(start: int | None, end: int | None) -> str:
    """A media fragment, so that a browser plays the extract without our script."""
    if start is None and end is None:
        return ""
    return f"#t={start or 0}" + (f",{end}" if end is not None else "")


def _addresses(screening: Screening, *, preview: bool, routes: str) -> Callable[[Film, str], str]:
    if preview:
        return _admin_address
    page = screening.page
    if not screening.is_leading:
        return lambda film, name: reverse("voice_file", args=[page.pk, film.pk, str(name)])

    def address(film: Film, name: str) -> str:
        if name == "thumbnail":
            return reverse(f"{routes}_poster", args=[page.pk])
        route = f"{routes}_file" if name in Film.Rendition.values else f"{routes}_captions"
        return reverse(route, args=[page.pk, str(name)])

    return address


def _admin_address(film: Film, name: str) -> str:
    return getattr(film, name).url
