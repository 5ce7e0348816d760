"""What a film is, read from the file itself: length, size, codecs; or in words why it cannot be taken. Pure: no Django."""

from dataclasses import dataclass
from pathlib import Path

import av

from learning.records.counting import counted

# Films in one file. A playlist, which any file may turn out to be, could send the reader to other files and addresses.
OPENING = {
    "format_whitelist": "mov,mp4,matroska,webm,avi,mpeg,mpegts,asf,flv,ogg,dv,mxf",
    "protocol_whitelist": "file",
}
MICROSECONDS = 1_000_000
MOST_PIXELS = 4096 * 2304
# What a decoder takes, whatever the head of the file says: some codecs count more pixels than they show.
DECODING = {"max_pixels": str(2 * MOST_PIXELS)}
TAIL_SECONDS = 1.0
MOST_PACKETS = 1_000_000  # an hour of pictures and sound is half of that
NAMES = {
    "h264": "H.264",
    "hevc": "H.265",
    "av1": "AV1",
    "vp8": "VP8",
    "vp9": "VP9",
    "mpeg4": "MPEG-4",
    "aac": "AAC",
    "mp3": "MP3",
    "opus": "Opus",
    "vorbis": "Vorbis",
}
BEGINNINGS = ((4, b"ftyp"), (0, b"\x1aE\xdf\xa3"), (0, b"RIFF"))

NOT_A_FILM = (
    "This is not a film that we can read. Choose the film itself, as your camera or editing program saved it: "
    "MP4, MOV, MKV, WebM or AVI."
)
TRUNCATED = (
    "This film breaks off: its end is missing from the file, often because copying it was interrupted. "
    "Copy it again from where it came from, play it to its end, and then choose it again."
)
NO_PICTURE = "There is sound in this file and no picture. Choose the film itself."
UNKNOWN_SOUND = "We cannot read the sound of this film. Save it from your editing program as MP4 (H.264 and AAC), and choose that."
TOO_LONG = (
    "This film is {length} long. We take films of up to {limit} minutes. Cut it into parts, one for each case study or moment, "
    "and add each part by itself."
)
TOO_LARGE_A_PICTURE = "The picture is {width} × {height}. We take up to 4096 × 2304 (4K). Save it smaller."
SILENT = (
    "This film has no sound, so no version to listen to is made. "
    "Say so in the captions, such as [No speech], and describe what is seen."
)


class Refused(Exception):
    """The file cannot be taken; the message says why, and what to do, to whoever chose it."""


@dataclass(frozen=True)
class Measured:
    """What was read. `seconds` is the length; width and height are those shown, turned as they are played.

    `audio_codec` is empty where there is no sound.
    """

    seconds: float
    width: int
    height: int
    video_codec: str
    audio_codec: str

    @property
    def warnings(self) -> list[str]:
        return [] if self.audio_codec else [SILENT]


def measure(path: Path, *, most_minutes: int) -> Measured:
    """Read the heads, one picture and the end of a file, however large it is. Raises Refused."""
    try:
        with av.open(str(path), options=OPENING) as film:
            return _measured(film, most_minutes)
    except (Refused, MemoryError):
        raise
    except (av.FFmpegError, OSError, ValueError, EOFError) as error:
        raise Refused(TRUNCATED if _begins_like_a_film(path) else NOT_A_FILM) from error


def picture_of(film: av.container.InputContainer) -> av.VideoStream | None:
    """The stream that is played; a cover that a sound file carries is none."""
    cover = av.stream.Disposition.attached_pic
    return next((stream for stream in film.streams.video if not stream.disposition & cover), None)


def sound_of(film: av.container.InputContainer) -> av.AudioStream | None:
    """The sound that is played: the first that can be read. None where there is no sound, or none of it can be read."""
    return next((stream for stream in film.streams.audio if stream.codec_context), None)


def codec_name(codec: str) -> str:
    """A codec as people write it."""
    return NAMES.get(codec, codec.upper())


def _measured(film, most_minutes: int) -> Measured:
    picture = picture_of(film)
    if picture is None and film.streams.audio:
        raise Refused(NO_PICTURE)
    if picture is None or picture.codec_context is None:
        raise ValueError("no codec is known of the picture")
    sound = sound_of(film)
    if film.streams.audio and sound is None:
        raise Refused(UNKNOWN_SOUND)
    picture.codec_context.thread_count = 1
    picture.codec_context.options = DECODING
    width, height = _size(film, picture)
    if not 0 < width * height <= MOST_PIXELS:
        raise Refused(TOO_LARGE_A_PICTURE.format(width=width, height=height))
    seconds = _seconds(film)
    if seconds > most_minutes * 60:
        raise Refused(TOO_LONG.format(length=_in_words(seconds), limit=most_minutes))
    return Measured(
        seconds=round(seconds, 3),
        width=width,
        height=height,
        video_codec=picture.codec_context.name,
        audio_codec=sound.codec_context.name if sound else "",
    )


def _size(film, picture) -> tuple[int, int]:
    """Width and height as they are shown: in square pixels, and turned as a phone was held."""
    if picture.width * picture.height > MOST_PIXELS:
        return picture.width, picture.height
    frame = next(film.decode(picture), None)
    if frame is None:
        raise ValueError("no picture can be decoded")
    width = round(frame.width * (picture.sample_aspect_ratio or 1))
    return (frame.height, width) if frame.rotation % 180 else (width, frame.height)


def _seconds(film) -> float:
    """The length by the head of the file, held against its end; by its end where the head does not say, or says less."""
    said = film.duration / MICROSECONDS if film.duration and film.duration > 0 else None
    start = (film.start_time or 0) / MICROSECONDS
    film.seek(int((start + max((said or 0) - 2 * TAIL_SECONDS, 0)) * MICROSECONDS))
    end = 0.0
    for number, packet in enumerate(film.demux()):
        if number > MOST_PACKETS:
            raise ValueError("its head does not say where it ends, and no end is near")
        if packet.pts is not None:
            end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    found = end - start
    if said is None or found - said > TAIL_SECONDS:
        said = found
    if found <= 0 or said - found > max(TAIL_SECONDS, said / 50):
        raise ValueError(f"the file says {said} s and ends after {found} s")
    return said


def _begins_like_a_film(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(16)
    return any(head[at : at + len(mark)] == mark for at, mark in BEGINNINGS)


def _in_words(seconds: float) -> str:
    hours, minutes = divmod(round(seconds / 60), 60)
    return " ".join(counted(count, word) for count, word in ((hours, "hour"), (minutes, "minute")) if count)
