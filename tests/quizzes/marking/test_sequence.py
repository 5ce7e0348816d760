"""Putting things in order."""

from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.marking.kinds import Scheme
from quizzes.marking.sequence import SequenceKey
from tests.quizzes.marking.keys import FOREIGN, answered, sequences

PARTLY, WHOLLY = st.just(Scheme.PART), st.just(Scheme.ALL)


def swapped(things, place: int) -> list:
    """Things, of which the one at this place and the one after it changed places."""
    return [*things[:place], things[place + 1], things[place], *things[place + 2 :]]


@given(answered(sequences(WHOLLY)))
def test_the_very_order_earns_the_mark_and_any_other_nothing(pair):
    key, answer = pair
    assert key.earned(answer) == (100 if tuple(answer) == key.order else 0)


@given(sequences())
def test_the_wrong_way_round_earns_nothing(key):
    assert key.earned(key.best[::-1]) == 0


@given(sequences())
def test_swapping_two_neighbours_in_the_right_order_lowers_the_mark(key):
    for place in range(len(key.order) - 1):
        assert key.earned(swapped(key.best, place)) < 100


@given(answered(sequences(PARTLY)))
def test_swapping_two_neighbours_lowers_the_mark_where_they_stood_right_and_raises_it_where_not(pair):
    key, answer = pair
    for place, (first, second) in enumerate(pairwise(answer)):
        was_right = key.order.index(first) < key.order.index(second)
        before, after = key.earned(answer), key.earned(swapped(answer, place))
        assert (after <= before) if was_right else (after >= before)


@given(answered(sequences(PARTLY)))
def test_of_every_two_things_those_that_stand_right_count_less_those_that_stand_wrong(pair):
    key, answer = pair
    pairs = list(combinations(answer, 2))
    wrong = sum(key.order.index(first) > key.order.index(second) for first, second in pairs)
    assert key.earned(answer) == max(0, 100 * (len(pairs) - 2 * wrong) // len(pairs))


@given(answered(sequences(PARTLY)))
def test_an_order_and_its_reverse_never_both_earn(pair):
    key, answer = pair
    assert 0 in (key.earned(answer), key.earned(answer[::-1]))


@pytest.mark.parametrize(
    ("answer", "earned"),
    [
        ("abcd", 100),
        ("abdc", 66),
        ("bacd", 66),
        ("badc", 33),
        ("dabc", 0),
        ("bcda", 0),
        ("acdb", 33),
        ("dcba", 0),
    ],
)
def test_four_things_make_six_pairs(answer, earned):
    assert SequenceKey(tuple("abcd")).earned(answer) == earned


def test_an_order_drawn_by_chance_earns_little():
    key = SequenceKey(tuple("abcde"))
    earned = [key.earned(order) for order in permutations("abcde")]
    assert sum(earned) / len(earned) < 20


@given(answered(sequences()))
def test_the_names_of_the_things_do_not_matter(pair):
    key, answer = pair
    names = {thing: f"thing {number}" for number, thing in enumerate(sorted(key.order, reverse=True))}
    renamed = SequenceKey(tuple(names[thing] for thing in key.order), key.scheme)
    assert renamed.earned([names[thing] for thing in answer]) == key.earned(answer)


@given(sequences())
def test_one_thing_too_few_or_too_many_or_twice_or_foreign_cannot_be_marked(key):
    first, *rest = key.order
    for answer in ([], rest, [*key.order, first], [*rest, rest[0]], [*key.order, FOREIGN], [*rest, FOREIGN]):
        with pytest.raises(ValueError, match="Each thing needs a place of its own"):
            key.earned(answer)


@pytest.mark.parametrize(
    ("order", "problem"), [("", "two things"), ("a", "two things"), ("aba", "Each thing has one place")]
)
def test_things_that_cannot_be_put_in_order_cannot_be_marked(order, problem):
    with pytest.raises(ValueError, match=problem):
        SequenceKey(tuple(order))
