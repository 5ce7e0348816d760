"""Real films, as small as can be: a lit corner that tells which way is up, and a hum."""

import functools
import tempfile
from fractions import Fraction
from pathlib import Path

import av

RATE = 48_000
BT2020 = 9
PQ = 16


@functools.cache
def film(
    *,
    ending="mp4",
    seconds=2,
    width=320,
    height=180,
    fps=10,
    sound=True,
    each=1,
    turned=0,
    faststart=False,
    transfer=0,
) -> bytes:
    """A film's bytes. `each` is how many pictures' time one picture stands; `turned` is how it is to be shown, in degrees."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"film.{ending}"
        options = {"movflags": "+faststart"} if faststart else {}
        with av.open(str(path), "w", options=options) as container:
            pictures = container.add_stream(
                "libx264", rate=fps, options={"preset": "ultrafast", "g": str(fps)}
            )
            pictures.width, pictures.height, pictures.pix_fmt = width, height, "yuv420p"
            if transfer:  # grey, in high dynamic range
                pictures.pix_fmt = "yuv420p10le"
                pictures.codec_context.color_trc = transfer
                pictures.codec_context.color_primaries = pictures.codec_context.colorspace = BT2020
            if turned:
                pictures.set_display_rotation(turned)
            hum = _hum(container) if sound else None
            for number in range(seconds * fps):
                picture = _grey(width, height) if transfer else _picture(width, height)
                picture.pts, picture.time_base = number * each, Fraction(1, fps)
                container.mux(pictures.encode(picture))
            container.mux(pictures.encode())
            if hum:
                _write_hum(container, hum, seconds)
        return path.read_bytes()


@functools.cache
def sound() -> bytes:
    """A hum alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sound.m4a"
        with av.open(str(path), "w", format="ipod") as container:
            _write_hum(container, _hum(container), seconds=2)
        return path.read_bytes()


def _picture(width: int, height: int) -> av.VideoFrame:
    """Dark, and light in its left upper quarter."""
    frame = av.VideoFrame(width, height, "yuv420p")
    light = frame.planes[0]
    lit = bytes([220]) * (width // 2) + bytes([30]) * (light.line_size - width // 2)
    dark = bytes([30]) * light.line_size
    light.update(lit * (height // 2) + dark * (height - height // 2))
    for plane in frame.planes[1:]:
        plane.update(bytes([128]) * plane.buffer_size)
    return frame


def _grey(width: int, height: int) -> av.VideoFrame:
    """White paper of a film in PQ: 58 % of the signal, in ten bits."""
    frame = av.VideoFrame(width, height, "yuv420p10le")
    for plane, value in zip(frame.planes, (64 + round(876 * 0.58), 512, 512), strict=True):
        plane.update(value.to_bytes(2, "little") * (plane.buffer_size // 2))
    return frame


def _hum(container):
    hum = container.add_stream("aac", rate=RATE)
    hum.layout = "mono"
    return hum


def _write_hum(container, hum, seconds: int) -> None:
    for number in range(seconds * RATE // 1024):
        frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
        frame.planes[0].update(bytes(4096))
        frame.rate, frame.pts, frame.time_base = RATE, number * 1024, Fraction(1, RATE)
        container.mux(hum.encode(frame))
    container.mux(hum.encode())
