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
    [line] = publish([("Adult", "Nurse", Exchange(*counts))]).lines
    assert (line.told == Exchange(*counts)) is is_told


def test_what_is_hidden_changes_nothing_that_is_told():
    shown = ("Adult", "Nurse", Exchange(20, 10, 5, 10))
    published = [
        publish([shown, ("Adult", "Midwife", Exchange(answered, answered, 0, 0))]) for answered in range(1, 5)
    ]
    assert all(one == other for one, other in itertools.pairwise(published))
    assert published[0].total == published[0].sides[0].told == shown[2]


def test_a_total_of_nothing_is_none():
    assert publish([("Adult", "Nurse", Exchange(3, 3, 3, 3))]).total is None


def test_each_side_adds_up_its_own_lines_that_are_told():
    adult, children, hidden = Exchange(20, 10, 5, 10), Exchange(9, 0, 0, 9), Exchange(4, 0, 0, 0)
    rows = [("Adult", "Nurse", adult), ("Adult", "Midwife", hidden), ("Children’s", "Nurse", children)]
    published = publish([*rows, ("Whole family", "GP", hidden)])
    assert [(line.name, line.told) for line in published.sides] == [
        ("Adult", adult),
        ("Children’s", children),
        ("Whole family", None),
    ]
    assert published.total == adult + children
