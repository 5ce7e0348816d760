"""Moments of a film as an author types them: minutes and seconds."""

import re

from learning.site.unfinished import RegexBlock

CLOCK = r"^\d{1,3}:[0-5]\d$"


def time_block(**kwargs) -> RegexBlock:
    """Minutes and seconds, checked when they are published."""
    words = {
        "help_text": "Minutes and seconds, such as 0:51.",
        "error_messages": {"invalid": "Write minutes and seconds, such as 0:51."},
    }
    return RegexBlock(regex=CLOCK, max_length=6, **words | kwargs)


def seconds_of(clock: str | None) -> int | None:
    """None for a time that is empty or half-written, which a draft may hold."""
    if not re.fullmatch(CLOCK, clock or "", re.ASCII):
        return None
    minutes, seconds = clock.split(":")
    return int(minutes) * 60 + int(seconds)
