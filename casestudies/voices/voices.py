"""The voices that tell one story, and its moments: what is written in a page, in a form that pages and films share."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import models
from django.utils.text import slugify
from wagtail import blocks
from wagtail.fields import StreamField

from casestudies.films.film import Film
from casestudies.times import seconds_of
from casestudies.voices.blocks import DiscussionBlock, PersonBlock, StoryMomentBlock, VoiceBlocks
from learning.people.sides import Side
from learning.site.usage import chosen_in_content

VOICES_MAX = 8
MOMENTS_MAX = 12
THE_FILM = "film"
FILMED_IN = ("film", "voices", "discussion_films")


@dataclass(frozen=True)
class Moment:
    """A moment of the story, counted from 1. `seconds` is where it begins in the film of the case, or None."""

    number: int
    title: str
    seconds: int | None


@dataclass(frozen=True)
class Voice:
    """One who tells the story. `starts` holds a second for each moment, or None where it is silent; words have passages."""

    key: str
    who: str
    about: str = ""
    side: str = ""
    film: Film | None = None
    is_heard_only: bool = False
    starts: list[int | None] = field(default_factory=list)
    passages: list[str] = field(default_factory=list)

    @property
    def is_the_film(self) -> bool:
        return self.key == THE_FILM

    @property
    def is_written(self) -> bool:
        return self.film is None

    def start_of(self, number: int) -> int:
        """The second at which a moment begins; for one that it is silent in, the last before; at worst the beginning."""
        told = [seconds for seconds in self.starts[:number] if seconds is not None]
        return told[-1] if told else 0


class Told(models.Model):
    """A page that holds a family and the voices that tell its story on one timeline: see ADR 37."""

    people = StreamField([("person", PersonBlock())], blank=True, max_num=20, help_text="The family.")
    moments = StreamField(
        [("moment", StoryMomentBlock())],
        blank=True,
        max_num=MOMENTS_MAX,
        help_text="The moments of the story, in order: where one can pass from one voice to another.",
    )
    voices = StreamField(
        VoiceBlocks(),
        blank=True,
        max_num=VOICES_MAX,
        help_text="Those who tell the story. The film above is one voice already, and stands first.",
    )
    discussion_films = StreamField(
        [("discussion", DiscussionBlock())],
        blank=True,
        max_num=4,
        help_text="Practitioners talking about the case. Shown once someone has answered.",
    )

    class Meta:
        abstract = True

    def films(self, *, with_discussions: bool) -> models.QuerySet[Film]:
        """Every film that the page shows, those of discussions too once they are open. The gate asks it for each file."""
        return Film.objects.filter(pk__in=self.film_keys(with_discussions=with_discussions))

    def film_keys(self, *, with_discussions: bool) -> set[int]:
        """The keys of those films. No query."""
        names = [name for name in FILMED_IN if with_discussions or name != "discussion_films"]
        content = {name: list(getattr(self, name).raw_data) for name in names if name != "film"}
        return set(chosen_in_content(type(self), content | {"film": self.film_id}, Film))

    def key_of(self, who: str) -> str | None:
        """Of the voice of a name; of the film of the case for no name. None where nobody of that name is played."""
        played = (voice.key for voice in self.told_by() if voice.film and _fold(voice.who) == _fold(who))
        return next(played, None) if who else THE_FILM

    def only_heard(self) -> set[int]:
        """The films of which nothing but the sound is used here: nobody is shown a picture of them."""
        heard = {
            child.value["film"].pk
            for child in self.voices
            if _is_whole(child) and child.block_type == "sound"
        }
        seen = {
            child.value["film"].pk for child in self.voices if _is_whole(child) and child.block_type == "film"
        }
        return heard - seen - {self.film_id} - {row["film"].pk for row in self.discussions()}

    def story(self) -> list[Moment]:
        """The moments that have a name."""
        rows = [child.value for child in self.moments if child.value["title"]]
        return [
            Moment(number, row["title"], seconds_of(row["at"])) for number, row in enumerate(rows, start=1)
        ]

    def told_by(self) -> list[Voice]:
        """Everyone who tells the story, the film of the case first. Nobody where there are no voices beside it."""
        children = [child for child in self.voices if _is_whole(child)]
        if not children:
            return []
        people = {_fold(child.value["name"]): child.value for child in self.people}
        taken: Counter[str] = Counter({THE_FILM: 1})
        voices = [_voice(child, people, taken) for child in children]
        return [*self._film_as_a_voice(), *voices]

    def _film_as_a_voice(self) -> list[Voice]:
        if not self.film_id:
            return []
        return [the_film(self.film, starts=[moment.seconds for moment in self.story()])]

    def discussions(self) -> list[blocks.StructValue]:
        return [child.value for child in self.discussion_films if child.value["film"]]


def the_film(film: Film, *, starts: Sequence[int | None] = ()) -> Voice:
    """The film of a case as one voice among others."""
    return Voice(THE_FILM, "The film", film=film, starts=list(starts))


def _fold(name: str | None) -> str:
    return (name or "").strip().casefold()


def _is_whole(child) -> bool:
    """A draft may hold a voice that has no name or no film yet."""
    return bool(child.value["who"] and (child.block_type == "words" or child.value["film"]))


def _voice(child, people: dict, taken: Counter) -> Voice:
    value, group = child.value, child.value["practice_group"]
    who = value["who"].strip()
    key = slugify(who) or "voice"
    taken[key] += 1
    return Voice(
        key=key if taken[key] == 1 else f"{key}-{taken[key]}",
        who=who,
        about=group.name if group else _about(people.get(_fold(who))),
        side=group.service_side if group and group.service_side in Side.IN_SERVICE else "",
        film=value.get("film"),
        is_heard_only=child.block_type == "sound",
        starts=[seconds_of(start) for start in value.get("starts", [])],
        passages=[passage or "" for passage in value.get("passages", [])],
    )


def _about(person) -> str:
    """Joel’s mother, 29."""
    return ", ".join(filter(None, [person["relation"], person["age"]])) if person else ""
