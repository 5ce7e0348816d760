"""Paper: a tagged PDF (PDF/UA-1) made by typst from a template and its data.

The same data give the same bytes: no clock is read, and the fonts come with us. Words in a script that our fonts lack are set
with the machine's; if those lack it too, the PDF is tagged but claims no PDF/UA.
"""

import functools
import json
import logging
import re
import threading
import unicodedata
from pathlib import Path

import typst

logger = logging.getLogger(__name__)

FONTS = Path(__file__).parent / "fonts"
ROOT = Path(__file__).parent.parent
ACCESSIBLE = ["ua-1"]
LONGEST_UNBROKEN = 30
ZERO_WIDTH_SPACE = "\u200b"

# A compiler serves one thread at a time; it keeps its fonts between papers.
_turn = threading.Lock()


def typeset(template: Path, data: dict, *, what: str) -> bytes:
    """The PDF of a template that reads `data` as JSON; `what` it is, for the log, without a name. Never inside a transaction."""
    inputs = {"data": json.dumps(data)}
    with _turn:
        try:
            return _compile(template, inputs, ACCESSIBLE, system_fonts=False)
        except typst.TypstError as error:
            logger.warning("%s: our fonts lack a letter: %s", what, error)
        try:
            return _compile(template, inputs, ACCESSIBLE, system_fonts=True)
        except typst.TypstError as error:
            logger.error("%s is tagged but not PDF/UA: %s", what, error)
        return _compile(template, inputs, [], system_fonts=True)


def _compile(template: Path, inputs: dict, standards: list[str], *, system_fonts: bool) -> bytes:
    compiler = _compiler(system_fonts)
    return compiler.compile(input=str(template), sys_inputs=inputs, pdf_standards=standards)


@functools.cache
def _compiler(system_fonts: bool) -> typst.Compiler:
    return typst.Compiler(root=str(ROOT), font_paths=[str(FONTS)], ignore_system_fonts=not system_fonts)


def printable(words: str) -> str:
    """Composed letters, and no control characters: no font has those."""
    composed = unicodedata.normalize("NFC", words)
    return "".join(letter for letter in composed if unicodedata.category(letter) != "Cc")


def breakable(words: str, longest: int = LONGEST_UNBROKEN) -> str:
    """Printable, and a run of letters longer than a line breaks, rather than leave the page. A hyphen before a letter breaks by itself."""
    return re.sub(
        rf"(?:[^\s-]|-(?![^\W\d])){{{longest},}}?(?=\w)",
        lambda run: run.group() + ZERO_WIDTH_SPACE,
        printable(words),
    )
