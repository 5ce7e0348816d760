"""What is amiss with a case study and its film, for whoever writes it."""

import datetime
from dataclasses import replace

from casestudies import content_notes
from casestudies.captioning.findings import of_captions
from casestudies.encoding.state import unready
from casestudies.films.film import Film
from casestudies.pauses.findings import of_pauses
from casestudies.voices.findings import films_told, of_family
from learning.records.findings import Finding
from learning.site.wording import overdue, warnings, words_in

NOTHING_TO_TAKE_IN = (
    "There is no film and no text version, so there is nothing to watch or read. Add one of them."
)
NO_CAPTIONS = "The film “{film}” has no captions. Under Films, write them beside it, or add a WebVTT file of them to it."
NO_TRANSCRIPT = "The film “{film}” has no transcript: nothing is said in its captions. Under Films, write beside it what is said."
NO_CONTENT_NOTE = (
    "Nothing says what the film “{film}” contains. Write a content note, here or with the film: "
    "what someone may want to know before it starts."
)
NO_TEXT_VERSION = (
    "The film “{film}” is of real people, who may take back their consent at any time. Write a fictional text version, "
    "which learners then read."
)
NO_CONSENT = (
    "The film “{film}” is of real people, and not everyone in it agrees to be shown here. {lapses} Record it with the film, "
    "under Who is in it, or take the film out."
)
NOT_SHOWN = (
    "The film “{film}” is shown to nobody here now: not everyone in it agrees. {lapses} Learners read the text version in its "
    "place. Ask again, or take the film out."
)
FOR_ONE_COURSE = (
    "Someone in the film “{film}” agreed to be shown to the staff of this course alone, and anyone signed in may open a taster. "
    "Do not make this part a taster, or take the film out."
)
NO_DESCRIPTION = (
    "Nothing says what is seen in the film “{film}” to people who cannot see it. Add to it a film with described pictures or "
    "a described script, or say why neither is needed."
)
WORDS = ("introduction", "content_note", "what_is_it_about", "text_version")


def of_case_study(page, *, on: datetime.date) -> list[Finding]:
    film = _with_film(page, on=on) if page.film else _without_film(page)
    sources = [*page.messages_sources.all(), *page.discussion_sources.all()]
    return [
        *film,
        *content_notes.amiss(page.content_notes, field="content_notes"),
        *(of_captions(page.film) if page.film else ()),
        *of_family(page),
        *_of_other_films(page, on=on),
        *of_pauses(page),
        *overdue(sources, on=on, field="messages_sources"),
        *warnings([getattr(page, name) for name in WORDS], field="text_version"),
        *warnings([*words_in(page.prompts), *words_in(page.seed_perspectives)], field="seed_perspectives"),
        *warnings(words_in(page.voices), field="voices"),
        *warnings(words_in(page.pause_points), field="pause_points"),
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


def of_text_version(film: Film, text_version: str) -> list[Finding]:
    """What is read in place of a film of real people, once one of them takes back their consent."""
    if film.is_fictional or text_version.strip():
        return []
    return [Finding(NO_TEXT_VERSION.format(film=film.title), field="text_version")]


def _with_film(page, *, on: datetime.date) -> list[Finding]:
    """A film of real people needs their consent, and something else to read for when it ends."""
    film = page.film
    return [
        *of_film(film, content_note=page.content_note),
        *of_text_version(film, page.text_version),
        *_of_consent(film, page, on=on),
    ]


def _of_consent(film: Film, page, *, on: datetime.date) -> list[Finding]:
    lapses = film.lapses(on=on, course_path=page.course_path if page.depth else "")
    if lapses:
        is_told = _is_there_already(film, page)
        words = (NOT_SHOWN if is_told else NO_CONSENT).format(film=film.title, lapses=" ".join(lapses))
        return [Finding(words, field="film", stops=not is_told)]
    if page.is_taster and film.lapses(on=on):
        return [Finding(FOR_ONE_COURSE.format(film=film.title), field="is_taster")]
    return []


def _is_there_already(film: Film, page) -> bool:
    """Whether the page as it is published has the film: then its words can be put right while nobody is shown the film."""
    published = type(page).objects.filter(pk=page.pk).live().first() if page.pk else None
    return published is not None and film in (published.film, *films_told(published))


def _of_other_films(page, *, on: datetime.date) -> list[Finding]:
    """Each film of a voice or a discussion needs what the film of the case does."""
    found = []
    for film in films_told(page):
        found += [
            *of_film(film, content_note=page.content_note),
            *of_text_version(film, page.text_version),
            *_of_consent(film, page, on=on),
        ]
    return [replace(finding, field="voices") for finding in found]


def _without_film(page) -> list[Finding]:
    return (
        []
        if page.text_version.strip() or page.told_by()
        else [Finding(NOTHING_TO_TAKE_IN, field="text_version")]
    )
