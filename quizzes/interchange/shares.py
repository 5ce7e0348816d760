"""Parts of a mark, as files write them in per cent, and numbers. A third is written 33.33333 and read as a third."""

import re
from decimal import Decimal, localcontext
from fractions import Fraction

from quizzes.interchange.questions import Amiss

PER_CENT = re.compile(r"-?\d{1,3}(?:[.,]\d{1,10})?")
NUMBER = re.compile(r"[-+]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:e[-+]?\d{1,2})?", re.IGNORECASE)
NEAR = Fraction(1, 2000)
PARTS_MAX = 12
DIGITS = 200  # more than any number that NUMBER reads has
TIMES = re.compile(r"\d{1,20}(\.\d{1,20})?|\d{1,20}/\d{1,20}")


def share_of(per_cent: str) -> Fraction:
    """A share from -1 to 1. What is near a twelfth or simpler is that exactly; refuses what is no per cent."""
    if not PER_CENT.fullmatch(per_cent.strip()):
        raise Amiss(f"“{per_cent.strip()[:20]}” is no percentage.")
    share = Fraction(per_cent.strip().replace(",", ".")) / 100
    if abs(share) > 1:
        raise Amiss(f"{per_cent.strip()}% is more than the whole mark.")
    simple = share.limit_denominator(PARTS_MAX)
    return simple if abs(simple - share) < NEAR else share


def per_cent(share: Fraction) -> str:
    """A share in per cent, to five places, without noughts at the end."""
    written = f"{float(share * 100):.5f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def number(written: str) -> str:
    """A decimal as it is best written, or a refusal in words."""
    tidied = written.strip()
    if not NUMBER.fullmatch(tidied):
        raise Amiss(f"“{tidied[:40]}” is no number. Write it like 3.5, with a point.")
    return plain_number(Decimal(tidied))


def times_of(written: str) -> Fraction | None:
    """How many of the first unit go into one, such as 60, 0.5 or 1/60; None for what is no number over nothing.

    Its size is looked at before anything is reckoned: 1e999999999 is one number, and the machine's whole memory.
    """
    if not TIMES.fullmatch(written.strip()):
        return None
    try:
        return Fraction(written.strip()) or None
    except ZeroDivisionError:
        return None


def plain_number(value: Decimal) -> str:
    """Without an exponent and without noughts at the end."""
    written = f"{value:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written


def decimal_words(value: Fraction) -> str:
    """A fraction as a decimal of up to 15 places."""
    with localcontext(prec=DIGITS):
        return plain_number(round(Decimal(value.numerator) / Decimal(value.denominator), 15))
