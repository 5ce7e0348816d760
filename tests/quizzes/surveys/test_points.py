"""When a survey is asked."""

import datetime

import pytest

from quizzes.surveys.points import Point, open_point

DONE = datetime.date(2027, 3, 3)


@pytest.mark.parametrize(
    ("has_begun", "completed_on", "days", "point"),
    [
        (False, None, 0, Point.BEFORE),
        (True, None, 0, None),
        (True, DONE, 0, Point.AFTER),
        (True, DONE, 83, Point.AFTER),
        (True, DONE, 84, Point.LATER),
        (True, DONE, 167, Point.LATER),
        (True, DONE, 168, None),
    ],
)
def test_the_one_moment_at_which_someone_is(has_begun, completed_on, days, point):
    on = DONE + datetime.timedelta(days=days)
    assert open_point(has_begun=has_begun, completed_on=completed_on, on=on) == point
