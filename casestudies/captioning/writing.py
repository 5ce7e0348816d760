"""Writing a WebVTT file. Pure: no Django."""

from collections.abc import Iterable

from casestudies.captioning import timestamps
from casestudies.captioning.reading import Aside, Cue

SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def as_webvtt(blocks: Iterable[Cue | Aside], *, header: str = "") -> bytes:
    """The bytes of a file: what follows WEBVTT, and its blocks in their order, a line apart."""
    return "\n\n".join([f"WEBVTT{header}", *(_written(block) for block in blocks)]).encode() + b"\n"


def escaped(text: str) -> str:
    """Plain words as a caption holds them."""
    return "".join(SIGNS.get(sign, sign) for sign in text)


def _written(block: Cue | Aside) -> str:
    if isinstance(block, Aside):
        return block.text
    times = f"{timestamps.written(block.start)} --> {timestamps.written(block.end)}"
    lines = [block.identifier, f"{times} {block.settings}".rstrip(), block.text]
    return "\n".join(line for line in lines if line)
