"""The words of a film, from its files."""

import pytest

from casestudies.films import transcript
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
