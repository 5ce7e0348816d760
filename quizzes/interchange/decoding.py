"""Bytes of a file as text: read rightly, or refused in words. Never garbled."""

import codecs
import re

from quizzes.interchange.questions import Unreadable

BYTES_MAX = 20_000_000
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
# Pairs and threes of bytes that UTF-8 writes and hardly anyone else does.
UTF8_LETTERS = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}")
BINARY = (
    b"PK\x03\x04",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"{\\rtf",
)
WINDOWS = frozenset({"windows-1252", "cp1252", "iso-8859-1", "latin1", "latin-1", "iso-8859-15"})
UNICODE = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be"})

SAVE_AS = "Save it again as UTF-8, and send that."
AS_WINDOWS = (
    "The file was read as Windows-1252, not as UTF-8. Check that accents and quotation marks are right."
)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text with its lines ended by \\n, and what should be said about how it was read."""
    _refuse_at_once(data)
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _tidied(_strict(data[len(mark) :], encoding)), ()
    declared = (found := DECLARED.match(data)) and found[1].decode().lower()
    if declared and declared not in WINDOWS | UNICODE:
        raise Unreadable(f"The file says that it is written in {declared}, which is not read here. {SAVE_AS}")
    if encoding := _without_mark(data):
        return _tidied(_strict(data, encoding)), ()
    try:
        return _tidied(data.decode("utf-8")), ()
    except UnicodeDecodeError:
        if declared in WINDOWS:
            return _tidied(_strict(data, "iso-8859-15" if declared.endswith("15") else "windows-1252")), ()
        return _tidied(_as_windows(data)), (AS_WINDOWS,)


def _refuse_at_once(data: bytes) -> None:
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("The file is empty.")
    if len(data) > BYTES_MAX:
        raise Unreadable(
            f"The file is {len(data) // 1_000_000} MB, and up to {BYTES_MAX // 1_000_000} MB are read. Make several of it."
        )
    if data.startswith(BINARY):
        raise Unreadable(
            "This is not a file of text. Export the questions as GIFT, Moodle XML, Aiken or JSON."
        )


def _without_mark(data: bytes) -> str:
    """UTF-16 without its mark has a NUL beside each plain letter."""
    start = data[:1000]
    if len(data) % 2 or start.count(0) < len(start) // 3:
        return ""
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def _as_windows(data: bytes) -> str:
    if UTF8_LETTERS.search(data):
        line = data[: _first_bad_byte(data)].count(b"\n") + 1
        raise Unreadable(f"The file mixes two ways of writing letters: line {line} is not UTF-8. {SAVE_AS}")
    return _strict(data, "windows-1252")


def _first_bad_byte(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"Some letters of the file cannot be read. {SAVE_AS}") from error


def _tidied(text: str) -> str:
    return text.lstrip("\ufeff").replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
