"""A film is read in a process of its own, which may take so much and no more."""

import os
import resource

import av
import pytest

from casestudies.encoding.apart import TOO_MUCH, measure_apart
from casestudies.encoding.limits import MEGABYTE, limited
from casestudies.encoding.measuring import NOT_A_FILM, Refused, measure
from tests.casestudies.encoding import tiny

LIMITS = (resource.RLIMIT_AS, resource.RLIMIT_CPU)


@pytest.fixture
def film(tmp_path):
    (tmp_path / "film.mp4").write_bytes(tiny.film())
    return tmp_path / "film.mp4"


def test_what_is_found_apart_is_what_is_found(film):
    assert measure_apart(film, most_minutes=60) == measure(film, most_minutes=60)


def test_a_refusal_comes_back_in_its_own_words(film):
    film.write_bytes(b"This is a letter.")
    with pytest.raises(Refused, match=NOT_A_FILM.split(".")[0]):
        measure_apart(film, most_minutes=60)


def test_a_film_that_takes_too_much_memory_is_refused_in_words(film):
    with pytest.raises(Refused, match=TOO_MUCH.split(".")[0]):
        measure_apart(film, most_minutes=60, memory_mb=0)


def test_a_film_that_never_ends_is_refused_in_words(tmp_path):
    os.mkfifo(tmp_path / "film.mp4")
    with pytest.raises(Refused, match=TOO_MUCH.split(".")[0]):
        measure_apart(tmp_path / "film.mp4", most_minutes=60, most_seconds=2)


def test_limits_hold_for_as_long_as_they_are_wanted_and_no_longer():
    before = [resource.getrlimit(limit) for limit in LIMITS]
    with limited(memory_mb=64, cpu_seconds=5):
        with pytest.raises(MemoryError):
            bytearray(128 * MEGABYTE)
        assert resource.getrlimit(resource.RLIMIT_CPU)[0] != before[1][0]
    assert [resource.getrlimit(limit) for limit in LIMITS] == before


def test_pyav_says_that_memory_is_refused_as_the_worker_expects():
    with limited(memory_mb=16, cpu_seconds=60), pytest.raises((MemoryError, av.FFmpegError)):
        av.VideoFrame(8192, 8192, "yuv444p")
