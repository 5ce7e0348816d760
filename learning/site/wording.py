"""What an author is warned of, whatever kind of page it is: its sources, its words, its links. Nothing here stops."""

import datetime
from collections.abc import Iterable, Iterator

from django.utils.formats import date_format
from wagtail import blocks
from wagtail.rich_text import RichText

from learning.records.findings import Finding
from learning.site.reading import plain, reading_age, vague_links
from learning.site.sources import Source, fill

HARDEST = 14
OVERDUE = "“{title}” was due to be checked on {day}. Check that it still says this, and set its next date."
HARD = "The words here need a reading age of about {age}. Shorter sentences and plainer words bring it to {limit}."
VAGUE = "A link says only “{words}”. Let its words say where it leads."


def warnings(texts: Iterable[str], *, field: str, hardest: int = HARDEST) -> list[Finding]:
    """What there is to say of words, plain or HTML, that stand in one field; `hardest` is a reading age in years."""
    texts = list(texts)
    return [*_hard(texts, field, hardest), *_vague(texts, field)]


def overdue(sources: Iterable[Source], *, on: datetime.date, field: str) -> list[Finding]:
    """The sources that somebody should check again, their date having come. One query at most."""
    return [
        _warning(OVERDUE.format(title=source.title, day=date_format(source.review_on)), field)
        for source in fill(sources)
        if source.is_due_for_review(on=on)
    ]


def words_in(value) -> Iterator[str]:
    """Every text inside a stream, a block's value or a list of them: HTML as it stands. Single words are left out:
    those are choices and codes.
    """
    if isinstance(value, RichText):
        yield value.source
    elif isinstance(value, str):
        if " " in value.strip():
            yield value
    elif isinstance(value, blocks.StreamValue | blocks.list_block.ListValue):
        for child in value:
            yield from words_in(getattr(child, "value", child))
    elif isinstance(value, blocks.StructValue):
        for child in value.values():
            yield from words_in(child)


def _hard(texts: list[str], field: str, hardest: int) -> list[Finding]:
    age = reading_age("\n".join(map(plain, texts)))
    if age is None or age <= hardest:
        return []
    return [_warning(HARD.format(age=round(age), limit=hardest), field)]


def _vague(texts: list[str], field: str) -> list[Finding]:
    return [_warning(VAGUE.format(words=words), field) for text in texts for words in vague_links(text)]


def _warning(text: str, field: str) -> Finding:
    return Finding(text, field=field, stops=False)
