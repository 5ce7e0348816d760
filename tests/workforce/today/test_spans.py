"""Spans of days: each day in exactly one, and the weeks exactly the next ninety days."""

import datetime

import pytest

from learning.workforce.days import DAY
from learning.workforce.today.forecast import forecast
from learning.workforce.today.spans import late_by, to_come, weeks

ON = datetime.date(2028, 2, 20)


@pytest.mark.parametrize("days", range(-2, 95))
def test_a_day_to_come_is_in_one_week_if_it_is_within_ninety(days):
    holding = [week for week in weeks(ON) if week.holds(ON + days * DAY)]
    assert len(holding) == (1 if 0 <= days <= 90 else 0)


@pytest.mark.parametrize(
    ("late", "words"),
    [
        (1, "Up to 30 days"),
        (30, "Up to 30 days"),
        (31, "31 to 90 days"),
        (180, "91 to 180 days"),
        (366, "More than a year"),
    ],
)
def test_whoever_is_late_by_some_days_is_in_one_band(late, words):
    assert [span.words for span in late_by(ON) if span.holds(ON - late * DAY)] == [words]


def test_time_that_is_left_is_in_one_band_and_no_day_in_none():
    for left in (0, 30, 31, 60, 61, 90, 91, 1000):
        assert sum(span.holds(ON + left * DAY) for span in to_come(ON)) == 1
    assert not any(span.holds(None) for span in to_come(ON))


def test_bars_are_as_high_as_their_numbers_and_one_person_is_seen():
    drawn = forecast([0, 1, 500, *[0] * 10], weeks(ON), [""] * 13)
    assert [bar.height for bar in drawn.bars[:3]] == [0, 2, 140]
    assert all(bar.y + bar.height == drawn.base for bar in drawn.bars)
    assert drawn.summary == (
        "Someone lapses in 2 of 13 weeks. The most people, 500, in 5 March to 11 March 2028."
    )
