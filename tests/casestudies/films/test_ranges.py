"""Which bytes a Range header asks for."""

import pytest

from casestudies.films.ranges import NotSatisfiable, Span, asked


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-0", Span(0, 0)),
        ("bytes=0-99", Span(0, 99)),
        ("bytes=0-", Span(0, 999)),
        ("bytes=990-", Span(990, 999)),
        ("bytes=990-5000", Span(990, 999)),
        ("bytes=999-999", Span(999, 999)),
        ("bytes=-1", Span(999, 999)),
        ("bytes=-100", Span(900, 999)),
        ("bytes=-5000", Span(0, 999)),
        ("bytes= 10-20", Span(10, 20)),
    ],
)
def test_a_range_is_the_bytes_it_names(header, span):
    assert asked(header, 1000) == span


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=1000-2000", "bytes=5000-", "bytes=-0"])
def test_a_range_beyond_the_file_cannot_be_satisfied(header):
    with pytest.raises(NotSatisfiable):
        asked(header, 1000)


UNREADABLE = ["", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=9-1", "items=0-9", "bytes=0-1,5-6"]
ODD = ["bytes=0-9-", "bytes=\u0661-\u0662", "bytes=--5", "bytes=0x1-5", "bytes=" + "9" * 200 + "-"]


@pytest.mark.parametrize("header", UNREADABLE + ODD)
def test_what_cannot_be_read_asks_for_all_of_it(header):
    assert asked(header, 1000) is None


@pytest.mark.parametrize("header", ["bytes=0-", "bytes=0-0", "bytes=-1"])
def test_no_range_of_an_empty_file_can_be_satisfied(header):
    with pytest.raises(NotSatisfiable):
        asked(header, 0)
