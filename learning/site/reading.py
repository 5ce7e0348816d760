"""How hard words are to read. Pure: no Django."""

import html
import re

ENOUGH_WORDS = 100
SCHOOL_STARTS_AT = 5  # years old in the first grade, less one

_ENDS = re.compile(r"</(?:p|li|h[1-6]|blockquote|td|th)>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_SENTENCE = re.compile(r"[.!?:;…]+[”’\"')\]]*(?:\s|$)|\n")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
VAGUE = {
    "click",
    "click here",
    "here",
    "read more",
    "more",
    "learn more",
    "find out more",
    "this link",
    "link",
}


def plain(text: str) -> str:
    """Words without their HTML. Where a paragraph, a heading or a point of a list ends, a line ends."""
    return html.unescape(_TAG.sub("", _ENDS.sub("\n", text))).strip()


def reading_age(text: str) -> float | None:
    """The age in years at which most people can read some plain words; None for fewer than 100 of them.

    Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom 1975, Derivation of new readability
    formulas for Navy enlisted personnel, Research Branch Report 8-75), which counts the years of an American
    school, and five years for those before it. Syllables are counted by groups of vowels, so it is a guide.
    """
    words = _WORD.findall(text)
    if len(words) < ENOUGH_WORDS:
        return None
    sentences = sum(1 for sentence in _SENTENCE.split(text) if _WORD.search(sentence))
    grade = 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return grade + SCHOOL_STARTS_AT


def syllables(word: str) -> int:
    """Groups of vowels, but for an e that is not heard at the end: 1 at least."""
    word = word.lower()
    count = len(_VOWELS.findall(word))
    if word.endswith(("e", "es", "ed")) and not word.endswith(("le", "les", "ted", "ded", "ses", "ces")):
        count -= 1
    return max(count, 1)


def vague_links(text: str) -> list[str]:
    """The words of links in some HTML that do not say where they lead, such as “click here”."""
    words = [plain(link) for link in _LINK.findall(text)]
    return [link for link in words if link.lower().strip(" .…>»›") in VAGUE]
