"""Reading a WebVTT file as browsers read it, and naming every line where it departs from the specification.

Follows https://www.w3.org/TR/webvtt1/#file-parsing. Pure: no Django.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from casestudies.captioning import timings, words
from casestudies.captioning.problems import Problem, errors
from casestudies.captioning.timings import ARROW, SPACES
from casestudies.captioning.words import Spoken

NOT_WEBVTT = "it should begin with the word WEBVTT"
NOT_TEXT = "this is not plain text in UTF-8"
NUL = "there is a character that cannot be shown (NUL)"
NO_CUES = "there are no captions below it"
NO_ARROW = "there should be a time, an arrow (-->) and a time"
NO_GAP = "there should be an empty line above this time"
NO_GAP_BELOW = "there should be an empty line below WEBVTT, and above this line"
STRAY_HEADER = "browsers pass over this line, which stands right below WEBVTT"
ARROW_IN_WORDS = "an arrow (-->) cannot stand in the words of a caption: write --&gt;"
NOTE_WITH_ARROW = "a note cannot stand right above a time: browsers take it for the caption's name"
ONLY_SPACES = "this line is not empty, it holds spaces: browsers take it for a part of the caption"
TOO_LATE = "browsers pass over a {kind} below the first caption"
EMPTY = "this caption has no words"
UNREAD = "there is so much amiss above that the rest, from here on, was not read"
# Whoever is shown as many has seen enough, and a hostile file is read no further.
MOST_ERRORS = 1000


@dataclass(frozen=True)
class Cue:
    """One caption: its times in thousandths of a second, and its text as it is written. `line` is that of its times."""

    start: int
    end: int
    text: str
    identifier: str = ""
    settings: str = ""
    line: int = 0
    spoken: tuple[Spoken, ...] = ()
    is_marked: bool = False


@dataclass(frozen=True)
class Aside:
    """A note, a style or a region: kept as it is written."""

    text: str
    line: int = 0


@dataclass
class Captions:
    """A file as it was read: what follows WEBVTT, cues and asides in their order, and what is amiss, by line."""

    header: str = ""
    blocks: list[Cue | Aside] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    has_cues: bool = False
    lines: list[str] = field(default_factory=list)

    @property
    def cues(self) -> list[Cue]:
        return [block for block in self.blocks if isinstance(block, Cue)]

    @property
    def errors(self) -> list[Problem]:
        return errors(self.problems)


class _Block(NamedTuple):
    """A run of lines, the number of its first, which of them holds an arrow, and whether it follows without a gap."""

    lines: list[str]
    first: int
    arrow: int | None
    is_stuck: bool

    @property
    def identifier(self) -> str:
        return self.lines[0] if self.arrow else ""


def read(data: bytes) -> Captions:
    """A file as a browser reads it. Cues that a browser drops are not among its cues, but among its problems."""
    found = Captions()
    text = _decoded(data, found.problems)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0] != "WEBVTT" and not lines[0].startswith(("WEBVTT ", "WEBVTT\t")):
        first = [problem for problem in found.problems if problem.line == 1]
        found.problems = [problem.quoting(lines) for problem in first or [Problem(1, NOT_WEBVTT)]]
        return found
    if lines[-1] == "":
        lines.pop()
    found.lines = lines
    at = _read_header(lines, found)
    _read_blocks(lines, at, found)
    if not found.errors and not found.cues:
        found.problems.append(Problem(1, NO_CUES))
    in_order = sorted(dict.fromkeys(found.problems), key=lambda problem: problem.line)
    found.problems = [problem.quoting(lines) for problem in in_order]
    return found


def _decoded(data: bytes, problems: list[Problem]) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", errors="replace")
        lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        bad = (Problem(number, NOT_TEXT) for number, line in enumerate(lines, 1) if not _is_text(line))
        problems += islice(bad, MOST_ERRORS)
    if "\x00" in text:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        bad = (Problem(number, NUL) for number, line in enumerate(lines, 1) if "\x00" in line)
        problems += islice(bad, MOST_ERRORS)
    return text.replace("\x00", "\ufffd")


def _is_text(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read_header(lines: list[str], found: Captions) -> int:
    """What stands beside and right below WEBVTT. Returns the index of the first line after it."""
    at = 1
    while at < len(lines) and lines[at] and ARROW not in lines[at]:
        at += 1
    stray = next((number for number, line in enumerate(lines[1:at], start=2) if ":" not in line), None)
    if stray:
        found.problems.append(Problem(stray, STRAY_HEADER, is_error=False))
    if at < len(lines) and lines[at]:
        found.problems.append(Problem(at + 1, NO_GAP_BELOW, is_error=False))
    found.header = "\n".join([lines[0].removeprefix("WEBVTT"), *lines[1:at]])
    return at


def _read_blocks(lines: list[str], at: int, found: Captions) -> None:
    told = errors_told = 0
    for block in _blocks(lines, at):
        if errors_told >= MOST_ERRORS:
            found.problems.append(Problem(block.first, UNREAD))
            return
        if block.arrow is None:
            _read_aside(block, found)
        else:
            _read_cue(block, found)
        errors_told += len(errors(found.problems[told:]))
        told = len(found.problems)


def _blocks(lines: list[str], at: int) -> Iterator[_Block]:
    """Runs of lines with no empty one in them. An arrow on the first or the second makes a caption of a run.

    An arrow further down begins another: https://www.w3.org/TR/webvtt1/#collect-a-webvtt-block.
    """
    is_stuck = False
    while at < len(lines):
        start, arrow = at, None
        while at < len(lines) and lines[at]:
            if ARROW in lines[at]:
                if at > start + 1 or arrow is not None:
                    break
                arrow = at - start
            at += 1
        if at > start:
            yield _Block(lines[start:at], start + 1, arrow, is_stuck)
        is_stuck = at < len(lines) and lines[at] != ""
        while at < len(lines) and not lines[at]:
            at += 1


def _read_cue(block: _Block, found: Captions) -> None:
    line, number = block.lines[block.arrow], block.first + block.arrow
    timing = timings.read(line)
    if timing is None:
        found.problems.append(Problem(number, _fault_of(line, block)))
        return
    text = "\n".join(block.lines[block.arrow + 1 :])
    said = words.read(text, line=number + 1, within=(timing.start, timing.end))
    found.problems += said.problems
    found.problems += [Problem(number, doubt, is_error=False) for doubt in timings.doubts(line, timing)]
    found.problems += _faults_of(block, timing, has_words=bool(said.spoken))
    found.has_cues = True
    found.blocks.append(
        Cue(
            *(timing.start, timing.end, text, block.identifier, timing.settings, number),
            spoken=tuple(said.spoken),
            is_marked=said.is_marked,
        )
    )


def _fault_of(line: str, block: _Block) -> str:
    """Below the words of a caption, an arrow that no time stands before belongs to them."""
    is_in_words = block.is_stuck and not line.lstrip(SPACES)[:1].isdigit()
    return ARROW_IN_WORDS if is_in_words else timings.fault(line)


def _faults_of(block: _Block, timing: timings.Timing, *, has_words: bool) -> Iterator[Problem]:
    number = block.first + block.arrow
    if block.is_stuck:
        yield Problem(block.first, NO_GAP)
    if _is_note(block.identifier):
        yield Problem(block.first, NOTE_WITH_ARROW)
    if timing.end <= timing.start:
        yield Problem(number, timings.BAD_ORDER)
    for index, line in enumerate(block.lines[block.arrow + 1 :], start=number + 1):
        if not line.strip():
            yield Problem(index, ONLY_SPACES)
    if not has_words:
        yield Problem(number, EMPTY, is_error=False)


def _read_aside(block: _Block, found: Captions) -> None:
    first = block.lines[0]
    kind = first.rstrip(SPACES)
    if kind in ("STYLE", "REGION"):
        if found.has_cues:
            found.problems.append(Problem(block.first, TOO_LATE.format(kind=kind.lower()), is_error=False))
    elif not _is_note(first):
        if any(line.strip() for line in block.lines):
            found.problems.append(Problem(block.first, NO_ARROW))
        return
    found.blocks.append(Aside("\n".join(block.lines), block.first))


def _is_note(line: str) -> bool:
    return line == "NOTE" or line.startswith(("NOTE ", "NOTE\t"))
