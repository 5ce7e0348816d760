"""Which bytes of a file a browser asks for: RFC 9110, section 14. Pure: no Django."""

import re
from dataclasses import dataclass

ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


class NotSatisfiable(Exception):
    """No byte of the file is in the range: the answer is 416."""


@dataclass(frozen=True)
class Span:
    """A run of bytes; both ends belong to it, as in the header."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def asked(header: str, size: int) -> Span | None:
    """The part of a file of some size that a Range header asks for.

    None means all of it: no header, another unit, several ranges, or one that cannot be read. Sending the
    whole file is always allowed; a player asks for one range at a time.
    """
    match = ONE_RANGE.fullmatch(header.replace(" ", "")) if len(header) < 100 else None
    if not match or match.groups() == ("", ""):
        return None
    first, last = (int(digits) if digits else None for digits in match.groups())
    if first is None:
        return _suffix(last, size)
    if last is not None and last < first:
        return None
    if first >= size:
        raise NotSatisfiable
    return Span(first, size - 1 if last is None else min(last, size - 1))


def _suffix(length: int, size: int) -> Span:
    """The last bytes: `bytes=-500`."""
    if length == 0 or size == 0:
        raise NotSatisfiable
    return Span(max(size - length, 0), size - 1)
