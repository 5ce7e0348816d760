"""What is amiss with a case study and its film, for whoever writes it."""

import datetime

from casestudies.encoding.state import unready
from casestudies.films.film import Film
from learning.records.findings import Finding
from learning.site.wording import overdue, warnings, words_in

NOTHING_TO_TAKE_IN = (
    "There is no film and no text version, so there is nothing to watch or read. Add one of them."
)
NO_CAPTIONS = "The film “{film}” has no captions. Add a WebVTT file to it in the film library."
NO_TRANSCRIPT = (
    "The film “{film}” has no transcript: nothing is said in its captions. Add a WebVTT file of what is said."
)
NO_CONTENT_NOTE = (
    "Nothing says what the film “{film}” contains. Write a content note, here or with the film: "
    "what someone may want to know before it starts."
)
NO_DESCRIPTION = (
    "Nothing says what is seen in the film “{film}” to people who cannot see it. Add to it a film with described pictures or "
    "a described script, or say why neither is needed."
)
WORDS = ("introduction", "content_note", "what_is_it_about", "text_version")


def of_case_study(page, *, on: datetime.date) -> list[Finding]:
    film = of_film(page.film, content_note=page.content_note) if page.film else _without_film(page)
    sources = [*page.messages_sources.all(), *page.discussion_sources.all()]
    return [
        *film,
        *overdue(sources, on=on, field="messages_sources"),
        *warnings([getattr(page, name) for name in WORDS], field="text_version"),
        *warnings([*words_in(page.prompts), *words_in(page.seed_perspectives)], field="seed_perspectives"),
    ]


def of_film(film: Film, *, content_note: str = "") -> list[Finding]:
    """What keeps a film from being shown. The content note may stand on the page that shows it."""
    words = unready(film)
    if not film.captions:
        words.append(NO_CAPTIONS)
    elif not film.cues:
        words.append(NO_TRANSCRIPT)
    if not (content_note or film.content_note).strip():
        words.append(NO_CONTENT_NOTE)
    if not film.is_described:
        words.append(NO_DESCRIPTION)
    return [Finding(text.format(film=film.title), field="film") for text in words]


def _without_film(page) -> list[Finding]:
    return [] if page.text_version.strip() else [Finding(NOTHING_TO_TAKE_IN, field="text_version")]
