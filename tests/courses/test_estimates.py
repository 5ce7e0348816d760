"""How long a part takes, reckoned from what is in it."""

import pytest

from courses.estimates import Measure, is_far_from, minutes_of


@pytest.mark.parametrize(
    ("contents", "minutes"),
    [
        (Measure(), 0),
        (Measure(words=1), 1),
        (Measure(words=200), 1),
        (Measure(words=201), 2),
        (Measure(film_seconds=188), 4),
        (Measure(questions=3), 3),
        (Measure(words=100, film_seconds=30, questions=2), 3),
    ],
)
def test_reading_watching_and_answering_add_up_to_whole_minutes(contents, minutes):
    assert minutes_of(contents) == minutes


@pytest.mark.parametrize(
    ("minutes", "estimated", "is_far"),
    [(8, 12, False), (7, 12, True), (16, 12, False), (17, 12, True), (0, 3, True), (5, 0, False)],
)
def test_an_author_is_far_from_the_estimate_by_more_than_a_third_of_it(minutes, estimated, is_far):
    assert is_far_from(minutes, estimated) is is_far
