"""Marking, as properties that hold for every question and every score."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import marking
from quizzes.marking import Key, Kind

KEYS = st.frozensets(st.text("abcdefgh", min_size=1, max_size=2), min_size=1, max_size=8)


@st.composite
def multiple(draw) -> Key:
    options = draw(KEYS)
    right = draw(st.frozensets(st.sampled_from(sorted(options)), min_size=1))
    return Key(Kind.MULTIPLE, options, right)


@st.composite
def single(draw) -> Key:
    options = draw(KEYS)
    return Key(Kind.SINGLE, options, frozenset({draw(st.sampled_from(sorted(options)))}))


@st.composite
def answered(draw) -> tuple[Key, frozenset[str]]:
    key = draw(st.one_of(single(), multiple()))
    return key, draw(st.frozensets(st.sampled_from(sorted(key.options))))


@st.composite
def scores(draw) -> tuple[int, int]:
    out_of = draw(st.integers(1, 100))
    return draw(st.integers(0, out_of)), out_of


@given(st.one_of(single(), multiple()))
def test_all_the_right_options_and_no_others_are_right(key):
    assert marking.is_right(key, key.right)


@given(answered())
def test_anything_else_is_not_right(pair):
    key, chosen = pair
    assert marking.is_right(key, chosen) is (chosen == key.right)


@given(st.one_of(single(), multiple()))
def test_no_answer_is_not_right(key):
    assert not marking.is_right(key, [])


@given(multiple())
def test_choosing_everything_is_right_only_when_everything_is_right(key):
    assert marking.is_right(key, key.options) is (key.right == key.options)


@given(multiple())
def test_order_and_repetition_do_not_matter(key):
    assert marking.is_right(key, sorted(key.right, reverse=True) * 2)


def test_an_option_that_the_question_does_not_have_cannot_be_marked():
    with pytest.raises(ValueError, match="does not have"):
        marking.is_right(Key(Kind.SINGLE, frozenset("ab"), frozenset("a")), ["c"])


@pytest.mark.parametrize(
    ("kind", "options", "right", "problem"),
    [
        (Kind.SINGLE, "ab", "", "needs a right option"),
        (Kind.MULTIPLE, "ab", "", "needs a right option"),
        (Kind.MULTIPLE, "ab", "ac", "must be one of the options"),
        (Kind.SINGLE, "abc", "ab", "has one right option"),
    ],
)
def test_a_question_that_cannot_be_answered_cannot_be_marked(kind, options, right, problem):
    with pytest.raises(ValueError, match=problem):
        Key(kind, frozenset(options), frozenset(right))


@given(st.lists(answered(), min_size=1, max_size=20), st.integers(0, 100))
def test_the_score_is_the_number_of_questions_that_are_right(answers, pass_mark):
    mark = marking.mark(answers, pass_mark)
    assert mark.score == sum(marking.is_right(key, chosen) for key, chosen in answers)
    assert 0 <= mark.score <= mark.out_of == len(answers)
    assert 0 <= mark.percent <= 100


@given(st.lists(answered(), min_size=1, max_size=20), st.integers(0, 100))
def test_one_more_right_answer_never_lowers_the_score(answers, pass_mark):
    key, _ = answers[0]
    better = marking.mark([(key, key.right), *answers[1:]], pass_mark)
    before = marking.mark(answers, pass_mark)
    assert better.score >= before.score
    assert better.passed >= before.passed


@given(scores(), st.integers(0, 100))
def test_the_percentage_shown_reaches_the_pass_mark_exactly_when_the_score_passes(score, pass_mark):
    assert marking.passes(*score, pass_mark) is (marking.percent(*score) >= pass_mark)


@given(scores(), st.integers(0, 100))
def test_the_score_needed_is_the_lowest_that_passes(score, pass_mark):
    _, out_of = score
    needed = marking.needed(out_of, pass_mark)
    assert 0 <= needed <= out_of
    assert marking.passes(needed, out_of, pass_mark)
    assert needed == 0 or not marking.passes(needed - 1, out_of, pass_mark)


@pytest.mark.parametrize(
    ("score", "out_of", "pass_mark", "percent", "passed"),
    [
        (8, 10, 80, 80, True),
        (7, 10, 80, 70, False),
        (7, 9, 78, 77, False),
        (2, 3, 66, 66, True),
        (2, 3, 67, 66, False),
        (0, 1, 0, 0, True),
        (199, 200, 100, 99, False),
    ],
)
def test_scores_at_the_pass_mark(score, out_of, pass_mark, percent, passed):
    assert marking.percent(score, out_of) == percent
    assert marking.passes(score, out_of, pass_mark) is passed


def test_an_attempt_without_questions_cannot_be_marked():
    with pytest.raises(ValueError, match="nothing to mark"):
        marking.mark([], 80)


@pytest.mark.parametrize("pass_mark", [-1, 101])
def test_a_pass_mark_is_a_percentage(pass_mark):
    key = Key(Kind.SINGLE, frozenset("ab"), frozenset("a"))
    with pytest.raises(ValueError, match="between 0 and 100"):
        marking.mark([(key, ["a"])], pass_mark)
