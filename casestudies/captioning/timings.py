"""The line of a caption that says when it shows, and where. Pure: no Django.

Follows https://www.w3.org/TR/webvtt1/#cue-timings-and-settings-parsing.
"""

import re
from dataclasses import dataclass

from casestudies.captioning import timestamps

SPACES = " \t\f"
ARROW = "-->"

BAD_TIME = "“{word}” is not a time such as 00:01:05.500{hint}"
BAD_ORDER = "this caption ends before it begins"
COMMA = ": put a full stop before the thousandths, not a comma"
DIGITS = ": write three digits after the full stop"
PAIRS = ": minutes and seconds have two digits each"
SIXTY = ": minutes and seconds go up to 59"
TIGHT = "put a space before and after the arrow (-->)"
HOURS = "write hours with two digits, as in {word}"
SETTING = "browsers pass over “{word}”, and show the words in the usual place"
TWICE = "“{name}” is said twice, and the last one counts"

WORD_HINTS = (
    (re.compile(r"[0-9:]+,[0-9]+"), COMMA),
    (re.compile(r"(?:[0-9]+:[0-9]{2}|[0-9]{2}):[0-9]{2}\.[0-9]{3}"), SIXTY),
    (re.compile(r"(?:[0-9]+:[0-9]{2}|[0-9]{2}):[0-9]{2}(?:\.[0-9]*)?"), DIGITS),
    (re.compile(r"[0-9]+:[0-9:]*\.[0-9]{3}"), PAIRS),
)
PERCENT = r"(?:100(?:\.0+)?|0*[0-9]{1,2}(?:\.[0-9]+)?)%"
SETTINGS = {
    "vertical": re.compile(r"rl|lr"),
    "line": re.compile(rf"(?:{PERCENT}|-?[0-9]+(?:\.[0-9]+)?)(?:,(?:start|center|end))?"),
    "position": re.compile(rf"{PERCENT}(?:,(?:line-left|center|line-right))?"),
    "size": re.compile(PERCENT),
    "align": re.compile(r"start|center|end|left|right"),
    "region": re.compile(r".+"),
}


@dataclass(frozen=True)
class Timing:
    """When a caption shows, in thousandths of a second, and its settings as they are written."""

    start: int
    end: int
    settings: str


def read(line: str) -> Timing | None:
    """The times of a line. None: a browser drops the caption."""
    at = _past_spaces(line, 0)
    if (first := timestamps.read(line, at)) is None:
        return None
    at = _past_spaces(line, first[1])
    if not line.startswith(ARROW, at):
        return None
    at = _past_spaces(line, at + len(ARROW))
    if (second := timestamps.read(line, at)) is None:
        return None
    return Timing(first[0], second[0], line[second[1] :].strip(SPACES))


def fault(line: str) -> str:
    """Why a line with an arrow in it has no times, in words."""
    before, _, after = line.partition(ARROW)
    words = [before.strip(SPACES), (after.split() or [""])[0]]
    word = next((word for word in words if not _is_time(word)), words[0])
    return BAD_TIME.format(word=word[:40], hint=_hint(word))


def doubts(line: str, timing: Timing) -> list[str]:
    """What a browser lets pass in such a line, and the specification does not."""
    before, _, after = line.partition(ARROW)
    told = []
    if before[-1:] not in SPACES or after[:1] not in SPACES:
        told.append(TIGHT)
    for word, value in ((before.strip(SPACES), timing.start), (after.strip(SPACES), timing.end)):
        if re.match(r"[0-9]:[0-9]{2}:", word):
            told.append(HOURS.format(word=timestamps.written(value)))
    return told + _doubts_of_settings(timing.settings)


def _doubts_of_settings(settings: str) -> list[str]:
    told, names = [], set()
    for word in settings.split():
        name, _, value = word.partition(":")
        if name not in SETTINGS or not SETTINGS[name].fullmatch(value):
            told.append(SETTING.format(word=word[:40]))
        elif name in names:
            told.append(TWICE.format(name=name))
        names.add(name)
    return list(dict.fromkeys(told))


def _past_spaces(line: str, at: int) -> int:
    while at < len(line) and line[at] in SPACES:
        at += 1
    return at


def _is_time(word: str) -> bool:
    found = timestamps.read(word)
    return found is not None and found[1] == len(word)


def _hint(word: str) -> str:
    return next((hint for pattern, hint in WORD_HINTS if pattern.fullmatch(word[:40])), "")
