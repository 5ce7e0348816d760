"""Printer's quotation marks in place of a typewriter's, in whatever was read from a data file. Pure."""

import re

# A tag of HTML, which is left as it is, or a mark.
MARK = re.compile(r"<[^<>]*>|[\"']")
OPENS = re.compile(r"(^|[\s(\[*/-]|<[^/<>][^<>]*>|[‘“])$")
MARKS = {'"': ("“", "”"), "'": ("‘", "’")}


def typeset(value):
    """The same value, with every text in it typeset, however deep; keys and codes hold no marks."""
    if isinstance(value, str):
        return _marks(value)
    if isinstance(value, list):
        return [typeset(each) for each in value]
    if isinstance(value, dict):
        return {key: typeset(each) for key, each in value.items()}
    return value


def _marks(text: str) -> str:
    """A mark opens at the start, after a space, a bracket, a dash or an opening tag; elsewhere it closes."""
    parts: list[str] = []
    end = 0
    for match in MARK.finditer(text):
        parts.append(text[end : match.start()])
        opening, closing = MARKS.get(match[0], (match[0], match[0]))
        before = "".join(parts)[-200:]
        parts.append(opening if OPENS.search(before) else closing)
        end = match.end()
    return "".join([*parts, text[end:]])
