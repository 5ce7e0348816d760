"""The words of a film, from its files."""

import time

import pytest

from casestudies.films import captions, transcript
from casestudies.films.transcript import Cue, clock, extract, stored
from tests.casestudies.factories import CAPTIONS, DESCRIPTIONS


def lines(**seconds) -> list[Cue]:
    return extract(stored(captions=CAPTIONS.encode(), descriptions=DESCRIPTIONS.encode()), **seconds)


def test_what_is_said_and_what_is_seen_stand_in_the_order_of_the_film():
    assert [(cue.speaker, cue.text, cue.is_description) for cue in lines()] == [
        ("", "[Soft music]", False),
        ("Priya", "Hello, Joel. Is now still a good time?", False),
        ("", "Joel does not look round.", True),
        ("Tess", "It's fine & dandy.", False),
    ]


def test_one_speaker_going_on_is_one_line_that_begins_where_they_began():
    assert (lines()[1].seconds, lines()[1].end, lines()[1].clock) == (5.0, 13.0, "0:05")


def test_a_description_parts_what_one_speaker_says():
    seen = "WEBVTT\n\n00:00:09.000 --> 00:00:09.400\nShe sits down.\n"
    rows = stored(captions=CAPTIONS.encode(), descriptions=seen.encode())
    assert [cue.text for cue in extract(rows)][1:4] == [
        "Hello, Joel.",
        "She sits down.",
        "Is now still a good time?",
    ]


def test_after_a_pause_the_same_speaker_has_a_new_line():
    said = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Priya>Hello.\n\n00:04.000 --> 00:05.000\n<v Priya>Joel?\n"
    assert [cue.text for cue in extract(stored(captions=said.encode()))] == ["Hello.", "Joel?"]


def test_sounds_are_not_joined():
    sounds = "WEBVTT\n\n00:01.000 --> 00:02.000\n[A bump]\n\n00:02.000 --> 00:03.000\n[A door]\n"
    assert [cue.text for cue in extract(stored(captions=sounds.encode()))] == ["[A bump]", "[A door]"]


def test_an_extract_holds_only_what_is_heard_or_seen_in_it():
    assert [cue.text for cue in lines(start=26, end=38)] == ["Joel does not look round."]


def test_an_extract_leaves_out_what_the_same_speaker_said_before_it():
    assert [cue.text for cue in lines(start=9.2, end=20)] == ["Is now still a good time?"]


def test_two_voices_in_one_caption_are_two_lines():
    both = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Priya>Hello. <v Tess>It's <i>fine</i>.\n"
    assert [(cue.speaker, cue.text) for cue in extract(stored(captions=both.encode()))] == [
        ("Priya", "Hello."),
        ("Tess", "It's fine."),
    ]


def test_a_film_without_captions_has_no_words():
    assert stored(captions=b"") == []


@pytest.mark.parametrize(("seconds", "words"), [(0, "0:00"), (38.9, "0:38"), (65, "1:05"), (725, "12:05")])
def test_a_clock_is_rounded_down(seconds, words):
    assert clock(seconds) == words


def test_plain_text_says_who_speaks_and_brackets_what_is_seen():
    text = transcript.as_text("The look away", lines())
    assert text.startswith("The look away\n\n0:00  [Soft music]\n\n0:05  Priya: Hello, Joel.")
    assert "0:26  [Joel does not look round.]" in text


def cue(line: str) -> bytes:
    return f"WEBVTT\n\n1\n{line}\nHello.\n".encode()


@pytest.mark.parametrize(
    ("data", "line", "problem"),
    [
        (b"", 1, captions.NOT_WEBVTT),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHello.\n", 1, captions.NOT_WEBVTT),
        (b"WEBVTTX\n", 1, captions.NOT_WEBVTT),
        (b"WEBVTT\n", 1, captions.NO_CUES),
        (cue("00:00:01,000 --> 00:00:02,000"), 4, captions.BAD_TIME.format(word="00:00:01,000")),
        (cue("00:00:01.000 --> 00:00:62.000"), 4, captions.BAD_TIME.format(word="00:00:62.000")),
        (cue("0:1.0 --> 00:00:02.000"), 4, captions.BAD_TIME.format(word="0:1.0")),
        (cue("00:00:01.000 -->"), 4, captions.BAD_TIME.format(word="")),
        (cue("00:00:03.000 --> 00:00:02.000"), 4, captions.BAD_ORDER),
        (b"WEBVTT\n\n1\nHello, Joel.\n", 3, captions.NO_ARROW),
        (cue("00:01.000 --> 00:02.000") + b"00:03.000 --> 00:04.000\nHi.\n", 6, captions.NO_GAP),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nCaf\xe9\n", 4, captions.NOT_TEXT),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHel\x00lo\n", 4, captions.NOT_TEXT),
        (b"\xff\xfeW\x00E\x00B\x00", 1, captions.NOT_TEXT),
    ],
)
def test_a_line_that_cannot_be_read_is_named(data, line, problem):
    _, problems = captions.read(data)
    assert [(found.line, found.problem) for found in problems] == [(line, problem)]


def test_every_bad_line_is_named_and_the_rest_is_read():
    data = cue("00:00:01.000 --> 00:00:02.000") + b"\nno time\n\n00:00:05.000 -> 00:00:06.000\nHi.\n"
    found, problems = captions.read(data)
    assert [caption.text for caption in found] == ["Hello."]
    assert [str(problem) for problem in problems] == [
        f"Line {line} of the captions file: {captions.NO_ARROW}. The rest of the file was read."
        for line in (7, 9)
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_file_from_any_system_is_read(newline):
    data = b"\xef\xbb\xbf" + CAPTIONS.replace("\n", newline).encode()
    found, problems = captions.read(data)
    assert (len(found), problems) == (4, [])


@pytest.mark.parametrize("run", ["<", "<v.a", "<v a", "<v" + " " * 10_000, "<v a>"])
def test_a_file_made_to_be_slow_is_read_at_once(run):
    began = time.process_time()
    captions.read(b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + run.encode() * (200_000 // len(run)))
    assert time.process_time() - began < 2


def test_notes_and_styles_are_not_captions():
    data = b"WEBVTT\n\nNOTE made by hand\n\nSTYLE\n::cue { color: white }\n\n00:01.000 --> 00:02.000\nHi.\n"
    assert captions.read(data)[1] == []
