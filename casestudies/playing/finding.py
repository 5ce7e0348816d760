"""Where some words stand in a text, whatever their capitals, apostrophes and spaces. Pure: no Django.

deploy/theme/js/find.js looks in the same way.
"""

import re
from dataclasses import dataclass

MOST_LETTERS = 100


@dataclass(frozen=True)
class Piece:
    """A run of a text, and whether it is what was looked for."""

    text: str
    is_found: bool


def pieces(text: str, words: str) -> list[Piece]:
    """The whole text in order. Nothing is looked for: one piece."""
    if not (pattern := _pattern(words)):
        return [Piece(text, False)]
    found, at = [], 0
    for match in pattern.finditer(text):
        found += [Piece(text[at : match.start()], False), Piece(match[0], True)]
        at = match.end()
    return [piece for piece in [*found, Piece(text[at:], False)] if piece.text]


def _pattern(words: str) -> re.Pattern | None:
    parts = [re.sub("['’]", "['’]", re.escape(word)) for word in words[:MOST_LETTERS].split()]
    return re.compile(r"\s+".join(parts), re.IGNORECASE) if parts else None
