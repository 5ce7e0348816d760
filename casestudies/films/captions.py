"""Reading a WebVTT file: its cues, and every line that cannot be read, by number. Pure: no Django."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

import webvtt

TIME = re.compile(r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})")
# No < inside a tag: else each < of a thousand would be read to the end of the file.
VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s([^<>]+)>")
TAG = re.compile(r"<[^<>]*>")
NEW_LINE = re.compile(r"\r\n|\n|\r")

NOT_WEBVTT = "it should begin with the word WEBVTT"
NOT_TEXT = "this is not plain text in UTF-8"
NO_CUES = "there are no captions below it"
NO_ARROW = "there should be a time, an arrow (-->) and a time"
NO_GAP = "there should be an empty line above this time"
BAD_TIME = "“{word}” is not a time such as 00:01:05.500"
BAD_ORDER = "this caption ends before it begins"


@dataclass(frozen=True)
class Problem:
    """A line that cannot be read, counted from 1."""

    line: int
    problem: str

    def __str__(self) -> str:
        return f"Line {self.line} of the captions file: {self.problem}. The rest of the file was read."


@dataclass(frozen=True)
class Caption:
    """What one voice says in one cue. Times are in seconds from the start of the film."""

    start: float
    end: float
    speaker: str
    text: str


def read(data: bytes) -> tuple[list[Caption], list[Problem]]:
    """The captions of a WebVTT file, in the order of the file, and what is wrong with it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return [], [Problem(data.count(b"\n", 0, error.start) + 1, NOT_TEXT)]
    if "\x00" in text:
        return [], [Problem(text.count("\n", 0, text.index("\x00")) + 1, NOT_TEXT)]
    lines = NEW_LINE.split(text)
    if not re.match(r"WEBVTT(\s|$)", lines[0]):
        return [], [Problem(1, NOT_WEBVTT)]
    problems = [problem for number, block in _blocks(lines) for problem in _problems(number, block)]
    captions = [caption for cue in webvtt.from_string(text) for caption in _captions(cue)]
    if not captions and not problems:
        problems = [Problem(1, NO_CUES)]
    return captions, problems


def _captions(cue: webvtt.Caption) -> Iterator[Caption]:
    """A cue may hold several voices: <v Priya>Hello. <v Tess>It's fine."""
    before, *voices = VOICE.split(cue.raw_text)
    for speaker, words in [("", before), *zip(voices[::2], voices[1::2], strict=True)]:
        text = " ".join(html.unescape(TAG.sub("", words)).split())
        if text:
            yield Caption(_seconds(cue.start), _seconds(cue.end), html.unescape(speaker).strip(), text)


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each run of lines below the heading with no empty line in it, and the number of its first line."""
    block, first = [], 1
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
            continue
        if block and first > 1:
            yield first, block
        block, first = [], number + 1


def _problems(number: int, block: list[str]) -> list[Problem]:
    """The library passes over a cue that it cannot read, and a learner would miss words: each is named."""
    if block[0].startswith(("NOTE", "STYLE", "REGION")):
        return []
    arrows = [index for index, line in enumerate(block) if "-->" in line]
    if not arrows or arrows[0] > 1:
        return [Problem(number, NO_ARROW)]
    out_of_place = [Problem(number + index, NO_GAP) for index in arrows[1:]]
    return _timing_problems(number + arrows[0], block[arrows[0]]) + out_of_place


def _timing_problems(number: int, line: str) -> list[Problem]:
    before, _, after = line.partition("-->")
    words = [before.strip(), (after.split() or [""])[0]]
    for word in words:
        if not TIME.fullmatch(word):
            return [Problem(number, BAD_TIME.format(word=word[:40]))]
    start, end = (_seconds(word) for word in words)
    return [Problem(number, BAD_ORDER)] if end <= start else []


def _seconds(word: str) -> float:
    hours, minutes, seconds, thousandths = TIME.fullmatch(word).groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000
