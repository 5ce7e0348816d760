"""What someone may not want to meet, said plainly before it: the topic, the time, and where to start again after it."""

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail import blocks

from casestudies.films.transcript import clock
from casestudies.times import seconds_of, time_block
from learning.records.findings import Finding

SHOWN_UNFOLDED = 3
ENDS_TOO_EARLY = "The content note “{topic}” ends before it starts. Correct one of its two times."


class ContentNoteValue(blocks.StructValue):
    @property
    def starts(self) -> int | None:
        return seconds_of(self["at"])

    @property
    def ends(self) -> int | None:
        return seconds_of(self["until"])


class ContentNoteBlock(blocks.StructBlock):
    """One thing that is in a film, and when. Without times it is about all of it."""

    topic = blocks.CharBlock(
        max_length=150,
        help_text="In plain words, without alarm, such as: A parent talks about hearing voices.",
    )
    at = time_block(
        required=False,
        label="From",
        help_text="Minutes and seconds, such as 1:10.",
        error_messages={"invalid": "Write minutes and seconds, such as 1:10."},
    )
    until = time_block(
        required=False,
        help_text="Learners are offered to start again here.",
        error_messages={"invalid": "Write minutes and seconds, such as 2:05."},
    )

    class Meta:
        icon = "warning"
        value_class = ContentNoteValue
        label_format = "{topic}"


@dataclass(frozen=True)
class Note:
    """A content note as it is shown. `again` is the second to start again at, and `url` plays the film from there."""

    topic: str
    when: str
    again: int | None = None
    again_words: str = ""
    url: str = ""


@dataclass(frozen=True)
class Notes:
    """Those of one page, in order. A long list is folded away, so that nobody reads more of it than they want."""

    rows: list[Note]

    @property
    def is_folded(self) -> bool:
        return len(self.rows) > SHOWN_UNFOLDED

    @property
    def have_times(self) -> bool:
        return any(row.when for row in self.rows)


def noted(stream: blocks.StreamValue, *, film_url: str = "", end: int | None = None) -> Notes:
    """What a page says is in its film. Without a film that plays, no times; an extract ends where it does, `end`."""
    return Notes([_note(child.value, film_url.partition("#")[0], end) for child in stream])


def amiss(stream: blocks.StreamValue, *, field: str) -> Iterator[Finding]:
    for value in (child.value for child in stream):
        if None not in (value.starts, value.ends) and value.ends <= value.starts:
            yield Finding(ENDS_TOO_EARLY.format(topic=value["topic"]), field=field)


def _note(value: ContentNoteValue, film_url: str, end: int | None) -> Note:
    topic = value["topic"] or ""
    if not film_url:
        return Note(topic, "")
    again = value.ends if end is None or (value.ends or 0) < end else None
    fragment = f"#t={again}" + (f",{end}" if end is not None else "")
    return Note(
        topic,
        _when(value),
        again,
        clock(again) if again is not None else "",
        film_url + fragment if again is not None else "",
    )


def _when(value: ContentNoteValue) -> str:
    if value.starts is None:
        return ""
    start = clock(value.starts)
    return f"At {start}" if value.ends is None else f"From {start} to {clock(value.ends)}"
