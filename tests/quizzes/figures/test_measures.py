"""What is reckoned of answers, against another way of reckoning it."""

import datetime
import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.figures import measures
from quizzes.figures.measures import Telling
from tests.quizzes.factories import AT

earned = st.integers(min_value=0, max_value=100)
people = st.lists(st.tuples(earned, st.integers(min_value=0, max_value=1000)), min_size=1, max_size=40)


def after(seconds: float) -> datetime.datetime:
    return AT + datetime.timedelta(seconds=seconds)


@given(st.lists(earned, min_size=1))
def test_facility_is_the_mean_of_what_was_earned_rounded_down(marks):
    assert measures.facility_pct(marks) == math.floor(sum(Fraction(mark) for mark in marks) / len(marks))


def exact_correlation(pairs: list[tuple[int, int]]) -> float | None:
    """By sums of products of whole numbers, with one root at the end."""
    n = len(pairs)
    xs, ys = zip(*pairs, strict=True)
    spread_x, spread_y = (n * sum(v * v for v in values) - sum(values) ** 2 for values in (xs, ys))
    both = n * sum(x * y for x, y in pairs) - sum(xs) * sum(ys)
    return both / math.sqrt(spread_x * spread_y) if spread_x and spread_y else None


@given(people)
def test_discrimination_is_the_correlation_with_the_rest(pairs):
    found = measures.discrimination([one for one, _ in pairs], [rest / 10 for _, rest in pairs])
    exact = exact_correlation(pairs)
    assert (found is None) == (exact is None)
    assert found is None or (abs(found - exact) <= 0.0051 and -1 <= found <= 1)


@given(people)
def test_a_question_turned_round_tells_people_apart_the_other_way(pairs):
    marks, rest = [one for one, _ in pairs], [share for _, share in pairs]
    there, back = (measures.discrimination(one, rest) for one in (marks, [100 - mark for mark in marks]))
    assert there is None is back or there + back == pytest.approx(0, abs=0.011)


@pytest.mark.parametrize(
    ("correlation", "word"),
    [
        (1.0, Telling.WELL),
        (0.3, Telling.WELL),
        (0.29, Telling.WEAKLY),
        (0.01, Telling.WEAKLY),
        (0.0, Telling.NOT),
        (-0.01, Telling.BACKWARDS),
    ],
)
def test_how_well_it_tells_people_apart_is_said_in_words(correlation, word):
    assert measures.telling(correlation) is word


def test_the_rest_is_a_share_of_the_other_marks():
    assert measures.rest_share(score=250, earned=50, out_of=5) == 50
    assert measures.rest_share(score=100, earned=100, out_of=1) is None


@pytest.mark.parametrize(
    ("saved", "told"),
    [
        ([10, 40, 45], [10, 30, 5]),
        ([10, 90, 45], [10, None, None]),  # came back to the second
        ([90, 30, 60], [None, None, 30]),  # came back to the first
        ([10, None, 45], [10, None, None]),  # left the second
        ([10, 10.5, 45], [10, None, 34.5]),  # arrived together
        ([10, 700, 710], [10, None, 10]),  # paused
        ([None, None], [None, None]),
        ([], []),
    ],
)
def test_seconds_are_told_where_they_are_those_of_one_question(saved, told):
    moments = [None if seconds is None else after(seconds) for seconds in saved]
    assert measures.seconds_each(AT, moments) == told


@given(
    st.lists(
        st.none() | st.integers(min_value=1, max_value=2000), max_size=12, unique_by=lambda at: at or object()
    )
)
def test_seconds_are_told_where_nothing_else_was_saved_between(saved):
    """Against looking at every other save, one by one."""

    def of(place: int) -> float | None:
        at, before = saved[place], saved[place - 1] if place else 0
        if at is None or before is None or not 2 <= at - before <= 600:
            return None
        others = [one for n, one in enumerate(saved) if one is not None and n not in (place, place - 1)]
        return None if any(before <= one <= at for one in others) else at - before

    moments = [None if seconds is None else after(seconds) for seconds in saved]
    assert measures.seconds_each(AT, moments) == [of(place) for place in range(len(saved))]


@pytest.mark.parametrize(
    ("told", "typical"),
    [
        ([10, 20, 30, 40, 500], 30),
        ([10, 20, 30, 40], None),
        ([10, 20, 30, 40, 50, *[None] * 5], 30),
        ([10, 20, 30, 40, 50, *[None] * 6], None),
    ],
)
def test_a_typical_time_needs_five_people_and_half_of_all(told, typical):
    assert measures.typical_seconds(told) == typical


@pytest.mark.parametrize(
    ("facility", "options", "is_near"),
    [(50, 2, True), (61, 2, False), (39, 2, False), (43, 3, True), (25, 4, False)],
)
def test_what_little_choice_gives_by_chance_may_be_guessed(facility, options, is_near):
    assert measures.is_near_chance(facility, options) is is_near


@pytest.mark.parametrize(
    ("one", "other", "parts"), [(49, 70, True), (90, 10, True), (50, 90, False), (49, 69, False)]
)
def test_sides_part_where_one_misses_what_the_other_passes(one, other, parts):
    assert measures.parts_sides(one, other) is measures.parts_sides(other, one) is parts


@pytest.mark.parametrize(
    ("right", "wrong", "is_longer"),
    [
        ([60], [30, 39], True),
        ([60], [30, 40], False),
        ([25], [6], False),
        ([60, 30], [20], False),
        ([60], [], False),
    ],
)
def test_much_longer_is_half_as_long_again_and_twenty_characters(right, wrong, is_longer):
    assert measures.is_longer(right, wrong) is is_longer


def test_three_answers_in_one_place_are_a_pattern_and_two_are_not():
    assert measures.in_one_place({"a": 0, "b": 0, "c": 0}) == {"a", "b", "c"}
    assert measures.in_one_place({"a": 0, "b": 0}) == measures.in_one_place({"a": 0, "b": 0, "c": 1}) == set()
