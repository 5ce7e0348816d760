"""What is amiss with who tells a story and when, for whoever writes it."""

from collections import Counter
from collections.abc import Iterator

from casestudies.films.film import Film
from casestudies.films.transcript import clock
from casestudies.voices.voices import Moment, Voice
from learning.records.counting import counted
from learning.records.findings import Finding

VOICES, MOMENTS = "voices", "moments"
NO_MOMENTS = "Several voices tell the story, and it has no moments. Name its moments, so that one can pass from voice to voice."
UNKNOWN = (
    "“{who}” is not one of the family. Write the name as it stands under People, or choose a staff group."
)
TWICE = "Two voices are called “{who}”. Give each a name of its own."
COUNT = "{who} has {has}, and the story has {wanted}. Give each moment one, in order{may_be_empty}."
EMPTY = "{who} says nothing of “{moment}”. Write what this voice says of it."
PAST_END = "{who}: {at} is past the end of the film, which lasts {length}. Change the time."
OUT_OF_ORDER = "{who}: {at} comes after {before} and is earlier. Put the times in the order of the story."
NOT_IN_FILM = "“{moment}” says when it begins in the film of the case, and there is no film. Choose one, or leave the time empty."
NO_SOUND = "The recording of {who} has no “sound only” file. Add one to “{film}” in the film library, or use it as a film."


def of_family(page) -> Iterator[Finding]:
    story, voices = page.story(), page.told_by()
    if not page.film_id:
        yield from (
            Finding(NOT_IN_FILM.format(moment=moment.title), field=MOMENTS)
            for moment in story
            if moment.seconds is not None
        )
    if voices and not story:
        yield Finding(NO_MOMENTS, field=MOMENTS)
    yield from _names(page, voices)
    for voice in voices:
        yield from _of_written(voice, story) if voice.is_written else _of_recorded(voice, story)


def films_told(page) -> list[Film]:
    """The films of its voices and discussions, each once; not the film of the case."""
    films = [voice.film for voice in page.told_by() if voice.film and not voice.is_the_film]
    films += [discussion["film"] for discussion in page.discussions()]
    return list(dict.fromkeys(film for film in films if film.pk != page.film_id))


def _names(page, voices: list[Voice]) -> Iterator[Finding]:
    family = {(child.value["name"] or "").strip().casefold() for child in page.people}
    for child in page.voices:
        name = (child.value["who"] or "").strip()
        if name and not child.value["practice_group"] and name.casefold() not in family:
            yield Finding(UNKNOWN.format(who=name), field=VOICES)
    names = Counter(voice.who.casefold() for voice in voices if not voice.is_the_film)
    for name in dict.fromkeys(voice.who for voice in voices if names[voice.who.casefold()] > 1):
        yield Finding(TWICE.format(who=name), field=VOICES)


def _of_written(voice: Voice, story: list[Moment]) -> Iterator[Finding]:
    if len(voice.passages) != len(story):
        yield _count(voice, counted(len(voice.passages), "passage"), story, may_be_empty="")
        return
    for moment, passage in zip(story, voice.passages, strict=True):
        if not passage.strip():
            yield Finding(EMPTY.format(who=voice.who, moment=moment.title), field=VOICES)


def _of_recorded(voice: Voice, story: list[Moment]) -> Iterator[Finding]:
    field = MOMENTS if voice.is_the_film else VOICES
    if len(voice.starts) != len(story):
        yield _count(voice, counted(len(voice.starts), "time"), story, may_be_empty="; it may be left empty")
    if voice.is_heard_only and not voice.film.audio:
        yield Finding(NO_SOUND.format(who=voice.who, film=voice.film.title), field=VOICES)
    told = [start for start in voice.starts if start is not None]
    for at in told:
        if at > voice.film.seconds:
            words = PAST_END.format(who=voice.who, at=clock(at), length=clock(voice.film.seconds))
            yield Finding(words, field=field)
    for before, at in zip(told, told[1:], strict=False):
        if at <= before:
            words = OUT_OF_ORDER.format(who=voice.who, at=clock(at), before=clock(before))
            yield Finding(words, field=field)


def _count(voice: Voice, has: str, story: list[Moment], *, may_be_empty: str) -> Finding:
    wanted = counted(len(story), "moment")
    text = COUNT.format(who=voice.who, has=has, wanted=wanted, may_be_empty=may_be_empty)
    return Finding(text, field=VOICES)
