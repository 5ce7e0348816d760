"""A film as it is on one page: all of it, or the part that the page shows."""

from dataclasses import dataclass

from casestudies.films import transcript
from casestudies.films.film import Film
from casestudies.films.transcript import Cue

# Where nobody has said how long a film is.
LONGEST_SECONDS = 3 * 60 * 60


@dataclass(frozen=True)
class Screening:
    """A film on a page. `start` and `end` are the seconds of an extract, or None."""

    page: object
    film: Film
    start: int | None = None
    end: int | None = None

    @property
    def is_leading(self) -> bool:
        """Whether it is the film of the page itself, and not of a voice or a discussion beside it."""
        return self.film.pk == self.page.film_id

    @property
    def bounds(self) -> tuple[float, float]:
        """The seconds of the film between which it is shown."""
        length = self.film.duration or LONGEST_SECONDS
        return float(self.start or 0), float(length if self.end is None else min(self.end, length))

    def cues(self) -> list[Cue]:
        """What is said and seen in what is shown."""
        return transcript.extract(self.film.cues, start=self.start, end=self.end)
