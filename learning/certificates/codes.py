"""Codes as people type them."""

import re
import unicodedata

from learning.records.certificates import CODE_ALPHABET, CODE_LENGTH

NEVER_USED = "01IO"

# Spaces of every kind, dashes of every kind, and what word processors make of them.
_BETWEEN = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff_.\-\u00ad\u2010-\u2015\u2212]+")


class NotACode(ValueError):
    """What was typed cannot be a code of ours; the message says what to look at."""


def tidy(typed: str) -> str:
    """What was typed, in capitals and without the spaces and dashes that are only for reading."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).upper()


def read(typed: str) -> str:
    """The code that was typed, or NotACode. Never guesses: a 0 may have been a Q, a D or an 8."""
    code = tidy(typed)
    if not code:
        raise NotACode("Enter the code on the certificate.")
    if confused := sorted(set(code) & set(NEVER_USED)):
        looked_at = _in_words(confused)
        raise NotACode(
            f"Our codes never use 0, 1, I or O. Look again at {looked_at}: it may be Q, D, J or L."
        )
    if set(code) - set(CODE_ALPHABET):
        raise NotACode("A code is made of letters and numbers only. Take out anything else.")
    if len(code) != CODE_LENGTH:
        raise NotACode(f"A code has {CODE_LENGTH} letters and numbers. You typed {len(code)}.")
    return code


def _in_words(letters: list[str]) -> str:
    *others, last = letters
    return f"{', '.join(others)} and {last}" if others else last
