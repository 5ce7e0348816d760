"""The words of a film, in order: who says what, and what is seen. Pure: no Django."""

from dataclasses import asdict, dataclass

from casestudies.captioning import reading

PAUSE_SECONDS = 0.7


@dataclass(frozen=True)
class Cue:
    """One line of a transcript. `seconds` and `end` count from the start of the film."""

    seconds: float
    end: float
    speaker: str
    text: str
    is_description: bool = False

    @property
    def clock(self) -> str:
        return clock(self.seconds)


def clock(seconds: float) -> str:
    """Minutes and seconds as people read them, rounded down: 0:38, 12:05."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"


def stored(*, captions: bytes, descriptions: bytes = b"") -> list[dict]:
    """The lines of two WebVTT files by the time they begin, as plain values that a database keeps."""
    said = _cues(captions, is_description=False)
    seen = _cues(descriptions, is_description=True)
    return [asdict(cue) for cue in sorted(said + seen, key=lambda cue: (cue.seconds, not cue.is_description))]


def extract(rows: list[dict], *, start: float | None = None, end: float | None = None) -> list[Cue]:
    """What is said or seen between two seconds. What one speaker says without a pause is one line."""
    lines: list[Cue] = []
    for cue in (Cue(**row) for row in rows):
        if (start is not None and cue.end <= start) or (end is not None and cue.seconds >= end):
            continue
        if lines and _continues(lines[-1], cue):
            before = lines.pop()
            cue = Cue(before.seconds, cue.end, cue.speaker, f"{before.text} {cue.text}")
        lines.append(cue)
    return lines


def as_text(title: str, cues: list[Cue]) -> str:
    """A transcript to keep or print: one paragraph a line, what is seen in brackets."""
    paragraphs = [f"[{cue.text}]" if cue.is_description else _spoken(cue) for cue in cues]
    lines = [f"{cue.clock}  {paragraph}" for cue, paragraph in zip(cues, paragraphs, strict=True)]
    return "\n\n".join([title, *lines]) + "\n"


def _spoken(cue: Cue) -> str:
    return f"{cue.speaker}: {cue.text}" if cue.speaker else cue.text


def _cues(data: bytes, *, is_description: bool) -> list[Cue]:
    """A caption may hold several voices: <v Priya>Hello. <v Tess>It's fine."""
    return [
        Cue(cue.start / 1000, cue.end / 1000, voice.speaker, " ".join(voice.text.split()), is_description)
        for cue in (reading.read(data).cues if data else [])
        for voice in cue.spoken
    ]


def _continues(before: Cue, cue: Cue) -> bool:
    """The same person goes on speaking. Sounds, which no one speaks, and descriptions stand alone."""
    same = before.speaker == cue.speaker and cue.seconds - before.end < PAUSE_SECONDS
    return bool(same and cue.speaker and not before.is_description and not cue.is_description)
