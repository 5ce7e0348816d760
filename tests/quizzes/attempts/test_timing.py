"""Minutes and moments, without a database."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.attempts import timing
from quizzes.attempts.timing import GRACE
from tests.quizzes.factories import AT

SECOND = datetime.timedelta(seconds=1)


@pytest.mark.parametrize(
    ("allowed", "words"),
    [
        (timing.allowed(30), "30 min"),
        (timing.allowed(30, extra_pct=100), "60 min (30 + your extra 30)"),
        (timing.allowed(30, extra_pct=25), "38 min (30 + your extra 8)"),
        (timing.allowed(30, is_lifted=True), "no time limit (your own setting, in place of 30 min)"),
    ],
)
def test_what_someone_is_allowed_is_said_with_what_is_their_own(allowed, words):
    assert allowed.words == words


@given(limit=st.integers(1, 600), extra=st.sampled_from(timing.EXTRA_TIMES_PCT))
def test_extra_time_is_never_less_than_it_says_nor_a_minute_more(limit, extra):
    allowed = timing.allowed(limit, extra_pct=extra)
    assert 0 <= allowed.total * 100 - limit * (100 + extra) < 100


def test_an_end_is_so_many_minutes_after_the_start():
    assert timing.allowed(30, extra_pct=50).due_at(AT) == AT + datetime.timedelta(minutes=45)
    assert timing.allowed(30, is_lifted=True).due_at(AT) is None


def test_time_is_over_after_the_end_and_a_little_for_the_network():
    assert not timing.is_over(AT, AT + GRACE)
    assert timing.is_over(AT, AT + GRACE + SECOND)
    assert not timing.is_over(None, AT)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "no time"),
        (0, "no time"),
        (1, "1 second"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (179, "2 minutes"),
        (3600, "1 hour"),
        (5400, "1 hour and 30 minutes"),
        (7260, "2 hours and 1 minute"),
    ],
)
def test_what_is_left_is_said_in_words_and_never_more_than_there_is(seconds, words):
    assert timing.left_in_words(seconds) == words


def test_nothing_is_left_after_the_end():
    assert timing.seconds_left(AT, AT + SECOND) == 0
    assert timing.seconds_left(AT + 90 * SECOND, AT) == 90
