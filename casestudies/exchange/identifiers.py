"""What in a text could tell who somebody is: numbers, dates, addresses, and what looks like a name or a place. Pure Python.

It looks at how words are written and knows no dictionary, so it both misses and finds too much. How often, of two hundred
sentences, is in docs/editors.md. The check digit of an NHS number is that of the NHS Data Dictionary: modulus 11.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum

from casestudies.exchange.identifier_words import FIRST_NAMES, NO_NAMES, SUBJECTS


class Kind(Enum):
    """What something looks like: its code, as it is kept, and words for whoever wrote it."""

    NHS_NUMBER = "nhs_number", "an NHS number"
    DATE = "date", "a date"
    PHONE = "phone", "a phone number"
    EMAIL = "email", "an e-mail address"
    WEB = "web", "a web address or the name of an account"
    POSTCODE = "postcode", "a postcode"
    NUMBER = "number", "a long number, such as one of a record"
    ADDRESS = "address", "an address"
    PLACE = "place", "the name of a school, a ward or another place"
    NAME = "name", "a name of somebody or of a place"

    def __init__(self, code: str, words: str):
        self.code = code
        self.words = words


@dataclass(frozen=True)
class Identifier:
    """Something found: what it looks like, and where in the text it begins and ends."""

    kind: Kind
    start: int
    end: int


MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
CAPITAL = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]{0,30}(?:['’-][^\W\d_]{1,30}){0,2}"
STREET = r"(?:Road|Rd|Street|St|Lane|Close|Court|Avenue|Ave|Drive|Way|Terrace|Crescent|Gardens|Grove|Mews|Row|Square|Walk|Estate|Villas)"
INSTITUTION = (
    r"(?:Primary|Junior|Juniors|Infant|Infants|Academy|School|High|Grammar|College|Nursery|Preschool|Playgroup|Hospital"
    r"|Hospice|Ward|Unit|Surgery|Practice|Clinic|Children['’]s\s+Centre|Centre|House|Lodge|Hub|Church|Mosque|Temple|Trust|Council)"
)
SYSTEM = r"(?:rio|systm ?one|emis|lcs|liquid ?logic|mosaic|mrn|nhs|case|record|hospital|patient|client|reference|ref|id|number|no)"

PATTERNS = [
    (Kind.EMAIL, r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),
    (Kind.EMAIL, r"(?<![\w.+-])[\w.+-]{1,64} at [a-z][\w-]{0,62}(?:\.[a-z][\w-]{1,62}){1,8}"),
    (Kind.WEB, r"\bhttps?://\S+|\bwww\.\S+|(?<![\w@])@\w{3,}[\w.]*"),
    (Kind.WEB, r"(?<![\w.-])[a-z][\w-]{0,62}(?:\.[a-z][\w-]{1,62}){1,8}/\S{1,200}"),
    (Kind.WEB, r"(?<![\w-])[\w-]{1,63}\.(?:com|org|net|co\.uk|org\.uk|nhs\.uk|gov\.uk|sch\.uk)\b"),
    (Kind.POSTCODE, r"\b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b"),
    (Kind.DATE, r"\b\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d{2})\b|\b(?:19|20)\d\d-\d\d-\d\d\b"),
    (Kind.DATE, rf"\b{DAY}(?: day)?(?: of)? {{1,3}}{MONTH}\b(?:,? (?:19|20)?\d\d\b)?"),
    (Kind.DATE, rf"\b{MONTH}\.? {{1,3}}(?:the )?{DAY}\b(?:,? (?:19|20)\d\d\b)?"),
    (Kind.DATE, r"\b(?:born|dob|date of birth)\b(?: (?:in|is|was))? (?:19|20)\d\d\b"),
    (Kind.PHONE, r"(?<!\w)(?:\+\d{1,3}[ -]?|\(?0)\d(?:[ ()-]{0,2}\d){7,11}\b"),
    (Kind.PHONE, r"\b(?:ext|extn|extension)\.? ?\d{3,6}\b"),
    (Kind.NUMBER, rf"\b{SYSTEM}\b[^.\n\d]{{0,20}}\b[a-z]{{0,3}}[-/]?\d{{4,}}\b"),
    (Kind.NUMBER, r"(?<![\w£$€])(?<!\d[-/.])(?:[a-z]{1,3}[-/]?)?\d(?:[-/.]?\d){4,19}(?:[a-z]\b)?(?!\w)"),
    (Kind.NUMBER, r"\b[a-z]{1,4}[-/]\d{2,4}[-/]\d{2,}\b"),
    (Kind.ADDRESS, r"\b(?:flat|apartment|apt) \d{1,3}[a-z]?\b"),
    (Kind.PLACE, r"\bward \d{1,2}[a-z]?\b"),
]
CASED = [
    (Kind.ADDRESS, rf"\b(?:\d{{1,4}}[a-z]?,? )?(?:{CAPITAL} ){{1,3}}{STREET}\b"),
    (Kind.PLACE, rf"\b(?:St\.?|Saint) {CAPITAL}(?: {CAPITAL})*"),
    (
        Kind.NAME,
        rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Doctor|Professor|Nurse|Sister|Judge|Sgt|Sergeant|PC|Cllr|Rev|Auntie|Aunty|Uncle|Imam|Lady|Lord)\.? {CAPITAL}(?: {CAPITAL})?",
    ),
    (
        Kind.NAME,
        r"\b(?:mr|mrs|ms|dr)\.? {1,3}(?!and\b|or\b|mrs\b|mr\b|ms\b|do\b|is\b|who\b|in\b|at\b|on\b)[a-z][\w'’-]+",
    ),
]
NHS = re.compile(r"(?<![\w+])\d{3}[ .-]{0,3}\d{3}[ .-]{0,3}\d{4}(?!\w)")
# What Word and record systems put on the clipboard in place of a space or a hyphen; one for one, so that places stay.
SPACES = "\u00a0\u2007\u2009\u202f\t\n\r"
HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2212"
PLAIN = {ord(sign): " " for sign in SPACES} | {ord(sign): "-" for sign in HYPHENS}
UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\u00ad\ufeff"))
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
INSTITUTIONS = re.compile(rf"\b(?:{CAPITAL} ){{1,4}}{INSTITUTION}\b")
OPENING, CLOSING, ENDING, BULLETS = "\"“‘'([", "\"”’')]", ".!?:…\n", "-*•"
DOES = re.compile(
    r"(?:['’]s\b| (?:told|said|says|thinks|thought|asked|wrote|came|went|lived|lives|was|is|has|had|never|always|kept|knew|"
    r"knows|wanted|wants|needed|needs|felt|feels|looked|looks|cried|rang|stopped|started|noticed|would|could|and (?:her|his|their))\b)"
)
ENDINGS = ("ing", "ness", "tion", "sion", "ment", "ity", "ly", "ship", "hood", "ance", "ence")
RANKS = {kind: number for number, kind in enumerate(Kind)}
COMPILED = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in PATTERNS]
COMPILED += [(kind, re.compile(pattern)) for kind, pattern in CASED]


def find(text: str, *, known: Collection[str] = ()) -> list[Identifier]:
    """What in a text could tell who somebody is, in its order, none inside another.

    `known` are words in small letters that may be used, such as the names of the family in a course.
    """
    kept: list[Identifier] = []
    is_taken = bytearray(len(text))
    for one in sorted(_candidates(text, frozenset(known)), key=_rank):
        if not any(is_taken[one.start : one.end]):
            is_taken[one.start : one.end] = b"\1" * (one.end - one.start)
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def seen(text: str) -> str:
    """A text without the signs that nobody sees, which would part a name or a number."""
    return text.translate(UNSEEN)


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits are an NHS number, by their check digit."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return len(digits) == 10 and (11 - total % 11) % 11 == int(digits[9])


def words_of(text: str) -> frozenset[str]:
    """The words of a text that begin with a capital, in small letters: what a page about a family names."""
    return frozenset(
        _plain(part) for word in WORD.findall(text) if word[0].isupper() for part in _parts(word)
    )


def _rank(one: Identifier) -> tuple[int, int, int]:
    """What is surest first, and then what is longest."""
    return RANKS[one.kind], one.start - one.end, one.start


def _candidates(text: str, known: frozenset[str]) -> Iterator[Identifier]:
    plain = text.translate(PLAIN)
    for match in NHS.finditer(plain):
        digits = re.sub(r"\D", "", match[0])
        yield Identifier(Kind.NHS_NUMBER if is_nhs_number(digits) else Kind.NUMBER, *match.span())
    for kind, pattern in COMPILED:
        for match in pattern.finditer(plain):
            if kind not in (Kind.NAME, Kind.PLACE) or not _is_known(match[0], known):
                yield Identifier(kind, *match.span())
    for match in INSTITUTIONS.finditer(text):
        if not _is_known(match[0], known | SUBJECTS):
            yield Identifier(Kind.PLACE, match.start() + _opening(match[0]), match.end())
    for match in WORD.finditer(text):
        if _is_name(text, match, known):
            yield Identifier(Kind.NAME, *match.span())


def _opening(words: str) -> int:
    """How far a word reaches that stands before a name only because it begins the sentence."""
    first, _, rest = words.partition(" ")
    return len(words) - len(rest) if _plain(first) in SUBJECTS else 0


def _is_known(words: str, known: frozenset[str]) -> bool:
    return all(
        _plain(part) in known or _plain(part) in NO_NAMES
        for word in WORD.findall(words)
        for part in _parts(word)
    )


def _is_name(text: str, match: re.Match, known: frozenset[str]) -> bool:
    """Whether a word looks like somebody's name: a first name however it is written, or a capital that needs a reason."""
    word = match[0]
    parts = [_plain(part) for part in _parts(word)]
    if all(part in known or part in NO_NAMES for part in parts):
        return False
    if any(part in FIRST_NAMES and part not in known for part in parts):
        return True
    if not word[0].isupper() or _is_short_for_something(word):
        return False
    if not _is_at_a_beginning(text, match.start()):
        return True
    return _begins_as_a_name(parts[0], text[match.start() + len(parts[0]) :])


