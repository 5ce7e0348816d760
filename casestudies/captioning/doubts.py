"""What the specification allows in captions, and their author probably does not mean. Pure: no Django."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from casestudies.captioning import timestamps
from casestudies.captioning.problems import Problem
from casestudies.captioning.reading import Captions, Cue

OUT_OF_ORDER = "this caption begins before the one above it, which begins at {time}"
OVERLAPS = "this caption begins at {begins}, while the one at line {line} still shows, until {ends}"
RUNS_OVER = "this caption ends {by} after the end of the film, which is {length} long"
AFTER_END = "this caption begins {by} after the end of the film, which is {length} long, so nobody sees it"
HEADER_CLAIM = "the captions file says that it is in “{claim}”, and the film is in “{language}”"
NAME_CLAIM = "the name of the captions file says that it is in “{claim}”, and the film is in “{language}”"

# How far a caption may run past the end: a film's length is kept in whole seconds.
LEEWAY = 1000
LANGUAGE = re.compile(r"language\s*:\s*([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)\s*", re.IGNORECASE)
# A file that is kept under a name that was taken has seven more characters in it.
SUFFIX = re.compile(r"\.([a-z]{2})(?:[-_]([A-Z]{2}|[0-9]{3}))?(?:_[A-Za-z0-9]{7})?\.vtt")
# Two letters that are languages (ISO 639-1); others, such as “cc” and “ad”, say what kind of words a file holds.
LANGUAGES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv "
    "ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne "
    "ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st "
    "su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)


def doubts(
    captions: Captions, *, seconds: float | None = None, language: str = "", name: str = ""
) -> list[Problem]:
    """Warnings by line: order, overlaps, the end of a film of so many seconds, and a claim to be in another language."""
    found = [
        *_of_order(captions.cues),
        *(_of_length(captions.cues, round(seconds * 1000)) if seconds else ()),
        *(_of_language(captions.header, language=language, name=name) if language else ()),
    ]
    return [problem.quoting(captions.lines) for problem in sorted(found)]


def _of_order(cues: list[Cue]) -> Iterator[Problem]:
    before = last = None
    for cue in cues:
        if before and cue.start < before.start:
            yield _warning(cue.line, OUT_OF_ORDER.format(time=timestamps.shown(before.start)))
        elif last and cue.start < last.end:
            times = {"begins": timestamps.shown(cue.start), "ends": timestamps.shown(last.end)}
            yield _warning(cue.line, OVERLAPS.format(line=last.line, **times))
        before = cue
        last = cue if last is None or cue.end > last.end else last


def _of_length(cues: list[Cue], length: int) -> Iterator[Problem]:
    for cue in cues:
        if cue.start >= length + LEEWAY:
            yield _warning(cue.line, AFTER_END.format(by=_long(cue.start - length), length=_long(length)))
        elif cue.end > length + LEEWAY:
            yield _warning(cue.line, RUNS_OVER.format(by=_long(cue.end - length), length=_long(length)))


def _of_language(header: str, *, language: str, name: str) -> Iterator[Problem]:
    for number, line in enumerate(header.split("\n"), start=1):
        if (match := LANGUAGE.fullmatch(line.strip())) and _primary(match[1]) != _primary(language):
            yield _warning(number, HEADER_CLAIM.format(claim=match[1], language=language))
    match = SUFFIX.search(PurePath(name).name)
    if match and match[1] in LANGUAGES and match[1] != _primary(language):
        claim = "-".join(part for part in match.groups() if part)
        yield _warning(1, NAME_CLAIM.format(claim=claim, language=language))


def _primary(tag: str) -> str:
    return tag.lower().split("-")[0]


def _long(milliseconds: int) -> str:
    """Rounded up to the tenth of a second below a minute, and above to the second: 5.4 seconds, 1:05."""
    tenths = -(-milliseconds // 100)
    if tenths >= 600:
        return timestamps.shown(-(-milliseconds // 1000) * 1000)[:-4]
    return "1 second" if tenths == 10 else f"{tenths / 10:g} seconds"


def _warning(line: int, words: str) -> Problem:
    return Problem(line, words, is_error=False)
