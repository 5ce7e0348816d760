"""The certificate on paper: a tagged PDF (PDF/UA-1) made by typst from certificate.typ.

The same certificate gives the same bytes: no clock is read, and the fonts come with us. A name in a script
that our fonts lack is set with the machine's; if those lack it too, the PDF is tagged but claims no PDF/UA.
"""

import functools
import json
import logging
import re
import threading
import unicodedata
from pathlib import Path

import typst

from learning.certificates.qr import WORDS, square
from learning.certificates.sheet import Sheet, check_page

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).parent
TEMPLATE = FOLDER / "certificate.typ"
ACCESSIBLE = ["ua-1"]
LONGEST_UNBROKEN = 30
ZERO_WIDTH_SPACE = "\u200b"

# A compiler serves one thread at a time; it keeps its fonts between certificates.
_turn = threading.Lock()


def render(sheet: Sheet) -> bytes:
    """The PDF of a certificate. About 25 ms of CPU, so never inside a transaction."""
    inputs = {"data": json.dumps(_data(sheet))}
    with _turn:
        try:
            return _compile(inputs, ACCESSIBLE, system_fonts=False)
        except typst.TypstError as error:
            logger.warning("Certificate %s: our fonts lack a letter: %s", sheet.code[:4], error)
        try:
            return _compile(inputs, ACCESSIBLE, system_fonts=True)
        except typst.TypstError as error:
            logger.error("Certificate %s is tagged but not PDF/UA: %s", sheet.code[:4], error)
        return _compile(inputs, [], system_fonts=True)


def _compile(inputs: dict, standards: list[str], *, system_fonts: bool) -> bytes:
    compiler = _compiler(system_fonts)
    return compiler.compile(input=str(TEMPLATE), sys_inputs=inputs, pdf_standards=standards)


@functools.cache
def _compiler(system_fonts: bool) -> typst.Compiler:
    return typst.Compiler(
        root=str(FOLDER), font_paths=[str(FOLDER / "fonts")], ignore_system_fonts=not system_fonts
    )


def _data(sheet: Sheet) -> dict:
    """What certificate.typ reads, as plain words and numbers."""
    return {
        "title": _printable(sheet.title),
        "issuer": _printable(sheet.issuer),
        "awarded": [sheet.awarded_on.year, sheet.awarded_on.month, sheet.awarded_on.day],
        "name": _breakable(_printable(sheet.name)),
        "course": _breakable(_printable(sheet.course)),
        "facts": [[fact.label, _printable(fact.value)] for fact in sheet.facts],
        "check_page": check_page(),
        "check_page_words": check_page().split("://", 1)[-1],
        "check_url": sheet.check_url,
        "code": sheet.code_in_fours,
        "qr": square(sheet.check_url).svg,
        "qr_words": WORDS,
        "notes": sheet.notes,
    }


def _printable(words: str) -> str:
    """Composed letters, and no control characters: no font has those."""
    composed = unicodedata.normalize("NFC", words)
    return "".join(letter for letter in composed if unicodedata.category(letter) != "Cc")


def _breakable(words: str) -> str:
    """Lets a run of letters longer than a line break, rather than leave the page."""
    return re.sub(rf"\S{{{LONGEST_UNBROKEN},}}?(?=\w)", lambda run: run.group() + ZERO_WIDTH_SPACE, words)
