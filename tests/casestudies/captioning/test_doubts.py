"""What captions may do by the specification, and are probably not meant to."""

import pytest

from casestudies.captioning import doubts as module
from casestudies.captioning import reading
from casestudies.captioning.doubts import doubts


def captions(*times: str, header: str = ""):
    cues = "\n\n".join(f"{line}\nHello." for line in times)
    return reading.read(f"WEBVTT{header}\n\n{cues}\n".encode())


def told(found) -> list[tuple[int, str]]:
    assert not any(problem.is_error for problem in found)
    return [(problem.line, problem.words) for problem in found]


def test_captions_one_after_another_are_as_they_should_be():
    found = captions("00:01.000 --> 00:02.000", "00:02.000 --> 00:03.000", header=" - x\nLanguage: en")
    assert doubts(found, seconds=3, language="en-GB", name="a.en.vtt") == []


def test_overlaps_and_captions_out_of_order_are_named():
    found = captions("00:01.000 --> 00:09.000", "00:02.000 --> 00:03.000", "00:01.500 --> 00:10.000")
    assert told(doubts(found)) == [
        (6, module.OVERLAPS.format(begins="0:02.000", line=3, ends="0:09.000")),
        (9, module.OUT_OF_ORDER.format(time="0:02.000")),
    ]


def test_captions_past_the_end_are_named_with_by_how_much():
    found = captions("00:55.000 --> 01:05.250", "01:10.000 --> 01:12.000", "01:01.000 --> 01:01.000")
    assert told(doubts(found, seconds=60))[:2] == [
        (3, "this caption ends 5.3 seconds after the end of the film, which is 1:00 long"),
        (
            6,
            "this caption begins 10 seconds after the end of the film, which is 1:00 long, so nobody sees it",
        ),
    ]
    assert doubts(captions("00:55.000 --> 01:00.900"), seconds=60) == []


@pytest.mark.parametrize(
    ("header", "name", "line", "claim"),
    [
        ("\nKind: captions\nLanguage: cy", "film.vtt", 3, module.HEADER_CLAIM),
        ("", "film.cy.vtt", 1, module.NAME_CLAIM),
        ("", "films/film.cy_aB3xY7z.vtt", 1, module.NAME_CLAIM),
    ],
)
def test_a_claim_to_another_language_is_named(header, name, line, claim):
    found = captions("00:01.000 --> 00:02.000", header=header)
    words = claim.format(claim="cy", language="en-GB")
    assert told(doubts(found, language="en-GB", name=name)) == [(line, words)]
    assert doubts(found, language="cy", name=name) == []


@pytest.mark.parametrize("name", ["film.cc.vtt", "film.ad.vtt", "film.described.vtt", "film.en-US.vtt"])
def test_other_parts_of_a_name_are_no_language(name):
    assert doubts(captions("00:01.000 --> 00:02.000"), language="en-GB", name=name) == []
