"""The signs of GIFT: which are escaped, and how one piece of text says what format it is in."""

import re

from quizzes.interchange import words

# While a text is taken apart, what was escaped is a control character, which no tidied text holds.
ESCAPED = {
    "\\": "\x01",
    ":": "\x02",
    "#": "\x03",
    "=": "\x04",
    "{": "\x05",
    "}": "\x06",
    "~": "\x07",
    "n": "\x08",
}
ESCAPE = re.compile(r"\\([\\:#={}~n])")
HIDDEN = re.compile("[\x01-\x08]")
SHOWN = {hidden: "\n" if sign == "n" else sign for sign, hidden in ESCAPED.items()}
TO_ESCAPE = re.compile(r"[\\:#={}~\n]")
FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
READERS = {
    "html": words.from_html,
    "moodle": words.from_auto,
    "plain": words.tidy,
    "markdown": words.from_markdown,
}


def hide(text: str) -> str:
    """Escaped signs out of the way of whatever looks for signs."""
    return ESCAPE.sub(lambda match: ESCAPED[match[1]], HIDDEN.sub("", text))


def show(text: str) -> str:
    return HIDDEN.sub(lambda match: SHOWN[match[0]], text)


def parted(text: str, default: str = "moodle") -> tuple[str, str]:
    """The format that a piece names at its start, or the default, and the rest."""
    match = FORMAT.match(text)
    return (match[1].lower(), text[match.end() :]) if match else (default, text)


def plain(text: str, default: str = "moodle") -> str:
    """The words of a piece in which signs are hidden, read in the format it names or in the default."""
    form, rest = parted(text, default)
    return READERS[form](show(rest))


def escape(text: str) -> str:
    return TO_ESCAPE.sub(lambda match: "\\n" if match[0] == "\n" else f"\\{match[0]}", text)


def written(text: str, *, naming: bool = False) -> str:
    """A text as GIFT holds it. It names its format where it is to, or where its words could be taken for something else."""
    if "->" in text or text.startswith(("//", "%")):
        return f"[html]{escape(words.to_html(text))}"
    names = naming or text.startswith("[") or set("<&") & set(text)
    return f"[plain]{escape(text)}" if names else escape(text)
