"""Renditions of a film: two sizes that browsers play, the sound alone, and a poster. One pass. Pure: no Django."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import av

from casestudies.encoding import tone
from casestudies.encoding.measuring import DECODING, OPENING, picture_of, sound_of

MOST_PICTURES = 30  # a second
SECONDS_BETWEEN_KEYS = 2
SOUND_RATE = 48_000
AAC_SAMPLES = 1024
POSTER_AT = 0.1
POSTER_LATEST_SECONDS = 10
# By how much a film may go on past its measured end, so that what cannot be measured well is made all the same.
LONGER, LONGER_SECONDS = 1.1, 10


@dataclass(frozen=True)
class Kind:
    """One file to make. `short_side` is the most pixels of the shorter side; None: no picture. Rates in bits a second."""

    field: str
    name: str
    sound_rate: int
    short_side: int | None = None
    quality: int = 23
    most_rate: int = 0


FILM = Kind("file", "720p.mp4", sound_rate=128_000, short_side=720, quality=23, most_rate=2_500_000)
LOW_DATA = Kind("low_data", "360p.mp4", sound_rate=64_000, short_side=360, quality=27, most_rate=500_000)
SOUND = Kind("audio", "sound.m4a", sound_rate=96_000)
POSTER = "poster.jpg"


def make(
    source: Path, folder: Path, *, seconds: float, threads: int, tell: Callable[[float], None]
) -> dict[str, Path]:
    """Make every rendition of a film in a folder; the paths, by the name of the field that each is for.

    `tell` is told how much is done, 0 to 1, at every picture, and may raise to stop. There is no sound rendition
    of a silent film. Whatever the file holds, they are little longer than `seconds`. Raises av.FFmpegError, OSError or ValueError for a film that cannot be read to its end.
    """
    made = {}
    with av.open(str(source), options=OPENING) as film, ExitStack() as closing:
        picture, sound = picture_of(film), sound_of(film)
        if picture is None or picture.codec_context is None:
            raise ValueError("no picture can be decoded")
        picture.codec_context.thread_count = threads
        picture.codec_context.options = DECODING
        latest = seconds * LONGER + LONGER_SECONDS
        size, transfer = _first_look(film, picture)
        table = tone.write_table(transfer, Path(closing.enter_context(TemporaryDirectory())) / "tone.cube")
        kinds = [FILM, LOW_DATA, SOUND] if sound else [FILM, LOW_DATA]
        outputs = [_Output(kind, folder, picture, sound, size, table, threads, latest) for kind in kinds]
        for output in outputs:
            closing.callback(output.container.close)
            made[output.kind.field] = output.path
        poster_at = min(seconds * POSTER_AT, POSTER_LATEST_SECONDS)
        for frame in _frames(film, picture, sound):
            for output in outputs:
                output.take(frame)
            if isinstance(frame, av.VideoFrame):
                if "thumbnail" not in made and outputs[0].shown and outputs[0].seconds >= poster_at:
                    made["thumbnail"] = _save_poster(outputs[0].shown, folder)
                tell(min(outputs[0].seconds / seconds, 1) if seconds else 0)
        for output in outputs:
            output.end()
    return made


def fit(width: int, height: int, short_side: int) -> tuple[int, int]:
    """The size within short_side and 16:9 of it, never larger than it is, and even, as H.264 asks."""
    ratio = min(1, short_side / min(width, height), short_side * 16 / 9 / max(width, height))
    return tuple(max(2, round(side * ratio) // 2 * 2) for side in (width, height))


def _first_look(film, picture) -> tuple[tuple[int, int, int], int]:
    """Width and height in square pixels as the film is shown, and by how many degrees that turns it; and its transfer
    characteristic, which says whether it is in high dynamic range.
    """
    frame = next(film.decode(picture))
    film.seek(film.start_time or 0)
    width = round(frame.width * (picture.sample_aspect_ratio or 1))
    turn = frame.rotation % 360
    return ((frame.height, width, turn) if turn % 180 else (width, frame.height, turn)), frame.color_trc


def _frames(film, picture, sound) -> Iterator[av.VideoFrame | av.AudioFrame]:
    """Pictures and sound in the order of the file."""
    for packet in film.demux([stream for stream in (picture, sound) if stream]):
        yield from packet.decode()


def _save_poster(frame: av.VideoFrame, folder: Path) -> Path:
    path = folder / POSTER
    frame.to_image().save(path, quality=85)
    return path


class _Output:
    """One rendition while it is being made."""

    def __init__(
        self,
        kind: Kind,
        folder: Path,
        picture,
        sound,
        size: tuple[int, int, int],
        table: Path | None,
        threads: int,
        latest: float,
    ):
        self.kind = kind
        self.latest = latest
        self.heard = 0.0
        self.path = folder / kind.name
        form = "mp4" if kind.short_side else "ipod"
        self.container = av.open(str(self.path), "w", format=form, options={"movflags": "+faststart"})
        self.seconds = 0.0
        self.shown: av.VideoFrame | None = None
        self.picture = self.sound = None
        if kind.short_side:
            rate = min(picture.average_rate or MOST_PICTURES, Fraction(MOST_PICTURES))
            self._add_picture(rate, fit(*size[:2], kind.short_side), threads)
            self.graph = _graph(picture, rate, size[2], self.picture, table)
        if sound:
            self._add_sound(sound)

    def take(self, frame: av.VideoFrame | av.AudioFrame) -> None:
        if isinstance(frame, av.AudioFrame):
            if self.sound:
                self._mux_sound(frame)
        elif self.picture:
            self.graph.push(frame)
            self._mux_pictures()

    def end(self) -> None:
        """Write what the encoders still hold."""
        if self.picture:
            self.graph.push(None)
            self._mux_pictures()
            self.container.mux(self.picture.encode())
        if self.sound:
            self._mux_sound(None)
            self.container.mux(self.sound.encode())

    def _add_picture(self, rate: Fraction, size: tuple[int, int], threads: int) -> None:
        options = {
            "preset": "veryfast",
            "crf": str(self.kind.quality),
            "maxrate": str(self.kind.most_rate),
            "bufsize": str(2 * self.kind.most_rate),
            "g": str(round(rate * SECONDS_BETWEEN_KEYS)),
        }
        self.picture = self.container.add_stream("libx264", rate=rate, options=options)
        self.picture.width, self.picture.height = size
        self.picture.pix_fmt = "yuv420p"
        self.picture.codec_context.thread_count = threads

    def _add_sound(self, sound) -> None:
        layout = "mono" if sound.codec_context.channels == 1 else "stereo"
        self.sound = self.container.add_stream("aac", rate=SOUND_RATE)
        self.sound.bit_rate = self.kind.sound_rate
        self.sound.layout = layout
        self.resampler = av.AudioResampler(
            format="fltp", layout=layout, rate=SOUND_RATE, frame_size=AAC_SAMPLES
        )

    def _mux_pictures(self) -> None:
        while True:
            try:
                frame = self.graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            frame.pict_type = av.video.frame.PictureType.NONE  # the encoder chooses its own key frames
            self.shown, self.seconds = frame, frame.time
            self._stop_after(self.seconds)
            self.container.mux(self.picture.encode(frame))

    def _mux_sound(self, frame: av.AudioFrame | None) -> None:
        for part in self.resampler.resample(frame):
            self.heard += part.samples / SOUND_RATE
            self._stop_after(self.heard)
            self.container.mux(self.sound.encode(part))

    def _stop_after(self, seconds: float) -> None:
        """A film that goes on far past the end that was measured would fill the disk."""
        if seconds > self.latest:
            raise ValueError(f"it goes on past {self.latest} s")


def _graph(picture, rate: Fraction, turn: int, shown, table: Path | None) -> av.filter.Graph:
    """Pictures at an even rate, the right way up, at the size of the rendition, in the colours of common screens."""
    graph = av.filter.Graph()
    nodes = [graph.add_buffer(template=picture), graph.add("fps", str(rate))]
    nodes += [graph.add("transpose", words) for words in TURNS.get(turn, ())]
    nodes.append(graph.add("scale", f"{shown.width}:{shown.height}:flags=bicubic"))
    if table:
        nodes += [graph.add(name, words) for name, words in _toned(table)]
    nodes += [
        graph.add("setsar", "1"),
        graph.add("format", "yuv420p"),
        graph.add("buffersink"),
    ]
    graph.link_nodes(*nodes).configure()
    return graph


def _toned(table: Path) -> list[tuple[str, str]]:
    """From high dynamic range to the colours of BT.709."""
    return [
        ("format", "gbrp10le"),
        ("lut3d", f"file={table}"),
        ("scale", "out_color_matrix=bt709:out_range=tv"),
        ("format", "yuv420p"),
        ("setparams", "color_primaries=bt709:color_trc=bt709:colorspace=bt709"),
    ]


# Frame.rotation counts degrees anticlockwise.
TURNS = {90: ["cclock"], 180: ["clock", "clock"], 270: ["clock"]}
