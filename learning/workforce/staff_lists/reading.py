"""A file as a table: by what it holds, whatever its name says. Pure Python."""

from learning.workforce.staff_lists import texts, workbooks
from learning.workforce.staff_lists.tables import BYTES_MAX, EMPTY, TOO_LARGE, Table, Unreadable, tabled

OLD = "This is an Excel workbook of the old kind, or one with a password. Save it as .xlsx without a password, or as CSV."
OTHER = "This is neither an Excel workbook nor text. Save the list as .xlsx or as CSV."
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"{\\rtf", b"<!DOC", b"<html")


def read(data: bytes, *, known: frozenset[str]) -> Table:
    """Refused in words, by Unreadable, before or while it is read. `known` are headings, put plainly."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Unreadable(EMPTY)
    if len(data) > BYTES_MAX:
        raise Unreadable(TOO_LARGE.format(size=len(data) // 1_000_000, most=BYTES_MAX // 1_000_000))
    if data.startswith(OLD_WORKBOOK):
        raise Unreadable(OLD)
    if data.startswith(OTHERS):
        raise Unreadable(OTHER)
    rows, notes = workbooks.read(data) if data.startswith(b"PK") else texts.read(data)
    return tabled(rows, known, notes)
