"""What an author should look at in a film's captions before a page that shows it is published."""

from casestudies.captioning import reading
from casestudies.captioning.doubts import doubts
from casestudies.films.checks import read_bytes
from casestudies.films.film import Film
from learning.records.counting import counted
from learning.records.findings import Finding

DOUBT = "Look at the captions of the film “{film}”: line {line}, {words}.{more}"
MORE = " There is something to look at in {lines} more."


def of_captions(film: Film) -> list[Finding]:
    """The first thing that is doubtful, and how many more there are. It stops nothing."""
    try:
        captions = reading.read(read_bytes(film.captions)) if film.captions else reading.Captions()
    except FileNotFoundError:
        return []
    found = doubts(captions, seconds=film.duration, language=film.language, name=film.captions.name or "")
    if not found:
        return []
    more = MORE.format(lines=counted(len(found) - 1, "line")) if len(found) > 1 else ""
    text = DOUBT.format(film=film.title, line=found[0].line, words=found[0].words, more=more)
    return [Finding(text, field="film", stops=False)]
