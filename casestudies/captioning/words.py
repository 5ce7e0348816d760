"""The words of a caption: who says them, and whether their tags and entities hold. Pure: no Django.

Follows https://www.w3.org/TR/webvtt1/#cue-text-parsing-rules.
"""

import html
import re
from dataclasses import dataclass, field

from casestudies.captioning import timestamps
from casestudies.captioning.problems import Problem

SPANS = {"c", "i", "b", "u", "ruby", "v", "lang"}
NAMED = {"v": "says who speaks, as in <v Priya>", "lang": "says which language, as in <lang cy>"}
SPACE = "\t\n\f "
START_TAG = re.compile(r"([^\t\n\f .]*)((?:\.[^\t\n\f ]*)?)(.*)", re.DOTALL)
# Bounded: a number of a million digits is no character.
ENTITY = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{0,31};?)?")

UNFINISHED = (
    "a “<” is not followed by “>”, so the words after it are not shown. Write &lt; for the sign itself"
)
UNKNOWN = "browsers drop “<{tag}>”. Write &lt; and &gt; for the signs themselves"
NO_START = "“</{tag}>” closes nothing that is open"
NOT_CLOSED = "“<{name}>” is not closed by “</{name}>”"
MOST_OPEN = 50
TOO_DEEP = "so many tags are open that this one is not read"
RT = "“<rt>” belongs inside “<ruby>”"
NO_NAME = "“<{name}>” {how}"
SPARE = "“{words}” in “<{name}>” has no meaning there"
BAD_STAMP = "browsers drop “<{tag}>”: it is not a time such as 00:01:05.500"
STAMP_OUTSIDE = "the time “<{tag}>” is not within its caption's own"
NO_ENTITY = "“{word}” is not a character that browsers know. Write &amp; for “&”"
BARE = "write &amp; for “&”"
NO_SEMICOLON = "“{word}” should end with a semicolon"


@dataclass(frozen=True)
class Spoken:
    """What one voice says, with its line breaks."""

    speaker: str
    text: str


@dataclass
class Words:
    """The words of a caption. `is_marked`: there are more tags than one voice around all of it."""

    spoken: list[Spoken] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_marked: bool = False


def read(text: str, *, line: int = 1, within: tuple[int, int] | None = None) -> Words:
    """What a browser makes of the text of a caption that begins at a line of its file. `within`: its times."""
    reader = _Reader(line=line, within=within)
    at = 0
    while at < len(text):
        opens = text.find("<", at)
        if opens < 0:
            reader.take_data(text[at:])
            break
        reader.take_data(text[at:opens])
        closes = text.find(">", opens)
        reader.take_tag(text[opens + 1 : closes if closes >= 0 else len(text)], is_whole=closes >= 0)
        at = closes + 1 if closes >= 0 else len(text)
    return reader.finish()


class _Reader:
    """Reads one caption, tag by tag. `open` holds the name, the annotation and the line of each open tag."""

    def __init__(self, *, line: int, within: tuple[int, int] | None):
        self.line = line
        self.within = within
        self.open: list[tuple[str, str, int]] = []
        self.runs: list[tuple[str, list[str]]] = []
        self.tags: list[str] = []
        self.said: set[tuple[int, str]] = set()
        self.words = Words()

    def finish(self) -> Words:
        self._tell_open()
        texts = [(speaker, "".join(parts)) for speaker, parts in self.runs]
        self.words.spoken = [Spoken(speaker, text.strip()) for speaker, text in texts if text.strip()]
        self.words.is_marked = self.tags not in ([], ["v"], ["v", "/v"]) or (
            bool(self.tags) and len(self.runs) > 1
        )
        return self.words

    def take_data(self, data: str) -> None:
        if not data:
            return
        speaker = next((note for name, note, _ in reversed(self.open) if name == "v"), "")
        if not self.runs or self.runs[-1][0] != speaker:
            self.runs.append((speaker, []))
        for index, line in enumerate(data.split("\n")):
            self.line += index > 0
            text = ENTITY.sub(self._character, line) if "&" in line else line
            self.runs[-1][1].append(("\n" if index else "") + text)

    def take_tag(self, tag: str, *, is_whole: bool) -> None:
        if not is_whole:
            self._tell(UNFINISHED)
        elif tag.startswith("/"):
            self._end(tag[1:])
        elif tag[:1].isascii() and tag[:1].isdigit():
            self._stamp(tag)
        else:
            self._start(tag)
        self.line += tag.count("\n")

    def _start(self, tag: str) -> None:
        name, classes, rest = START_TAG.fullmatch(tag).groups()
        note = html_text(" ".join(rest.split()))
        above = self.open[-1][0] if self.open else ""
        if len(self.open) >= MOST_OPEN:
            self._tell(TOO_DEEP)
        elif name == "rt" and above != "ruby":
            self._tell(RT)
        elif name not in SPANS and name != "rt":
            self._tell(UNKNOWN.format(tag=tag[:40]))
        else:
            self.tags.append(name + classes)
            self.open.append((name, note, self.line))
            if name in NAMED and not note:
                self._tell(NO_NAME.format(name=name, how=NAMED[name]), is_error=False)
            if name not in NAMED and note:
                self._tell(SPARE.format(words=note[:40], name=name), is_error=False)

    def _end(self, name: str) -> None:
        names = [opened for opened, _, _ in self.open[-2:]]
        if names[-1:] == [name]:
            self.open.pop()
        elif name == "ruby" and names == ["ruby", "rt"]:
            del self.open[-2:]
        else:
            self._tell(NO_START.format(tag=name[:40]))
            return
        self.tags.append(f"/{name}")

    def _stamp(self, tag: str) -> None:
        found = timestamps.read(tag)
        if found is None or found[1] != len(tag):
            self._tell(BAD_STAMP.format(tag=tag[:40]))
            return
        self.tags.append("time")
        if self.within and not self.within[0] < found[0] < self.within[1]:
            self._tell(STAMP_OUTSIDE.format(tag=tag), is_error=False)

    def _tell_open(self) -> None:
        """A voice may stay open to the end; to browsers, one after another lies within it, which hides nothing."""
        open_to_the_end = {(line, name): None for name, _, line in self.open if name not in ("v", "rt")}
        voices = [line for name, _, line in self.open if name == "v"]
        for line, name in [*open_to_the_end, *((line, "v") for line in dict.fromkeys(voices[:-1]))]:
            words = NOT_CLOSED.format(name=name)
            self.words.problems.append(Problem(line, words, is_error=name != "v"))

    def _character(self, match: re.Match) -> str:
        """A browser shows “&” alone as it stands, and so does no harm; of a name that it does not know it shows every sign."""
        word = match[0]
        shown = word if word == "&" else html.unescape(word)
        if shown == word and word.endswith(";"):
            self._tell(NO_ENTITY.format(word=word))
        elif shown == word:
            self._tell(BARE, is_error=False)
        elif not word.endswith(";"):
            self._tell(NO_SEMICOLON.format(word=word), is_error=False)
        return shown

    def _tell(self, words: str, *, is_error: bool = True) -> None:
        """The same thing twice in a line is said once."""
        said = (self.line, words)
        if said not in self.said:
            self.said.add(said)
            self.words.problems.append(Problem(self.line, words, is_error))


def html_text(text: str) -> str:
    """A text with its entities turned into characters."""
    return ENTITY.sub(lambda match: html.unescape(match[0]), text)
