"""Films in high dynamic range, as telephones save them, brought to what every screen shows. Pure: no Django.

A table takes each colour from one to the other (lut3d): light as the film means it (ITU-R BT.2100), its brightest parts rolled
off, in the colours of BT.709, for a screen of BT.1886. Without it such a film looks pale.
"""

import math
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

from av.video.reformatter import ColorTrc

SIZE = 33
WHITE = 203  # candela per square metre of a white sheet of paper, by ITU-R BT.2408
PEAK = 1000  # of a screen for HLG
KNEE = 0.6  # what is darker keeps its light
GAMMA = 2.4
LUMINANCE = (0.2627, 0.6780, 0.0593)
TO_709 = (
    (1.6605, -0.5876, -0.0728),
    (-0.1246, 1.1329, -0.0083),
    (-0.0182, -0.1006, 1.1187),
)

Colour = tuple[float, float, float]


def write_table(transfer: int, path: Path) -> Path | None:
    """The table for films of a transfer characteristic, in a file of its own; None where a film needs none."""
    light = LIGHT.get(transfer)
    if light is None:
        return None
    path.write_text("\n".join([f"LUT_3D_SIZE {SIZE}", *_lines(light)]) + "\n")
    return path


def _lines(light: Callable[[Colour], Colour]) -> Iterator[str]:
    steps = [step / (SIZE - 1) for step in range(SIZE)]
    for blue, green, red in product(steps, repeat=3):
        yield " ".join(f"{value:.5f}" for value in _shown(light((red, green, blue))))


def _shown(light: Colour) -> list[float]:
    """What a common screen is sent for light, of which 1 is white paper."""
    brightest = max(light)
    share = _rolled_off(brightest) / brightest if brightest > 0 else 0
    turned = [sum(part * value * share for part, value in zip(row, light, strict=True)) for row in TO_709]
    return [min(max(value, 0), 1) ** (1 / GAMMA) for value in turned]


def _rolled_off(value: float) -> float:
    if value <= KNEE:
        return value
    return KNEE + (1 - KNEE) * (1 - math.exp((KNEE - value) / (1 - KNEE)))


def _of_pq(sent: Colour) -> Colour:
    return tuple(_of_pq_value(value) * 10_000 / WHITE for value in sent)


def _of_pq_value(value: float) -> float:
    root = value ** (32 / 2523)
    return (max(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)) ** (16384 / 2610)


def _of_hlg(sent: Colour) -> Colour:
    scene = [_of_hlg_value(value) for value in sent]
    lit = sum(part * value for part, value in zip(LUMINANCE, scene, strict=True)) ** 0.2
    return tuple(value * lit * PEAK / WHITE for value in scene)


def _of_hlg_value(value: float) -> float:
    return (
        value * value / 3 if value <= 0.5 else (math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12
    )


LIGHT = {ColorTrc.SMPTE2084.value: _of_pq, ColorTrc.ARIB_STD_B67.value: _of_hlg}
