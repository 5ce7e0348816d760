"""Words are found in a transcript however they are written, and what is shown is the whole text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casestudies.playing.finding import pieces


def found(text: str, words: str) -> list[str]:
    return [piece.text for piece in pieces(text, words) if piece.is_found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("joel", ["Joel", "Joel"]),
        ("it's  fine", ["It’s fine"]),
        ("it’s fine", ["It’s fine"]),
        (".", ["."]),
        (".*", []),
        ("(", []),
        ("   ", []),
        ("", []),
    ],
)
def test_what_is_found(words, expected):
    assert found("Hello, Joel: It’s fine, Joel.", words) == expected


@given(st.text(max_size=80), st.text(max_size=5))
def test_nothing_of_the_text_is_lost(text, words):
    assert "".join(piece.text for piece in pieces(text, words)) == text
