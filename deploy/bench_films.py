"""Measures of a film being made: how long, how much memory, and whether pages stay as fast meanwhile."""

import json
import re
import statistics
import tempfile
import time
from fractions import Fraction
from pathlib import Path

import av

from deploy.measuring import Visitor, cpu_seconds, descendants, say

SECONDS = 60
RATE = 30
ROUNDS = 40
LONGEST_SECONDS = 900
ASK = """
import json
from pathlib import Path
from django.core.files import File
from django.utils import timezone
from casestudies.encoding import encodings
from casestudies.models import Film
film = Film(title="Measured", type="video", duration={seconds})
with Path({path!r}).open("rb") as file:
    film.original = File(file, name="measured.mp4")
    film.save()
print(encodings.ask(film=film, by=None, at=timezone.now()).pk)
"""
STATE = """
import json
from casestudies.models import Encoding
row = Encoding.objects.get(pk={pk})
took = (row.finished_at - row.started_at).total_seconds() if row.finished_at else None
print(json.dumps([took, row.problem]))
"""


def measure_films(server, person: str, pages: list[str]) -> None:
    visitor = Visitor(server, person)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        make_film(path)
        say("film_uploaded", path.stat().st_size / 1_000_000, "MB")
        say("p95_pages_without_a_film", p95([_ask(visitor, page) for page in pages * ROUNDS]), "ms")
        pk = int(server.run(ASK.format(path=str(path), seconds=SECONDS)))
    times, memory, cpu, began = [], 0.0, 0.0, time.monotonic()
    while (took := _took(server, pk)) is None:
        assert time.monotonic() - began < LONGEST_SECONDS
        until = time.monotonic() + 5
        while time.monotonic() < until:
            times += [_ask(visitor, page) for page in pages]
            megabytes, seconds = _beside(server.process.pid)
            memory, cpu = max(memory, megabytes), max(cpu, seconds)
    say("p95_pages_while_a_film_is_made", p95(times), "ms")
    say("film_made", took / (SECONDS / 60), "s a minute of film")
    say("cpu_film_made", cpu / (SECONDS / 60), "CPU-s a minute of film")
    say("memory_of_making_a_film", memory, "MB")


def make_film(path: Path) -> None:
    """A minute of moving pictures with grain, 1080p, and a tone: harder to make smaller than people who talk."""
    graph = av.filter.Graph()
    source = graph.add("testsrc2", f"size=1920x1080:rate={RATE}:duration={SECONDS}")
    graph.link_nodes(
        source, graph.add("noise", "alls=4:allf=t"), graph.add("format", "yuv420p"), graph.add("buffersink")
    )
    graph.configure()
    tone = av.filter.Graph()
    hum = tone.add("sine", f"frequency=220:sample_rate=48000:duration={SECONDS}")
    tone.link_nodes(
        hum, tone.add("aformat", "sample_fmts=fltp:channel_layouts=mono"), tone.add("abuffersink")
    )
    tone.configure()
    tone.set_audio_frame_size(1024)
    with av.open(str(path), "w") as film:
        pictures = film.add_stream("libx264", rate=RATE, options={"preset": "ultrafast", "crf": "28"})
        pictures.width, pictures.height, pictures.pix_fmt = 1920, 1080, "yuv420p"
        sound = film.add_stream("aac", rate=48000, layout="mono")
        for stream, frames in ((pictures, graph), (sound, tone)):
            for frame in _all(frames):
                if stream is pictures:
                    frame.time_base = Fraction(1, RATE)
                film.mux(stream.encode(frame))
            film.mux(stream.encode())


def _all(graph):
    while True:
        try:
            yield graph.pull()
        except (av.EOFError, av.BlockingIOError):
            return


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _ask(visitor: Visitor, page: str) -> float:
    """Milliseconds until a page is there."""
    began = time.monotonic()
    visitor.read(page)
    return (time.monotonic() - began) * 1000


def _took(server, pk: int) -> float | None:
    took, problem = json.loads(server.run(STATE.format(pk=pk)))
    assert not problem, problem
    return took


def _beside(pid: int) -> tuple[float, float]:
    """MB and CPU-seconds, the most so far, of the process that makes films; 0 while there is none."""
    found = (0.0, 0.0)
    for process in descendants(pid):
        try:
            if b"--long" in Path(f"/proc/{process}/cmdline").read_bytes():
                match = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
                found = (int(match[1]) / 1024 if match else 0.0, cpu_seconds(process))
        except FileNotFoundError:
            continue
    return found
