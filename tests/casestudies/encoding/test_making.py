"""Renditions are made as browsers want them, and no larger than the film is."""

import av
import pytest
from PIL import Image

from casestudies.encoding import making
from tests.casestudies.encoding import tiny


@pytest.fixture
def made(tmp_path):
    def made(tell=lambda share: None, **film):
        source, folder = tmp_path / "source", tmp_path / "made"
        source.write_bytes(tiny.film(**film))
        folder.mkdir()
        return making.make(source, folder, seconds=film.get("seconds", 2), threads=1, tell=tell)

    return made


def codecs(path) -> dict[str, str]:
    with av.open(str(path)) as film:
        return {stream.type: stream.codec_context.name for stream in film.streams}


def size(path) -> tuple[int, int]:
    with av.open(str(path)) as film:
        return film.streams.video[0].width, film.streams.video[0].height


def picture(path) -> Image.Image:
    with Image.open(path) as poster:
        return poster.convert("L")


def test_a_film_becomes_two_sizes_sound_and_a_poster(made):
    paths = made(width=1920, height=1080, seconds=1)
    assert {name: size(paths[name]) for name in ("file", "low_data")} == {
        "file": (1280, 720),
        "low_data": (640, 360),
    }
    assert codecs(paths["file"]) == codecs(paths["low_data"]) == {"video": "h264", "audio": "aac"}
    assert codecs(paths["audio"]) == {"audio": "aac"}
    assert picture(paths["thumbnail"]).size == (1280, 720)


@pytest.mark.parametrize("ending", ["mp4", "mkv"])
def test_whatever_it_came_in_a_browser_can_begin_before_it_has_all(ending, made):
    paths = made(ending=ending)
    for name in ("file", "low_data", "audio"):
        data = paths[name].read_bytes()
        assert data[4:8] == b"ftyp"
        assert data.index(b"moov") < data.index(b"mdat")


def test_the_length_stays(made):
    with av.open(str(made(seconds=3)["file"])) as film:
        assert film.duration / 1_000_000 == pytest.approx(3, abs=0.1)


@pytest.mark.parametrize(
    ("width", "height", "short_side", "fits"),
    [
        (1920, 1080, 720, (1280, 720)),
        (3840, 2160, 360, (640, 360)),
        (320, 180, 720, (320, 180)),
        (1080, 1920, 720, (720, 1280)),
        (2560, 1080, 720, (1280, 540)),
        (853, 479, 720, (852, 478)),
    ],
)
def test_it_fits_is_never_enlarged_and_is_even(width, height, short_side, fits):
    assert making.fit(width, height, short_side) == fits


@pytest.mark.parametrize(
    ("turned", "corner"), [(0, "left upper"), (90, "left lower"), (180, "right lower"), (-90, "right upper")]
)
def test_a_film_stands_the_right_way_up(turned, corner, made):
    poster = picture(made(turned=turned)["thumbnail"])
    width, height = poster.size
    corners = {
        f"{side} {edge}": poster.getpixel((x, y))
        for side, x in (("left", 9), ("right", width - 9))
        for edge, y in (("upper", 9), ("lower", height - 9))
    }
    assert max(corners, key=corners.get) == corner


def test_a_silent_film_has_no_sound_of_its_own(made):
    assert set(made(sound=False)) == {"file", "low_data", "thumbnail"}


def test_how_far_it_is_is_told_and_goes_up_to_the_end(made):
    told = []
    made(tell=told.append)
    assert told == sorted(told)
    assert told[0] < 0.2
    assert told[-1] >= 0.9


def test_pictures_come_at_thirty_a_second_at_most(made):
    with av.open(str(made(fps=60, seconds=1)["file"])) as film:
        assert film.streams.video[0].average_rate == 30


def test_a_film_that_goes_on_far_past_its_measured_end_is_stopped(tmp_path):
    (tmp_path / "film.mp4").write_bytes(tiny.film(each=600, sound=False))
    with pytest.raises(ValueError, match=r"it goes on past 12\.2 s"):
        making.make(tmp_path / "film.mp4", tmp_path, seconds=2, threads=1, tell=lambda share: None)


def test_a_film_in_high_dynamic_range_is_shown_as_bright_as_it_was_meant(made):
    """White paper is 58 % of what such a film may send, and would be grey."""
    paths = made(transfer=tiny.PQ, seconds=1)
    assert picture(paths["thumbnail"]).getpixel((100, 100)) == pytest.approx(0.935 * 255, abs=4)
    with av.open(str(paths["file"])) as film:
        assert film.streams.video[0].codec_context.pix_fmt == "yuv420p"
