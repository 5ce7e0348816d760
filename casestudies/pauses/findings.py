"""What is amiss with where a film stops, for whoever writes it."""

from collections.abc import Iterator
from dataclasses import replace

from casestudies.films.screening import Screening
from casestudies.films.transcript import clock
from casestudies.pauses.points import PausePoint
from casestudies.voices.voices import THE_FILM
from learning.records.findings import Finding
from quizzes.findings import of_questions
from quizzes.publishing import digest_of

FIELD = "pause_points"
NO_FILM = "There are pause points, and no film that could stop. Choose a film, or take them away."
NO_QUESTION = "The pause at {at} asks nothing. Write a question, or take the pause away."
OUTSIDE = (
    "The film does not come to the pause at {at}: what is shown runs from {start} to {end}. Change its time."
)
NOBODY = (
    "The pause at {at} is in the film of “{who}”, and nobody of that name tells the story in a film or a sound. "
    "Write the name as it stands under the voices, or leave it empty for the film of the case."
)
TWICE = "The pause at {at} asks the same question as an earlier one. Change it, or take it away."


def of_pauses(page) -> Iterator[Finding]:
    points = page.pauses()
    if not page.film and any(point.voice == THE_FILM for point in points):
        yield Finding(NO_FILM, field=FIELD)
    for child in page.pause_points:
        if child.block_type == "question" and not len(child.value["question"]):
            yield Finding(NO_QUESTION.format(at=child.value["at"]), field=FIELD)
    films = {voice.key: voice.film for voice in page.told_by()} | {THE_FILM: page.film}
    for point in points:
        if point.voice is None:
            yield Finding(NOBODY.format(at=point.clock, who=point.who), field=FIELD)
        elif film := films[point.voice]:
            yield from _outside(point, page.screening(film))
    yield from (replace(finding, field=FIELD) for finding in of_questions(page))
    yield from _twice(points)


def _outside(point: PausePoint, screening: Screening) -> Iterator[Finding]:
    start = screening.start or 0
    end = screening.film.seconds if screening.end is None else screening.end
    if not start <= point.seconds <= end:
        yield Finding(OUTSIDE.format(at=point.clock, start=clock(start), end=clock(end)), field=FIELD)


def _twice(points) -> Iterator[Finding]:
    """A version asks a question once, so the second would not be asked."""
    seen = set()
    for point in points:
        if point.written and not point.written.block.problem(point.written.value):
            digest = digest_of(point.written.block.content(point.written.value))
            if digest in seen:
                yield Finding(TWICE.format(at=point.clock), field=FIELD)
            seen.add(digest)
