"""What a page itself names, so that an answer to it may name it too: its family, its people, its places."""

from django.utils.html import strip_tags

from casestudies.exchange.identifiers import words_of
from learning.site.wording import words_in

TEXTS = ("title", "introduction", "content_note", "what_is_it_about", "first_step_question", "prompts_intro")
STREAMS = (
    *("watch_for", "messages_for_practice", "prompts", "first_step_options", "seed_perspectives"),
    *("people", "moments", "voices", "content_notes", "discussion_films", "pause_points"),
)


def names_of(page) -> frozenset[str]:
    """Every capitalised word that learners read or hear there, in small letters."""
    said = [f"{cue.speaker} {cue.text}" for cue in page.cues()] if page.film else []
    streamed = [text for name in STREAMS for text in words_in(getattr(page, name))]
    written = [getattr(page, name) for name in TEXTS]
    people = [child.value["name"] or "" for child in page.people]
    tellers = [child.value["who"] or "" for child in page.voices]
    return words_of("\n".join([*written, strip_tags(page.text_version), *streamed, *people, *tellers, *said]))
