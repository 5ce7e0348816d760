"""A story as one page tells it: who is heard now, at which moment, and where each other voice goes on from there."""

import datetime
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from casestudies.consents.withheld import films_for_staff_on
from casestudies.films import transcript
from casestudies.films.film import Film
from casestudies.films.showing import Showing, in_words, is_there
from casestudies.films.transcript import Cue
from casestudies.standing import Standing
from casestudies.voices.voices import Moment, Voice


@dataclass(frozen=True)
class Player:
    """A film or a sound as the page plays it. `url` is empty when its file is missing: it is read instead."""

    url: str
    captions: str
    poster: str
    language: str
    length: str
    statement: str
    content_note: str
    cues: list[Cue]


@dataclass(frozen=True)
class Part:
    """A moment as one voice has it: a passage of words, or a second to play from."""

    moment: Moment
    href: str
    is_now: bool
    anchor: str = ""
    words: str = ""


@dataclass(frozen=True)
class ToldVoice:
    """One voice on the page. `href` leads to it at the moment that the page stands at, without a script as well."""

    voice: Voice
    href: str
    is_now: bool
    parts: list[Part]
    player: Player | None = None

    @property
    def starts(self) -> str:
        """For the script: seconds with spaces between them, and - where the voice is silent."""
        return " ".join("-" if start is None else str(start) for start in self.voice.starts)


@dataclass(frozen=True)
class Talk:
    """A film of practitioners talking about the case; its voice says who talks, under a title."""

    voice: Voice
    player: Player


@dataclass(frozen=True)
class Telling:
    """Everyone who tells the story, one of them now. `second` is where their film begins, or None if nobody chose."""

    voices: list[ToldVoice]
    now: ToldVoice
    moment: int
    second: int | None

    @property
    def to_film(self) -> str:
        """What a link to the film needs in front of its anchor, while another voice is heard."""
        return "" if self.now.voice.is_the_film else "?voice=film"


def tell(page, request, *, preview: bool, on: datetime.date) -> Telling | None:
    """The story as its visitor asks for it, by ?voice= and ?moment=. None where nobody tells it beside the film."""
    voices, story = _shown(page, page.told_by(), on=on), page.story()
    if not voices:
        return None
    asked = request.GET.get("voice"), request.GET.get("moment", "")
    now = next((voice for voice in voices if voice.key == asked[0]), voices[0])
    number = int(asked[1]) if asked[1].isascii() and asked[1].isdigit() and len(asked[1]) < 3 else 0
    is_chosen = 1 <= number <= len(story)
    number = number if is_chosen else 1
    told = [
        _told(page, voice, story, is_now=voice is now, number=number, preview=preview, is_chosen=is_chosen)
        for voice in voices
    ]
    return Telling(
        voices=told,
        now=next(one for one in told if one.is_now),
        moment=number,
        second=now.start_of(number) if is_chosen and not now.is_written else None,
    )


def links(page, *, on: datetime.date) -> list[dict]:
    """Each voice by name, with the way to it from another page."""
    at = page.get_url()
    return [
        {"key": voice.key, "who": voice.who, "about": voice.about, "url": at + _href(voice, 1)}
        for voice in _shown(page, page.told_by(), on=on)
    ]


def _shown(page, voices: list[Voice], *, on: datetime.date) -> list[Voice]:
    """Those that may be heard on a day: what is written, and films that everyone in them agrees to. One query, where there are films."""
    keys = {voice.film.pk for voice in voices if voice.film}
    if not keys:
        return voices
    shown = set(films_for_staff_on(page, on=on).filter(pk__in=keys).values_list("pk", flat=True))
    return [voice for voice in voices if voice.is_written or voice.film.pk in shown]


def talks(page, *, preview: bool, on: datetime.date) -> list[Talk]:
    """The discussions about a case."""
    voices = [
        Voice(f"discussion-{number}", row["title"], about=row["who"], film=row["film"])
        for number, row in enumerate(page.discussions(), start=1)
    ]
    return [Talk(voice, _player(page, voice, None, preview=preview)) for voice in _shown(page, voices, on=on)]


def begin_at(showing: Showing | None, telling: Telling | None) -> Showing | None:
    """The film of the case from a moment that was chosen: a media fragment, which browsers heed without a script."""
    if not (showing and telling and telling.second is not None and telling.now.voice.is_the_film):
        return showing
    start = telling.second
    end = f",{showing.end}" if showing.end is not None else ""
    ways = [replace(way, url=f"{way.url.partition('#')[0]}#t={start}{end}") for way in showing.ways]
    return replace(showing, ways=ways)


def go_on_at(standing: Standing, telling: Telling | None) -> Standing:
    """The standing of someone who chose a moment of the film: it goes on there, and not where they left it."""
    if telling is None or telling.second is None or not telling.now.voice.is_the_film:
        return standing
    return replace(standing, resume_at=telling.second)


def _told(
    page, voice: Voice, story, *, is_now: bool, number: int, preview: bool, is_chosen: bool
) -> ToldVoice:
    start = voice.start_of(number) if is_now and is_chosen else None
    own = not voice.is_written and not voice.is_the_film
    return ToldVoice(
        voice=voice,
        href=_href(voice, number),
        is_now=is_now,
        parts=[_part(voice, moment, number) for moment in story],
        player=_player(page, voice, start, preview=preview) if own else None,
    )


def _part(voice: Voice, moment: Moment, now: int) -> Part:
    place = moment.number - 1
    return Part(
        moment=moment,
        href=_href(voice, moment.number),
        is_now=moment.number == now,
        anchor=_anchor(voice, moment.number),
        words=voice.passages[place] if place < len(voice.passages) else "",
    )


def _href(voice: Voice, number: int) -> str:
    return f"?{urlencode({'voice': voice.key, 'moment': number})}#{_anchor(voice, number)}"


def _anchor(voice: Voice, number: int) -> str:
    return f"voice-{voice.key}-{number}" if voice.is_written else f"voice-{voice.key}"


def _player(page, voice: Voice, start: int | None, *, preview: bool) -> Player:
    film = voice.film
    name = Film.Rendition.AUDIO if voice.is_heard_only else Film.Rendition.FILE
    fragment = f"#t={start}" if start else ""
    return Player(
        url=(at + fragment if (at := file_address(page, film, str(name), preview=preview)) else ""),
        captions=file_address(page, film, str(Film.Track.CAPTIONS), preview=preview),
        poster="" if voice.is_heard_only else file_address(page, film, "thumbnail", preview=preview),
        language=film.language,
        length=in_words(film.seconds),
        statement=film.statement if film.is_fictional else "",
        content_note=film.content_note,
        cues=transcript.extract(film.cues),
    )


def file_address(page, film: Film, name: str, *, preview: bool) -> str:
    """Of one of a film's files on a page; in a preview of the admin's. Empty when it is not there."""
    file = getattr(film, name)
    if not is_there(file):
        return ""
    return file.url if preview else reverse("voice_file", args=[page.pk, film.pk, name])
