"""Ages that no service takes: examples, and properties against a slow, plain count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.site.gaps import ADULT, in_words, untaken_ages

AGES = st.integers(0, 25).flatmap(
    lambda first: st.tuples(st.just(first), st.none() | st.integers(first + 1, 30))
)


@pytest.mark.parametrize(
    ("services", "gaps"),
    [
        ([], []),
        ([(0, 18)], []),
        ([(0, None)], []),
        ([(3, 18)], [(0, 2)]),
        ([(3, 18), (0, 2)], [(2, 2)]),
        ([(0, 2), (3, 18), (0, 18)], []),
        ([(5, 11), (13, 16)], [(0, 4), (11, 12), (16, 17)]),
        ([(18, None)], [(0, 17)]),
    ],
    ids=str,
)
def test_ages_that_no_service_takes(services, gaps):
    assert untaken_ages(services) == gaps


@given(st.lists(AGES, min_size=1, max_size=6))
def test_an_age_is_in_a_gap_exactly_when_no_service_takes_it(services):
    def is_taken(age: int) -> bool:
        return any(first <= age and (end is None or age < end) for first, end in services)

    named = [age for first, last in untaken_ages(services) for age in range(first, last + 1)]
    assert named == [age for age in range(ADULT) if not is_taken(age)]


@given(st.lists(AGES, max_size=6))
def test_gaps_are_in_order_and_never_touch(services):
    gaps = untaken_ages(services)
    assert all(0 <= first <= last < ADULT for first, last in gaps)
    assert all(before[1] + 1 < after[0] for before, after in zip(gaps, gaps[1:], strict=False))


@given(st.lists(AGES, min_size=1, max_size=6), AGES)
def test_another_service_never_opens_a_gap(services, another):
    def ages(of) -> set[int]:
        return {age for first, last in untaken_ages(of) for age in range(first, last + 1)}

    assert ages([*services, another]) <= ages(services)


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ((0, 17), "children of any age"),
        ((0, 0), "children under one"),
        ((0, 2), "children aged two and under"),
        ((2, 2), "children aged two"),
        ((11, 12), "children aged 11 to 12"),
        ((9, 10), "children aged nine to 10"),
        ((16, 17), "children aged 16 and over"),
        ((17, 17), "children aged 17"),
    ],
    ids=str,
)
def test_ages_in_words(ages, words):
    assert in_words(*ages) == words
