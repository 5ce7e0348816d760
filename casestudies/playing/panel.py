"""What a learner is shown of what they have played: in words, and as a strip."""

import datetime
from dataclasses import dataclass

from casestudies.films.screening import Screening
from casestudies.films.showing import in_words
from casestudies.playing import sessions, stretches
from casestudies.playing.played import Played, PlayingChoice
from casestudies.playing.stretches import Stretch
from learning.records.models import Enrolment


@dataclass(frozen=True)
class Strip:
    """`words`: how much of how much, empty before a second was played. `bars`: from and width, in per cent."""

    words: str
    bars: list[tuple[float, float]]


@dataclass(frozen=True)
class Panel:
    """What the page says of one film, and the name under which it sends what is played. `second`: where it was left, or None."""

    is_kept: bool
    session: str
    strip: Strip
    second: int | None


@dataclass(frozen=True)
class Playback:
    """What someone on the course has played of the films of a page, by film."""

    learner_id: int
    is_kept: bool
    rows: dict[int, Played]
    at: datetime.datetime

    def panel(self, screening: Screening) -> Panel:
        row = self.rows.get(screening.film.pk)
        return Panel(
            is_kept=self.is_kept,
            session=self._session(screening) if self.is_kept else "",
            strip=strip_of(screening, row.stretches if row else []),
            second=row.second if row else None,
        )

    def _session(self, screening: Screening) -> str:
        return sessions.begin(learner_id=self.learner_id, screening=screening, at=self.at)


def playback_of(page, enrolment: Enrolment | None, *, at: datetime.datetime) -> Playback | None:
    """For someone on the course; None for anyone else, of whom nothing is kept. Two queries, however many films."""
    if enrolment is None:
        return None
    learner = enrolment.learner_id
    return Playback(
        learner_id=learner,
        is_kept=not PlayingChoice.objects.filter(learner=learner, is_kept=False).exists(),
        rows={row.film_id: row for row in Played.objects.filter(learner=learner, page=page.pk)},
        at=at,
    )


def strip_of(screening: Screening, played: list[Stretch]) -> Strip:
    """Of the part of the film that the page shows."""
    start, end = screening.bounds
    inside = stretches.clamped(played, start=start, end=end)
    length = max(end - start, 1)
    heard = in_words(min(round(stretches.seconds(inside)), round(length)))
    bars = [
        (round((first - start) / length * 100, 2), round((last - first) / length * 100, 2))
        for first, last in inside
    ]
    is_known = screening.film.duration or screening.end
    whole = f" of {in_words(round(length))}" if is_known else ""
    return Strip(words=heard + whole if heard else "", bars=bars)
