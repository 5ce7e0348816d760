"""Times of captions, in thousandths of a second: as files have them, and as people type them. Pure: no Django."""

import re

# As a browser collects one: https://www.w3.org/TR/webvtt1/#collect-a-webvtt-timestamp
TIMESTAMP = re.compile(r"([0-9]{1,9}):([0-9]{2})(?::([0-9]{2}))?\.([0-9]{3})(?![0-9])")
TYPED = re.compile(r"(?:(?:([0-9]{1,3}):)?([0-9]{1,3}):)?([0-9]{1,4})(?:[.,]([0-9]{1,3}))?")
HOUR, MINUTE, SECOND = 3_600_000, 60_000, 1000


def read(text: str, at: int = 0) -> tuple[int, int] | None:
    """The time that begins at a place of a text, and where it ends. None: a browser would not take it for one."""
    match = TIMESTAMP.match(text, at)
    if match is None:
        return None
    first, second, third, thousandths = match.groups()
    if third is None:
        if len(first) != 2:
            return None
        first, second, third = "0", first, second
    if int(second) > 59 or int(third) > 59:
        return None
    return int(first) * HOUR + int(second) * MINUTE + int(third) * SECOND + int(thousandths), match.end()


def written(milliseconds: int) -> str:
    """As a file has it: 00:01:05.500."""
    hours, rest = divmod(milliseconds, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    seconds, thousandths = divmod(rest, SECOND)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"


def typed(text: str) -> int | None:
    """What somebody means by 65, 1:05, 1:05.5 or 0:01:05,500. None: no time is meant."""
    match = TYPED.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    if (minutes is not None and int(seconds) > 59) or (hours is not None and int(minutes) > 59):
        return None
    thousandths = int((fraction or "").ljust(3, "0"))
    return int(hours or 0) * HOUR + int(minutes or 0) * MINUTE + int(seconds) * SECOND + thousandths


def shown(milliseconds: int) -> str:
    """As people read it: 1:05.500, 1:00:05.500."""
    hours, rest = divmod(milliseconds, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    seconds, thousandths = divmod(rest, SECOND)
    clock = f"{minutes:02}" if hours else f"{minutes}"
    return f"{f'{hours}:' if hours else ''}{clock}:{seconds:02}.{thousandths:03}"
