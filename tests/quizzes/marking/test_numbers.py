"""Writing an answer in figures."""

import time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.marking.typed import AcceptedNumber, NumberKey, Unit, number_of
from tests.quizzes.marking.keys import HOURS, MINUTES, NUMBERS, TOLERANCES, answered, numbers

NOT_A_NUMBER = "Write a number, such as 12 or 0.5"
FIGURES = ("0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
ENORMOUS = 100_000


def key(value="12", tolerance="0", *, units=(), unit_required=False) -> NumberKey:
    return NumberKey((AcceptedNumber(Decimal(value), Decimal(tolerance)),), units, unit_required)


@given(NUMBERS, TOLERANCES, NUMBERS)
def test_a_number_is_right_within_the_tolerance_ends_included(value, tolerance, typed):
    step = Decimal("0.0001")
    question = key(value, tolerance)
    for right in (value - tolerance, value, value + tolerance):
        assert question.earned(f"{right:f}") == 100
    for wrong in (value - tolerance - step, value + tolerance + step):
        assert question.earned(f"{wrong:f}") == 0
    is_near = abs(Fraction(typed) - Fraction(value)) <= Fraction(tolerance)
    assert question.earned(f"{typed:f}") == (100 if is_near else 0)


def test_a_tenth_is_a_tenth():
    assert key("0.3", "0.1").earned("0.2") == 100
    assert key("0.3", "0.1").earned("0.4") == 100
    assert key("0.3").earned("0.30000000000000004") == 0


@given(st.integers(-(10**12), 10**12), st.sampled_from([",", " ", "\u00a0", "\u202f"]))
def test_thousands_may_be_set_apart(number, gap):
    assert number_of(f"{number:,}".replace(",", gap)) == (number, "")


@given(NUMBERS, st.sampled_from(["-", "\u2212", "－"]), st.sampled_from(FIGURES))
def test_minus_signs_and_figures_of_every_script_are_read(number, minus, figures):
    typed = f"{number:f}".replace("-", minus).translate(dict(zip(map(ord, FIGURES[0]), figures, strict=True)))
    assert number_of(typed) == (number, "")


@given(
    NUMBERS, st.text(" \t\n\u00a0\u200e\u200f\u2067", max_size=4), st.text(" \t\n\u2069\ufeff", max_size=4)
)
def test_spaces_and_marks_of_direction_around_a_number_do_not_matter(number, before, after):
    assert number_of(f"{before}{number:f}{after}") == (number, "")


@pytest.mark.parametrize(
    ("typed", "number", "unit"),
    [
        ("12", "12", ""),
        ("+12", "12", ""),
        ("012", "12", ""),
        (".5", "0.5", ""),
        ("-.5", "-0.5", ""),
        ("12.50", "12.5", ""),
        ("12.", "12", ""),
        ("12!", "12", ""),
        ("1,200", "1200", ""),
        ("1,200.5", "1200.5", ""),
        ("-1 200 300", "-1200300", ""),
        ("１２．５", "12.5", ""),
        ("12minutes", "12", "minutes"),
        ("12  Minutes.", "12", "minutes"),
        ("37 ℃", "37", "°c"),
        ("50%", "50", "%"),
        ("12 🙂", "12", "🙂"),
        ("12\x00", "12", "\x00"),
    ],
)
def test_a_number_and_what_stands_after_it(typed, number, unit):
    assert number_of(typed) == (Decimal(number), unit)


@pytest.mark.parametrize(
    "typed",
    ["twelve", "-", ".", "--5", "- 5", "£5", "about 12", "½", "²", "①", "🙂", "\x00", "\x0012", "x" * 40, "NaN",
     "Infinity", "9" * 31, "0." + "3" * 30],
)  # fmt: skip
def test_what_is_no_number_is_asked_for_again(typed):
    with pytest.raises(ValueError, match=NOT_A_NUMBER):
        key().earned(typed)


@pytest.mark.parametrize(
    "typed",
    ["7,5", "75 5", "0,500", "1,2000", "1.200,50", "1e2", "10²", "1.2.3", "5-10", "5/10", "1½", "12 miles"],
)
def test_what_might_be_read_as_another_number_is_asked_for_again(typed):
    with pytest.raises(ValueError, match="Write a number"):
        key().earned(typed)
    with pytest.raises(ValueError, match="Write (a|the) number"):
        key(units=(MINUTES, HOURS)).earned(typed)


@given(st.integers(-1000, 1000), st.sampled_from(["", " ", "\u00a0"]), st.sampled_from(["", ".", " !"]))
def test_a_number_in_another_unit_is_worth_as_much(hours, gap, end):
    question = key(60 * hours, units=(MINUTES, HOURS), unit_required=True)
    assert question.earned(f"{hours}{gap}Hours{end}") == 100
    assert question.earned(f"{60 * hours}{gap}MINUTES{end}") == 100
    assert question.earned(f"{hours}{gap}minutes{end}") == (0 if hours else 100)


@given(NUMBERS)
def test_a_number_without_a_unit_is_in_the_first_unless_it_must_be_given(number):
    assert key(number, units=(MINUTES, HOURS)).earned(f"{number:f}") == 100
    for end in ("", ".", " "):
        with pytest.raises(ValueError, match="Write the unit after the number: minutes or hours"):
            key(number, units=(MINUTES, HOURS), unit_required=True).earned(f"{number:f}{end}")


def test_the_tolerance_is_in_the_first_unit():
    question = key("60", "15", units=(MINUTES, HOURS))
    assert [question.earned(f"{hours} hours") for hours in ("0.74", "0.75", "1.25", "1.26")] == [
        0,
        100,
        100,
        0,
    ]


@given(answered(numbers()))
def test_the_accepted_number_that_is_worth_most_counts(pair):
    question, typed = pair
    number, unit = number_of(typed)
    worth = number * (60 if unit == "hours" else 1)
    shares = [one.share_pct for one in question.accepted if abs(one.value - worth) <= one.tolerance]
    assert question.earned(typed) == max(shares, default=0)
    assert (question.fitting(typed) is None) is (not shares)


def test_a_wider_tolerance_may_be_worth_less():
    question = NumberKey(
        (AcceptedNumber(Decimal(12), Decimal(5), 50), AcceptedNumber(Decimal(12), Decimal(1)))
    )
    assert [question.earned(typed) for typed in ("6", "7", "11", "13", "17", "18")] == [
        0,
        50,
        100,
        100,
        50,
        0,
    ]


@pytest.mark.parametrize("typed", ["", " ", "\n", "\u200f"])
def test_nothing_written_cannot_be_marked(typed):
    with pytest.raises(ValueError, match="Nothing was written"):
        key().earned(typed)


@pytest.mark.parametrize(
    ("value", "tolerance"),
    [("1e30", "0"), ("NaN", "0"), ("Infinity", "0"), ("12", "-1")],
)
def test_a_number_that_nobody_can_write_cannot_be_asked_for(value, tolerance):
    with pytest.raises(ValueError, match="is one that can be written, and its tolerance nothing or more"):
        key(value, tolerance)


@pytest.mark.parametrize("typed", ["9" * 30, "-" + "9" * 30, "." + "3" * 29, "-0." + "3" * 29, "0" * 60])
def test_a_long_number_that_can_be_written_is_as_good_as_it_is_stored(typed):
    question = key(number_of(typed)[0])
    assert question.earned(typed) == question.earned(question.best) == 100


def test_numbers_are_in_the_first_unit_even_where_that_is_not_worth_one():
    question = key("2", units=(HOURS, MINUTES))
    assert question.earned(question.best) == 100
    assert [question.earned(typed) for typed in ("2", "2 hours", "120 minutes", "2 minutes")] == [
        100,
        100,
        100,
        0,
    ]


@pytest.mark.parametrize("times", [0, -60])
def test_a_unit_is_worth_something(times):
    with pytest.raises(ValueError, match="worth more than nothing"):
        key(units=(MINUTES, Unit("hours", Decimal(times))))


@pytest.mark.parametrize("units", [(), (MINUTES,)])
def test_a_question_without_a_number_worth_the_whole_mark_cannot_be_asked(units):
    for accepted in ((), (AcceptedNumber(Decimal(12), share_pct=99),)):
        with pytest.raises(ValueError, match="needs an accepted number with the full mark"):
            NumberKey(accepted, units)


def test_a_unit_that_must_be_given_needs_a_name():
    with pytest.raises(ValueError, match="needs a name"):
        key(unit_required=True)


@pytest.mark.parametrize("share", [-1, 101])
def test_a_share_of_the_mark_is_a_percentage(share):
    with pytest.raises(ValueError, match="between 0 and 100 per cent"):
        NumberKey((AcceptedNumber(Decimal(12)), AcceptedNumber(Decimal(1), share_pct=share)))


@pytest.mark.parametrize(
    "some",
    ["1", " ", ",", ".", "-", "1,", "1 ", ",123", " 123", "1.", "a", "a ", "\u0316\u0301", "\u200f", "\x00"],
)
@pytest.mark.parametrize("around", ["{}", "1{}x", "1x{}x", " {}.", "1 x{}", "123{}4"])
def test_enormous_answers_are_read_at_once(some, around):
    typed = around.format(some * (ENORMOUS // len(some)))
    question = key(units=(MINUTES, HOURS))
    began = time.process_time()
    question.problem(typed)
    assert time.process_time() - began < 3
