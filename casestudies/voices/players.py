"""The films and sounds of a page as one visitor meets them: each with its words, its remembered place and its pauses."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone

from casestudies.films.screening import Screening
from casestudies.films.showing import Showing, asks_to_save_data, show
from casestudies.pauses.showing import ShownPause
from casestudies.playing.panel import Panel, Playback, playback_of
from casestudies.standing import Standing
from casestudies.voices.voices import Voice


@dataclass(frozen=True)
class Player:
    """A film or a sound on the page. Without a file that is there (`showing.main`) it is read. No addresses in a preview.

    `resume_at`: the second that it goes on from, or None.
    """

    voice: Voice
    screening: Screening
    showing: Showing
    playing: Panel | None
    resume_at: int | None
    pauses: list[ShownPause]
    is_preview: bool

    @property
    def anchor(self) -> str:
        return "film" if self.voice.is_the_film else f"film-{self.voice.key}"

    @property
    def words_anchor(self) -> str:
        return "transcript" if self.voice.is_the_film else f"transcript-{self.voice.key}"

    @property
    def name(self) -> str:
        return self.screening.film.title if self.voice.is_the_film else self.voice.who

    @property
    def kind(self) -> str:
        return "sound" if self.showing.is_heard_only else "film"

    @property
    def preload(self) -> str:
        """How much comes before anyone asks to play: nothing of a voice that one has to turn to first."""
        return "metadata" if self.voice.is_the_film and not self.showing.is_smaller else "none"

    @property
    def content_note(self) -> str:
        """Of the film of the case, the page's own note stands first on the page."""
        return "" if self.voice.is_the_film else self.screening.film.content_note

    @property
    def statement(self) -> str:
        return "" if self.voice.is_the_film else self.showing.statement

    @property
    def film_asked(self) -> int | None:
        """What an address says of the film; nothing of the film of the page."""
        return None if self.screening.is_leading else self.screening.film.pk

    @property
    def transcript(self) -> str:
        return self._address("film_transcript")

    @property
    def transcript_text(self) -> str:
        return self._address("film_transcript_text") if self.showing.may_be_kept else ""

    @property
    def keep(self) -> str:
        return self._address("keep_played")

    @property
    def forget(self) -> str:
        return self._address("forget_played")

    def _address(self, name: str) -> str:
        if self.is_preview:
            return ""
        at = reverse(name, args=[self.screening.page.pk])
        return at if self.film_asked is None else f"{at}?film={self.film_asked}"


@dataclass(frozen=True)
class Visit:
    """One look at a page: who looks, what they have played of its films, and where those stop."""

    page: object
    request: object
    standing: Standing
    is_preview: bool
    on: datetime.date
    playback: Playback | None
    pauses: dict[str, list[ShownPause]] = field(default_factory=dict)

    def player(self, voice: Voice, *, second: int | None = None) -> Player:
        """Of a voice with a film. It begins at a moment that was chosen, `second`, or goes on where it was left."""
        screening = self.page.screening(voice.film)
        panel = self.playback.panel(screening) if self.playback else None
        left = self.standing.resume_at if voice.is_the_film else panel and panel.second
        return Player(
            voice=voice,
            screening=screening,
            showing=show(
                screening,
                preview=self.is_preview,
                saves_data=asks_to_save_data(self.request),
                is_heard_only=voice.is_heard_only,
                second=second,
            ),
            playing=panel,
            resume_at=left if second is None else second,
            pauses=self.pauses.get(voice.key, []),
            is_preview=self.is_preview,
        )


def visit(
    page,
    request,
    *,
    enrolment,
    standing: Standing,
    preview: bool,
    at: datetime.datetime,
    pauses: Iterable[ShownPause] = (),
) -> Visit:
    """A look at a page. Two queries for someone on the course, however many films."""
    by_voice: dict[str, list[ShownPause]] = {}
    for pause in pauses:
        by_voice.setdefault(pause.point.voice, []).append(pause)
    playback = playback_of(page, enrolment, at=at)
    return Visit(page, request, standing, preview, timezone.localdate(at), playback, by_voice)
