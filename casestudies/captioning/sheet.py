"""Captions as rows to type in: what is typed, what is amiss with it in words, and the file that is made of it.

What a row cannot show travels with it and is written again: a caption's name and place, and notes and styles above it.
Pure: no Django.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import pairwise

from casestudies.captioning import timestamps, words, writing
from casestudies.captioning.problems import Problem, errors
from casestudies.captioning.reading import Aside, Captions, Cue

# Five fields for each, and the settings let 15,000 fields in.
MOST_ROWS = 2900

NO_START = "Write when it begins, as minutes and seconds, such as 1:05 or 1:05.500."
NO_END = "Write when it ends, as minutes and seconds, such as 1:08 or 1:08.250."
BAD_ORDER = "It should end after it begins."
NO_WORDS = "Write what is said, or take this caption out."
ARROW = "Write --&gt; for an arrow."
NOTHING = "There is nothing to save yet. Write at least one caption."
VOICE = re.compile(r"<v[\t ]([^<>]*)>")


@dataclass(frozen=True)
class Kept:
    """What belongs to a caption and is not typed. `is_marked`: its text is typed with tags, as the file has it."""

    identifier: str = ""
    settings: str = ""
    is_marked: bool = False
    above: tuple[str, ...] = ()

    def as_json(self) -> str:
        return json.dumps(asdict(self)) if self != Kept() else ""


@dataclass(frozen=True)
class Row:
    """One caption as it is typed. `faults` stop it from being saved; `doubts` do not."""

    start: str = ""
    end: str = ""
    speaker: str = ""
    text: str = ""
    kept: Kept = Kept()
    faults: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not (self.start.strip() or self.end.strip() or self.speaker.strip() or self.text.strip())

    @property
    def said(self) -> tuple:
        """What it says and when, to tell it from another however its times are typed."""
        times = [timestamps.typed(time) or time.strip() for time in (self.start, self.end)]
        return (*times, self.speaker.strip(), self.text.strip())


@dataclass
class Sheet:
    """All rows, what follows WEBVTT, and what stands below the last caption. `faults` are of no one row."""

    rows: list[Row] = field(default_factory=list)
    header: str = ""
    below: tuple[str, ...] = ()
    faults: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not self.faults and not any(row.faults for row in self.rows)

    @property
    def speakers(self) -> list[str]:
        return sorted({row.speaker.strip() for row in self.rows} - {""})

    def checked(self) -> "Sheet":
        """The same, with what is amiss beside each row. Rows with nothing in them are left out."""
        rows = [replace(row, faults=tuple(_faults(row))) for row in self.rows if not row.is_blank]
        return Sheet(rows, self.header, self.below, [] if rows else [NOTHING])

    def as_webvtt(self) -> bytes:
        """A sound sheet as a file, in the order of time. Names that only counted are counted anew."""
        rows = sorted(self.rows, key=lambda row: timestamps.typed(row.start))
        counts = any(row.kept.identifier for row in rows) and all(
            row.kept.identifier.isdigit() or not row.kept.identifier for row in rows
        )
        blocks = []
        for number, row in enumerate(rows, start=1):
            blocks += [Aside(text) for text in row.kept.above]
            blocks.append(_cue(row, str(number) if counts else row.kept.identifier))
        return writing.as_webvtt([*blocks, *map(Aside, self.below)], header=self.header)


def sheet_of(captions: Captions, doubts: Sequence[Problem] = ()) -> Sheet:
    """The rows of a file, each with what is doubtful about it."""
    sheet, above = Sheet(header=captions.header), []
    ends = {cue.line: after.line for cue, after in pairwise(captions.cues)}
    waiting = sorted(doubts)
    for block in captions.blocks:
        if isinstance(block, Aside):
            above.append(block.text)
            continue
        told = []
        while waiting and waiting[0].line < ends.get(block.line, waiting[0].line + 1):
            told.append(waiting.pop(0).words)
        sheet.rows.append(_row(block, tuple(above), tuple(told)))
        above = []
    sheet.below = tuple(above)
    return sheet


def kept_from(text: str) -> Kept:
    """What travelled with a row. Anything else that is sent in its place is nothing."""
    try:
        values = json.loads(text) if text else {}
        above = tuple(str(one) for one in values.get("above", ()))
        names = {name: str(values.get(name, "")) for name in ("identifier", "settings")}
        return Kept(**names, is_marked=values.get("is_marked") is True, above=above)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Kept()


def split(row: Row) -> tuple[Row, Row]:
    """A caption in two: half its words and half its time each."""
    parts = row.text.split(" ") if "\n" not in row.text.strip() else row.text.strip().split("\n")
    joint = " " if "\n" not in row.text.strip() else "\n"
    half = -(-len(parts) // 2)
    start, end = timestamps.typed(row.start), timestamps.typed(row.end)
    middle = "" if start is None or end is None else timestamps.shown((start + end) // 2)
    first = replace(row, end=middle, text=joint.join(parts[:half]))
    kept = replace(row.kept, above=(), identifier="")
    return first, replace(row, start=middle, text=joint.join(parts[half:]), kept=kept)


def _row(cue: Cue, above: tuple[str, ...], doubts: tuple[str, ...]) -> Row:
    speaker, text = _spoken(cue)
    kept = Kept(cue.identifier, cue.settings, cue.is_marked, above)
    return Row(timestamps.shown(cue.start), timestamps.shown(cue.end), speaker, text, kept, doubts=doubts)


def _spoken(cue: Cue) -> tuple[str, str]:
    """Who speaks and what; with more tags than one voice, one that stands before all of it is taken out alone."""
    if not cue.is_marked:
        return (cue.spoken[0].speaker, cue.spoken[0].text) if cue.spoken else ("", "")
    match = VOICE.match(cue.text)
    if match and cue.text.count("<v") == 1 and "</v>" not in cue.text:
        return words.html_text(" ".join(match[1].split())), cue.text[match.end() :]
    return "", cue.text


def _cue(row: Row, identifier: str) -> Cue:
    speaker = " ".join(row.speaker.split())
    voice = f"<v {writing.escaped(speaker)}>" if speaker else ""
    start, end = timestamps.typed(row.start), timestamps.typed(row.end)
    return Cue(start, end, voice + _text(row), identifier, row.kept.settings)


def _text(row: Row) -> str:
    """Without empty lines, which would end the caption."""
    text = "\n".join(line.rstrip() for line in row.text.splitlines() if line.strip())
    return text if row.kept.is_marked else writing.escaped(text)


def _faults(row: Row) -> list[str]:
    start, end = timestamps.typed(row.start), timestamps.typed(row.end)
    told = [*([NO_START] if start is None else []), *([NO_END] if end is None else [])]
    if start is not None and end is not None and end <= start:
        told.append(BAD_ORDER)
    text = _text(row)
    said = words.read(text)
    if not said.spoken:
        told.append(NO_WORDS)
    if "-->" in text:
        told.append(ARROW)
    return told + [f"{problem.words[0].upper()}{problem.words[1:]}." for problem in errors(said.problems)]
