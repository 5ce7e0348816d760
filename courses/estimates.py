"""How long a part takes most people, reckoned from what is in it. Pure Python.

Reading: 200 words a minute. Adults read English non-fiction silently at 238 words a minute on average (Brysbaert
2019, Journal of Memory and Language 109, 104047, a review of 190 studies); what is new, and is to be remembered, is
read more slowly. A film takes as long as it lasts. A prompt or a question takes a minute: it is answered, not only read.
"""

from dataclasses import dataclass
from math import ceil

WORDS_A_MINUTE = 200
SECONDS_A_MINUTE = 60
MINUTES_A_QUESTION = 1


@dataclass(frozen=True)
class Measure:
    """What there is in a part to read, to watch and to answer."""

    words: int = 0
    film_seconds: int = 0
    questions: int = 0


def minutes_of(measure: Measure) -> int:
    """Whole minutes, rounded up. 0 for a part with nothing in it."""
    reading = measure.words / WORDS_A_MINUTE
    watching = measure.film_seconds / SECONDS_A_MINUTE
    return ceil(reading + watching + measure.questions * MINUTES_A_QUESTION)


def is_far_from(minutes: int, estimated: int) -> bool:
    """Whether what the author says differs from the estimate by more than a third of the estimate."""
    return estimated > 0 and abs(minutes - estimated) * 3 > estimated
