"""Bytes become the right letters, or are refused; they are never garbled."""

import pytest

from quizzes.interchange.decoding import AS_WINDOWS, decode
from quizzes.interchange.questions import Unreadable

WORDS = "Who’s at home – Zoë, “José” or Łukasz?"
WESTERN = "Who’s at home – Zoë, “José” or £5 €?"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_or_without_a_mark_is_read(encoding):
    assert decode(WORDS.encode(encoding)) == (WORDS, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read(encoding):
    assert decode(WORDS.encode(encoding)) == (WORDS, ())


def test_windows_1252_is_read_and_said():
    assert decode(WESTERN.encode("windows-1252")) == (WESTERN, (AS_WINDOWS,))


@pytest.mark.parametrize("name", ["windows-1252", "ISO-8859-1"])
def test_xml_that_says_that_it_is_windows_1252_is_read_without_a_word(name):
    text = f'<?xml version="1.0" encoding="{name}"?><quiz>{WESTERN}</quiz>'
    assert decode(text.encode("windows-1252")) == (text, ())


def test_xml_that_says_so_wrongly_is_read_as_what_it_is():
    text = f'<?xml version="1.0" encoding="ISO-8859-1"?><quiz>{WORDS}</quiz>'
    assert decode(text.encode()) == (text, ())


def test_lines_end_in_one_way():
    assert decode(b"a\r\nb\rc\nd")[0] == "a\nb\nc\nd"


def test_two_ways_of_writing_letters_in_one_file_are_refused_with_the_line():
    with pytest.raises(Unreadable, match="line 2 is not UTF-8"):
        decode("Zoë\n".encode() + "Zoë".encode("windows-1252"))


@pytest.mark.parametrize(
    "data",
    [b"What \x81 is \x9d this?", b"\xff\xfeW", b"\xef\xbb\xbf\xff"],
    ids=["letters that Windows-1252 has not", "half a letter", "marked as UTF-8 and is not"],
)
def test_letters_that_cannot_be_read_are_refused(data):
    with pytest.raises(Unreadable, match="Save it again as UTF-8"):
        decode(data)


def test_an_encoding_that_is_not_read_is_named():
    with pytest.raises(Unreadable, match="written in utf-7"):
        decode(b'<?xml version="1.0" encoding="UTF-7"?><quiz/>')
