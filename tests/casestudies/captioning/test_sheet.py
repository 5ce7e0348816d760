"""Captions as rows: what is typed is what is written, and what cannot be typed is kept."""

import pytest

from casestudies.captioning import reading, sheet, timestamps
from casestudies.captioning.sheet import Kept, Row, Sheet, kept_from, sheet_of, split

FULL = """WEBVTT - checked by hand
Kind: captions

STYLE
::cue { color: white }

intro
00:00:01.000 --> 00:00:02.000 align:start
<v Priya &amp; Joel>Hello &amp; welcome.

NOTE the next one is whispered

00:00:02.000 --> 00:00:03.000
<v Tess><i>It's fine.</i>

00:00:03.500 --> 00:00:04.000
<v Priya>No. <v Tess>Yes.

NOTE the end
"""


def test_a_file_that_is_not_changed_is_written_as_it_was():
    assert sheet_of(reading.read(FULL.encode())).checked().as_webvtt().decode() == FULL


def test_rows_show_plain_words_and_tags_only_where_there_are_any():
    rows = sheet_of(reading.read(FULL.encode())).rows
    assert [(row.start, row.end, row.speaker, row.text, row.kept.is_marked) for row in rows] == [
        ("0:01.000", "0:02.000", "Priya & Joel", "Hello & welcome.", False),
        ("0:02.000", "0:03.000", "Tess", "<i>It's fine.</i>", True),
        ("0:03.500", "0:04.000", "", "<v Priya>No. <v Tess>Yes.", True),
    ]


def test_what_is_typed_is_written_with_its_signs_and_in_the_order_of_time():
    rows = [Row("65", "1:08.5", "A <b>", "1 < 2 --> 3\n\n  & so on "), Row("0:01", "0:02,5", "", "[Music]")]
    typed = Sheet(rows).checked()
    assert typed.is_sound
    found = reading.read(typed.as_webvtt())
    assert found.problems == []
    assert [(cue.start, cue.end) for cue in found.cues] == [(1000, 2500), (65_000, 68_500)]
    assert [(one.speaker, one.text) for cue in found.cues for one in cue.spoken] == [
        ("", "[Music]"),
        ("A <b>", "1 < 2 --> 3\n  & so on"),
    ]


def test_names_that_only_count_are_counted_anew_and_others_stay():
    def names(*given: str) -> list[str]:
        rows = [Row(str(at), str(at + 1), "", "Hello", Kept(name)) for at, name in enumerate(given)]
        return [cue.identifier for cue in reading.read(Sheet(rows).as_webvtt()).cues]

    assert names("1", "", "2") == ["1", "2", "3"]
    assert names("1", "", "end") == ["1", "", "end"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (Row("", "0:02", "", "Hello"), sheet.NO_START),
        (Row("0:01", "soon", "", "Hello"), sheet.NO_END),
        (Row("0:61x", "1:02", "", "Hello"), sheet.NO_START),
        (Row("0:02", "0:02", "", "Hello"), sheet.BAD_ORDER),
        (Row("0:01", "0:02", "Priya", " "), sheet.NO_WORDS),
        (Row("0:01", "0:02", "", "a --> b", Kept(is_marked=True)), sheet.ARROW),
        (
            Row("0:01", "0:02", "", "<i>Hello", Kept(is_marked=True)),
            "“<i>” is not closed by “</i>”.",
        ),
    ],
)
def test_a_row_that_cannot_be_kept_says_why(row, fault):
    checked = Sheet([Row(), row]).checked()
    assert not checked.is_sound
    assert [one.faults for one in checked.rows] == [(fault,)]


def test_no_rows_at_all_are_not_kept():
    assert Sheet([Row(), Row()]).checked().faults == [sheet.NOTHING]


@pytest.mark.parametrize("text", ["[]", "1", "{", '"x"', "[" * 100_000, '{"above": 1}'])
def test_what_did_not_travel_with_a_row_is_nothing(text):
    assert kept_from(text) == Kept()


def test_a_caption_is_split_in_half():
    first, second = split(
        Row("0:01", "0:03", "Priya", "One two three", Kept("a", "align:start", above=("NOTE",)))
    )
    assert (first.end, first.text, first.kept.above) == ("0:02.000", "One two", ("NOTE",))
    assert (second.start, second.text, second.kept) == ("0:02.000", "three", Kept("", "align:start"))


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("5", 5000),
        ("1:05", 65_000),
        ("1:05.5", 65_500),
        ("0:01:05,250", 65_250),
        ("75:00", 4_500_000),
        ("1:75", None),
        ("1:75:00", None),
        ("", None),
        ("1:", None),
        ("１", None),
    ],
)
def test_times_are_taken_as_people_type_them(text, milliseconds):
    assert timestamps.typed(text) == milliseconds
