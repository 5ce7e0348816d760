"""What is amiss with a page for families. Hard words are only said: whoever writes sees how far off they are."""

from casestudies import content_notes
from casestudies.findings import of_film
from learning.records.findings import Finding
from learning.site.wording import warnings, words_in

HARDEST = 12
NO_WORDS = "Nothing says in words what happens. Write it: whoever does not watch reads it instead."
NOT_SHOWN = (
    "The film “{film}” may not be shown to families on the open web: its people have not agreed to that, or no longer do. "
    "The page stands without it."
)


def of_family_index(page) -> list[Finding]:
    words = [page.summary, *words_in(page.body), *words_in(page.questions)]
    return warnings(words, field="body", hardest=HARDEST)


def of_family_film(page, *, is_shown: bool) -> list[Finding]:
    words = [page.summary, page.content_note, page.what_happens, *words_in(page.messages)]
    return [
        *([] if page.what_happens.strip() else [Finding(NO_WORDS, field="what_happens")]),
        *_film(page, is_shown),
        *content_notes.amiss(page.content_notes, field="content_notes"),
        *warnings([*words, *words_in(page.questions)], field="what_happens", hardest=HARDEST),
    ]


def _film(page, is_shown: bool) -> list[Finding]:
    if page.film is None:
        return []
    if not is_shown:
        return [Finding(NOT_SHOWN.format(film=page.film.title), field="film", stops=False)]
    return of_film(page.film, content_note=page.content_note)
