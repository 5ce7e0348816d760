"""The certificate on paper: a tagged PDF (PDF/UA-1) made from certificate.typ. The same certificate gives the same bytes."""

from pathlib import Path

from learning.certificates.qr import WORDS, square
from learning.certificates.sheet import Sheet, check_page
from learning.certificates.typesetting import breakable, printable, typeset

TEMPLATE = Path(__file__).parent / "certificate.typ"


def render(sheet: Sheet) -> bytes:
    """The PDF of a certificate. About 25 ms of CPU, so never inside a transaction."""
    return typeset(TEMPLATE, _data(sheet), what=f"Certificate {sheet.code[:4]}")


def _data(sheet: Sheet) -> dict:
    """What certificate.typ reads, as plain words and numbers."""
    return {
        "title": printable(sheet.title),
        "issuer": printable(sheet.issuer),
        "awarded": [sheet.awarded_on.year, sheet.awarded_on.month, sheet.awarded_on.day],
        "name": breakable(sheet.name),
        "course": breakable(sheet.course),
        "facts": [[fact.label, printable(fact.value)] for fact in sheet.facts],
        "check_page": check_page(),
        "check_page_words": check_page().split("://", 1)[-1],
        "check_url": sheet.check_url,
        "code": sheet.code_in_fours,
        "qr": square(sheet.check_url).svg,
        "qr_words": WORDS,
        "notes": sheet.notes,
    }