def _is_at_a_beginning(text: str, start: int) -> bool:
    """Whether a sentence, a line, a quotation or a bracket begins there."""
    if start and text[start - 1] in OPENING:
        return True
    before = text[:start].rstrip(" \t")
    if not before or before[-1] in ENDING:
        return True
    last, rest = before[-1], before[:-1].rstrip(" \t")
    return (last in CLOSING and rest[-1:] in ENDING) or (last in BULLETS and rest[-1:] in ("", "\n"))


def _begins_as_a_name(word: str, after: str) -> bool:
    """At the beginning of a sentence every word has a capital, so only what it does there can tell."""
    return len(word) > 2 and word not in SUBJECTS and not word.endswith(ENDINGS) and bool(DOES.match(after))


def _is_short_for_something(word: str) -> bool:
    """Whether it is written as letters that stand for words, such as CAMHS, GPs or PhD."""
    return sum(letter.isupper() for letter in word) > 1 and not re.match(
        r"(?:Mc|Mac|O['’]|D['’]|De|Le)[A-Z]|.*[-'’]", word
    )


def _parts(word: str) -> list[str]:
    """A word without what an apostrophe hangs on to it; both halves of one with a hyphen."""
    word = re.sub(r"['’](?:s|d|ll|m|re|ve|t)$", "", word)
    return word.split("-")


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).replace("’", "'").casefold()
