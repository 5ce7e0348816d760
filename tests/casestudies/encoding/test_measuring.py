"""What a film is, and in words why it is none that can be taken."""

import struct

import pytest

from casestudies.encoding.measuring import SILENT, Refused, measure
from tests.casestudies.encoding import tiny
from tests.casestudies.factories import MP4

PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"


@pytest.fixture
def measured(tmp_path):
    def measured(data: bytes, name: str = "film.mp4"):
        (tmp_path / name).write_bytes(data)
        return measure(tmp_path / name, most_minutes=60)

    return measured


@pytest.mark.parametrize("ending", ["mp4", "mov", "mkv", "avi"])
def test_length_size_and_codecs_are_read_from_any_usual_container(ending, measured):
    found = measured(tiny.film(ending=ending), f"film.{ending}")
    assert (found.width, found.height, found.video_codec, found.audio_codec) == (320, 180, "h264", "aac")
    assert found.seconds == pytest.approx(2, abs=0.2)
    assert found.warnings == []


def test_a_film_held_upright_is_measured_as_it_is_shown(measured):
    found = measured(tiny.film(turned=90))
    assert (found.width, found.height) == (180, 320)


def test_a_film_without_sound_is_taken_and_warned_of(measured):
    found = measured(tiny.film(sound=False))
    assert (found.audio_codec, found.warnings) == ("", [SILENT])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"This is a letter, and no film.\n" * 50, "This is not a film that we can read."),
        (b"", "This is not a film that we can read."),
        (PLAYLIST, "This is not a film that we can read."),
        (MP4, "This film breaks off"),
    ],
)
def test_what_is_no_film_is_refused_whatever_its_name(data, said, measured):
    with pytest.raises(Refused, match=said):
        measured(data)


@pytest.mark.parametrize(("ending", "faststart"), [("mp4", False), ("mp4", True), ("mkv", False)])
def test_a_film_that_breaks_off_is_refused_also_where_its_head_is_whole(ending, faststart, measured):
    data = tiny.film(ending=ending, seconds=6, faststart=faststart)
    with pytest.raises(Refused, match="This film breaks off"):
        measured(data[: len(data) * 6 // 10], f"film.{ending}")


def test_a_film_of_three_hours_is_refused_with_its_length_and_the_limit(measured):
    with pytest.raises(
        Refused, match="This film is 3 hours 10 minutes long. We take films of up to 60 minutes."
    ):
        measured(tiny.film(each=6000, sound=False))


def test_sound_without_pictures_is_refused(measured, tmp_path):
    with pytest.raises(Refused, match="no picture"):
        measured(tiny.sound())


def test_sound_in_a_format_that_nobody_knows_is_said_to_be_so(measured):
    with pytest.raises(Refused, match="We cannot read the sound of this film."):
        measured(tiny.film(ending="mkv").replace(b"A_AAC", b"A_ZZZ"), "film.mkv")


@pytest.mark.parametrize("said", [-5.0, 1000.0])
def test_a_head_that_says_less_than_the_film_is_does_not_make_it_shorter(said, measured):
    """Its head says, in thousandths: less than nothing, or one second. Another film of three hours says one second."""
    assert measured(_saying(said, tiny.film(ending="mkv")), "film.mkv").seconds == pytest.approx(2, abs=1)
    with pytest.raises(Refused, match="This film is 3 hours"):
        measured(_saying(said, tiny.film(ending="mkv", each=6000, sound=False)), "long.mkv")


def _saying(duration: float, data: bytes) -> bytes:
    """A Matroska film whose head says another length."""
    at = data.find(b"\x44\x89\x88") + 3
    return data[:at] + struct.pack(">d", duration) + data[at + 8 :]
