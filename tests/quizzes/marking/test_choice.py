"""Choosing among options."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.marking.choice import ChoiceKey
from quizzes.marking.kinds import Scheme
from tests.quizzes.marking.keys import FOREIGN, answered, choices

PARTLY = choices(st.just(Scheme.PART)).filter(lambda key: not key.is_single)
WHOLLY = choices(st.just(Scheme.ALL))


@given(answered(WHOLLY))
def test_all_the_right_options_and_no_others_earn_the_mark_and_anything_else_nothing(pair):
    key, chosen = pair
    assert key.earned(chosen) == (100 if set(chosen) == key.right else 0)


@given(answered(choices()), st.randoms())
def test_order_and_repetition_do_not_matter(pair, random):
    key, chosen = pair
    again = [*chosen, *random.choices(chosen, k=3)]
    random.shuffle(again)
    assert key.earned(again) == key.earned(chosen)


@given(answered(choices()))
def test_part_marks_earn_no_less_than_all_or_nothing_and_the_whole_only_together(pair):
    key, chosen = pair
    partly = ChoiceKey(key.options, key.right, Scheme.PART, key.is_single).earned(chosen)
    wholly = ChoiceKey(key.options, key.right, Scheme.ALL, key.is_single).earned(chosen)
    assert wholly <= partly
    assert (wholly == 100) is (partly == 100)


@given(answered(PARTLY))
def test_one_wrong_option_more_never_raises_the_mark(pair):
    key, chosen = pair
    for wrong in key.options - key.right:
        assert key.earned([*chosen, wrong]) <= key.earned(chosen)


@given(answered(PARTLY))
def test_one_right_option_more_never_lowers_the_mark(pair):
    key, chosen = pair
    for right in key.right:
        assert key.earned([*chosen, right]) >= key.earned(chosen)


@given(PARTLY)
def test_choosing_everything_earns_the_whole_only_when_everything_is_right(key):
    assert (key.earned(key.options) == 100) is (key.right == key.options)


@given(answered(choices()))
def test_the_names_of_the_options_do_not_matter(pair):
    key, chosen = pair
    names = {option: f"option {number}" for number, option in enumerate(sorted(key.options, reverse=True))}
    renamed = ChoiceKey(
        frozenset(names.values()), frozenset(names[one] for one in key.right), key.scheme, key.is_single
    )
    assert renamed.earned([names[one] for one in chosen]) == key.earned(chosen)


@pytest.mark.parametrize(
    ("chosen", "earned"),
    [("a", 33), ("ab", 66), ("abc", 100), ("abd", 33), ("ad", 0), ("d", 0), ("abcd", 66), ("abcde", 33)],
)
def test_a_third_for_each_of_three_less_a_third_for_each_wrong_one(chosen, earned):
    assert ChoiceKey(frozenset("abcde"), frozenset("abc"), Scheme.PART).earned(chosen) == earned


@given(choices())
def test_nothing_chosen_cannot_be_marked(key):
    with pytest.raises(ValueError, match="Nothing was chosen"):
        key.earned([])


@given(answered(choices()))
def test_an_option_that_the_question_does_not_have_cannot_be_marked(pair):
    key, chosen = pair
    with pytest.raises(ValueError, match="does not have"):
        key.earned([*chosen, FOREIGN])


def test_of_a_question_with_one_answer_two_cannot_be_chosen():
    key = ChoiceKey(frozenset("ab"), frozenset("a"), is_single=True)
    with pytest.raises(ValueError, match="One option can be chosen"):
        key.earned(["a", "b"])


@pytest.mark.parametrize(
    ("is_single", "options", "right", "problem"),
    [
        (True, "ab", "", "needs a right option"),
        (False, "ab", "", "needs a right option"),
        (False, "ab", "ac", "must be one of the options"),
        (True, "abc", "ab", "has one right option"),
    ],
)
def test_a_question_that_cannot_be_answered_cannot_be_marked(is_single, options, right, problem):
    with pytest.raises(ValueError, match=problem):
        ChoiceKey(frozenset(options), frozenset(right), is_single=is_single)
