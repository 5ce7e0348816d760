"""How far a film's renditions are, in words."""

from dataclasses import dataclass

from casestudies.encoding.encoding import Encoding
from casestudies.films.film import Film

BEING_MADE = "The film “{film}” is still being made ready to play. Publish when it is; its page under Films says how far it is."
NOT_MADE = "The film “{film}” could not be made ready to play. {problem}"
WAITING = "Waiting to be made"
MAKING = "Being made: {progress}%"
READY = "Ready to play"
FAILED = "Could not be made"
BY_HAND = "Ready to play, made by hand"


@dataclass(frozen=True)
class State:
    """The newest encoding of a film, as it is told. `progress` is per cent; None unless it goes on."""

    label: str
    is_open: bool = False
    progress: int | None = None
    problem: str = ""


def state_of(film: Film, encoding: Encoding | None) -> State:
    """`encoding` is the film's newest, or None when its versions were added by hand."""
    if encoding is None:
        return State(BY_HAND if film.file else WAITING)
    if encoding.failed_at:
        return State(FAILED, problem=encoding.problem)
    if encoding.finished_at:
        return State(READY)
    label = MAKING.format(progress=encoding.progress) if encoding.tries else WAITING
    return State(label, is_open=True, progress=encoding.progress)


def newest(films: list[Film]) -> dict[int, Encoding]:
    """The newest encoding of each film that has one, by the film's key. One query."""
    rows = Encoding.objects.filter(film__in=films).order_by("asked_at", "pk")
    return {row.film_id: row for row in rows}


def unready(film: Film) -> list[str]:
    """Why a film cannot be played yet; empty when it can."""
    if film.file:
        return []
    state = state_of(film, newest([film]).get(film.pk))
    words = NOT_MADE if state.problem else BEING_MADE
    return [words.format(film=film.title, problem=state.problem)]
