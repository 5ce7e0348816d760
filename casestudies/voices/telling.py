"""A story as one page tells it: who is heard now, at which moment, and where each other voice goes on from there."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from casestudies.consents.withheld import films_for_staff_on
from casestudies.voices.players import Player, Visit
from casestudies.voices.voices import Moment, Voice


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
class Telling:
    """Everyone who tells the story, one of them now."""

    voices: list[ToldVoice]
    now: ToldVoice
    moment: int

    @property
    def film(self) -> Player | None:
        """Of the case; None where it has none, or may not be shown."""
        return next((told.player for told in self.voices if told.voice.is_the_film), None)

    @property
    def to_film(self) -> str:
        """What a link to the film needs in front of its anchor, while another voice is heard."""
        return "" if self.now.voice.is_the_film else "?voice=film"


def tell(visit: Visit) -> Telling | None:
    """The story as its visitor asks for it, by ?voice= and ?moment=. None where nobody tells it beside the film."""
    page, asked = visit.page, visit.request.GET
    voices, story = _shown(page, page.told_by(), on=visit.on), page.story()
    if not voices:
        return None
    now = next((voice for voice in voices if voice.key == asked.get("voice")), voices[0])
    moment = asked.get("moment", "")
    number = int(moment) if moment.isascii() and moment.isdigit() and len(moment) < 3 else 0
    is_chosen = 1 <= number <= len(story)
    number = number if is_chosen else 1
    second = now.start_of(number) if is_chosen else None
    told = [
        _told(visit, voice, story, number, is_now=voice is now, second=second if voice is now else None)
        for voice in voices
    ]
    return Telling(voices=told, now=next(one for one in told if one.is_now), moment=number)


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


def talks(visit: Visit) -> list[Player]:
    """The discussions about a case: under the name of each, who talks."""
    page = visit.page
    voices = [
        Voice(f"discussion-{number}", row["title"], about=row["who"], film=row["film"])
        for number, row in enumerate(page.discussions(), start=1)
    ]
    return [visit.player(voice) for voice in _shown(page, voices, on=visit.on)]


def _told(
    visit: Visit, voice: Voice, story: list[Moment], number: int, *, is_now: bool, second: int | None
) -> ToldVoice:
    return ToldVoice(
        voice=voice,
        href=_href(voice, number),
        is_now=is_now,
        parts=[_part(voice, moment, number) for moment in story],
        player=None if voice.is_written else visit.player(voice, second=second),
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
