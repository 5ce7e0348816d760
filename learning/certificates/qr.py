"""The square that opens the page to check a certificate."""

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET_ZONE = 4
MASK = 2  # trying all eight takes 9 ms and gains nothing with codes as random as ours
WORDS = "QR code that opens the page to check this certificate"


@dataclass(frozen=True)
class Square:
    """A QR code as a path in a square of `size` units, its quiet zone included."""

    size: int
    path: str

    @property
    def svg(self) -> str:
        size = self.size
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
            f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#1f2623" d="{self.path}"/></svg>'
        )


def square(url: str) -> Square:
    """The QR code of an address: each run of dark modules is one rectangle of the path."""
    rows = list(segno.make(url, error="m", micro=False, mask=MASK).matrix_iter(border=QUIET_ZONE))
    runs = (run for y, row in enumerate(rows) for run in _runs(row, y))
    return Square(size=len(rows), path="".join(runs))


def _runs(row, y: int):
    x = 0
    for is_dark, modules in groupby(row):
        length = len(list(modules))
        if is_dark:
            yield f"M{x} {y}h{length}v1h-{length}z"
        x += length
