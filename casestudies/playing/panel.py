"""What a learner is shown of what they have played: in words, and as a strip."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, Subquery

from casestudies.films.showing import in_words
from casestudies.playing import sessions, stretches
from casestudies.playing.played import Played, PlayingChoice, bounds_of
from casestudies.playing.stretches import Stretch
from learning.records.models import Enrolment


@dataclass(frozen=True)
class Strip:
    """`words`: how much of how much, empty before a second was played. `bars`: from and width, in per cent."""

    words: str
    bars: list[tuple[float, float]]


@dataclass(frozen=True)
class Panel:
    """What the page says, and the name under which it sends what is played."""

    is_kept: bool
    session: str
    strip: Strip


def panel_of(page, enrolment: Enrolment | None, *, at: datetime.datetime) -> Panel | None:
    """For someone on the course; None for anyone else, of whom nothing is kept. One query."""
    if enrolment is None or page.film_id is None:
        return None
    played = Played.objects.filter(learner=enrolment.learner_id).on(page)
    nothing = PlayingChoice.objects.filter(learner=enrolment.learner_id, is_kept=False)
    own, is_off = (
        Enrolment.objects.filter(pk=enrolment.pk)
        .values_list(Subquery(played.values("stretches")[:1]), Exists(nothing))
        .get()
    )
    session = "" if is_off else sessions.begin(learner_id=enrolment.learner_id, page=page, at=at)
    return Panel(is_kept=not is_off, session=session, strip=strip_of(page, own or []))


def strip_of(page, played: list[Stretch]) -> Strip:
    """Of the part of the film that the page shows."""
    start, end = bounds_of(page)
    inside = stretches.clamped(played, start=start, end=end)
    length = max(end - start, 1)
    heard = in_words(min(round(stretches.seconds(inside)), round(length)))
    bars = [
        (round((first - start) / length * 100, 2), round((last - first) / length * 100, 2))
        for first, last in inside
    ]
    is_known = page.film.duration or page.film_end_seconds
    whole = f" of {in_words(round(length))}" if is_known else ""
    return Strip(words=heard + whole if heard else "", bars=bars)
