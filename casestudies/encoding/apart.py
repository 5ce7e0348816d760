"""Measuring a film in a process of its own, so that a hostile file ends that process and not a web server's."""

import json
import logging
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from casestudies.encoding.limits import limited
from casestudies.encoding.measuring import Measured, Refused, measure

logger = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parents[2]
MOST_MEMORY_MB = 1024
MOST_CPU_SECONDS = 20
MOST_SECONDS = 40  # below what a web server waits for an answer
TOO_MUCH = (
    "Reading this film takes more than we can give to one film. Save it from your editing program as MP4 (H.264 and AAC), and "
    "choose that."
)


def measure_apart(
    path: Path, *, most_minutes: int, memory_mb: int = MOST_MEMORY_MB, most_seconds: float = MOST_SECONDS
) -> Measured:
    """As measure() does. Raises Refused, also when the process had to be ended."""
    words = [sys.executable, "-B", "-m", __name__, str(path), str(most_minutes), str(memory_mb)]
    try:
        done = subprocess.run(  # noqa: S603  our own words; it inherits none of our settings
            words, cwd=PROJECT, env={}, stdin=subprocess.DEVNULL, capture_output=True, timeout=most_seconds
        )
    except subprocess.TimeoutExpired:
        logger.warning("Measuring %s took more than %s s", path, most_seconds)
        raise Refused(TOO_MUCH) from None
    if done.returncode:
        logger.warning("Measuring %s ended with %s: %s", path, done.returncode, done.stderr[-2000:].decode())
        raise Refused(TOO_MUCH)
    said = json.loads(done.stdout)
    if "refused" in said:
        raise Refused(said["refused"])
    return Measured(**said)


def main(path: str, most_minutes: str, memory_mb: str) -> None:
    """What the process does: measure, and say what was found as JSON."""
    with limited(memory_mb=int(memory_mb), cpu_seconds=MOST_CPU_SECONDS):
        try:
            said = asdict(measure(Path(path), most_minutes=int(most_minutes)))
        except Refused as refusal:
            said = {"refused": str(refusal)}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
