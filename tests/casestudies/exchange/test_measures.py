"""A line is told whole or not at all, and the last one adds up what is told."""

import itertools

import pytest

from casestudies.exchange.measures import Exchange, publish


@pytest.mark.parametrize(
    ("counts", "is_told"),
    [
        ((20, 10, 5, 10), True),
        ((5, 5, 5, 5), True),
        ((0, 0, 0, 0), True),
        ((4, 4, 4, 4), False),
        ((20, 4, 0, 10), False),
        ((20, 17, 7, 10), False),
        ((20, 10, 4, 10), False),
        ((20, 10, 7, 10), False),
        ((20, 10, 5, 18), False),
    ],
)
def test_no_number_of_one_to_four_is_told_nor_left_over(counts, is_told):
    [line] = publish([("Nurse", Exchange(*counts))]).lines
    assert (line.told == Exchange(*counts)) is is_told


def test_what_is_hidden_changes_nothing_that_is_told():
    shown = ("Nurse", Exchange(20, 10, 5, 10))
    published = [
        publish([shown, ("Midwife", Exchange(answered, answered, 0, 0))]) for answered in range(1, 5)
    ]
    assert all(one == other for one, other in itertools.pairwise(published))
    assert published[0].total == shown[1]


def test_a_total_of_nothing_is_none():
    assert publish([("Nurse", Exchange(3, 3, 3, 3))]).total is None
