"""What is amiss with where a film stops, for whoever writes it."""

from collections.abc import Iterator
from dataclasses import replace

from casestudies.films.film import Film
from casestudies.films.transcript import clock
from learning.records.findings import Finding
from quizzes.findings import of_questions
from quizzes.publishing import digest_of

FIELD = "pause_points"
NO_FILM = "There are pause points, and no film that could stop. Choose a film, or take them away."
NO_QUESTION = "The pause at {at} asks nothing. Write a question, or take the pause away."
OUTSIDE = (
    "The film does not come to the pause at {at}: what is shown runs from {start} to {end}. Change its time."
)
TWICE = "The pause at {at} asks the same question as an earlier one. Change it, or take it away."


def of_pauses(page) -> Iterator[Finding]:
    points = page.pauses()
    if points and not page.film:
        yield Finding(NO_FILM, field=FIELD)
    for child in page.pause_points:
        if child.block_type == "question" and not len(child.value["question"]):
            yield Finding(NO_QUESTION.format(at=child.value["at"]), field=FIELD)
    if page.film:
        yield from _outside(points, page.film, page.film_start_seconds or 0, page.film_end_seconds)
    yield from (replace(finding, field=FIELD) for finding in of_questions(page))
    yield from _twice(points)


def _outside(points, film: Film, start: int, end: int | None) -> Iterator[Finding]:
    end = film.seconds if end is None else end
    for point in points:
        if not start <= point.seconds <= end:
            words = OUTSIDE.format(at=point.clock, start=clock(start), end=clock(end))
            yield Finding(words, field=FIELD)


def _twice(points) -> Iterator[Finding]:
    """A version asks a question once, so the second would not be asked."""
    seen = set()
    for point in points:
        if point.written and not point.written.block.problem(point.written.value):
            digest = digest_of(point.written.block.content(point.written.value))
            if digest in seen:
                yield Finding(TWICE.format(at=point.clock), field=FIELD)
            seen.add(digest)
