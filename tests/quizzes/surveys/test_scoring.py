"""What answers on a scale come to."""

from fractions import Fraction

import pytest

from quizzes.surveys.scoring import Mean, tenths, values_of, whole_of

TENS = [*map(str, range(11)), "beside"]
AGREE = ["1", "2", "3", "4", "5"]


def test_a_point_counts_as_its_number_and_not_part_of_my_job_as_nothing():
    assert values_of({"a": "0", "b": "10", "c": "beside"}, points=TENS) == {"a": 0, "b": 10}


@pytest.mark.parametrize(
    ("points", "said", "counts"), [(AGREE, "5", 1), (AGREE, "2", 4), (TENS, "0", 10), (TENS, "7", 3)]
)
def test_a_turned_line_counts_from_the_other_end(points, said, counts):
    assert values_of({"a": said}, points=points, turned=["a"]) == {"a": counts}


@pytest.mark.parametrize(("answered", "mean"), [(8, None), (9, Fraction(44, 9)), (12, Fraction(77, 12))])
def test_the_mean_of_a_scale_needs_nine_answers_of_twelve(answered, mean):
    values = {str(n): value for n, value in enumerate([4, 5, 5, 5, 5, 5, 5, 5, 5, 11, 11, 11][:answered])}
    assert whole_of(values, least=9) == mean


def test_statements_that_are_no_scale_have_no_mean():
    assert whole_of({"a": 1}, least=None) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [(Fraction(27, 4), "6.8"), (Fraction(-1, 20), "−0.1"), (Fraction(-1, 30), "0.0"), (Fraction(0), "0.0")],
)
def test_a_mean_is_said_to_one_place(value, words):
    assert tenths(value) == words


@pytest.mark.parametrize(
    ("values", "words"), [([1, 2], "+1.5"), ([-1, -2], "−1.5"), ([0], "0.0"), ([Fraction(1, 30)], "0.0")]
)
def test_a_change_has_a_sign(values, words):
    assert Mean.of(values).words_of_change == words


def test_nothing_is_shown_of_fewer_than_five():
    assert [Mean.of(range(n)).is_shown for n in (0, 4, 5)] == [False, False, True]
