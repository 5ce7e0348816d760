"""What holds for every key, and what marks add up to."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.marking.choice import ChoiceKey
from quizzes.marking.kinds import CHOICES, GRIDS, SEQUENCES, TYPED, UNMARKED, Kind, Scheme
from quizzes.marking.scores import in_words, mark, needed, passes, percent, shared
from tests.quizzes.marking.keys import KEYS, answered, answers_to

PASS_MARKS = st.integers(0, 100)
ATTEMPTS = st.lists(answered() | st.tuples(KEYS, st.none()), min_size=1, max_size=10)


@st.composite
def scores(draw) -> tuple[int, int]:
    """Hundredths, of so many marks."""
    out_of = draw(st.integers(1, 100))
    return draw(st.integers(0, 100 * out_of)), out_of


@given(KEYS)
def test_the_best_answer_earns_the_whole_mark(key):
    assert key.problem(key.best) == ""
    assert key.earned(key.best) == 100


@given(st.data())
def test_an_answer_earns_nothing_to_the_whole_mark_unless_it_is_none_and_then_says_why(data):
    key = data.draw(KEYS)
    answer = data.draw(answers_to(key))
    if problem := key.problem(answer):
        with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
            key.earned(answer)
    else:
        assert 0 <= key.earned(answer) <= 100


@given(answered().filter(lambda pair: getattr(pair[0], "scheme", None) is Scheme.ALL))
def test_all_or_nothing_is_all_or_nothing(pair):
    key, answer = pair
    assert key.earned(answer) in (0, 100)


def test_every_kind_is_answered_in_one_way():
    ways = (CHOICES, GRIDS, SEQUENCES, TYPED)
    assert sorted(kind for way in ways for kind in way) == sorted(Kind)
    assert set(Kind) > UNMARKED


@given(ATTEMPTS, PASS_MARKS)
def test_the_score_is_what_the_questions_earn_together(answers, pass_mark):
    marked = mark(answers, pass_mark)
    assert marked.score == sum(key.earned(answer) for key, answer in answers if answer is not None)
    assert len(marked.earned) == marked.out_of == len(answers)
    assert 0 <= marked.score <= 100 * marked.out_of
    assert 0 <= marked.percent <= 100


@given(ATTEMPTS, PASS_MARKS)
def test_one_answer_put_right_never_lowers_the_score(answers, pass_mark):
    key, _ = answers[0]
    better, before = mark([(key, key.best), *answers[1:]], pass_mark), mark(answers, pass_mark)
    assert better.score >= before.score
    assert better.passed >= before.passed


@given(st.lists(KEYS, min_size=1, max_size=10), st.integers(1, 100))
def test_the_best_answers_pass_and_no_answers_do_not(keys, pass_mark):
    best, none = (
        mark([(key, one(key)) for key in keys], pass_mark) for one in (lambda k: k.best, lambda k: None)
    )
    assert (best.percent, best.passed) == (100, True)
    assert (none.percent, none.passed) == (0, False)


@given(scores(), PASS_MARKS)
def test_the_percentage_shown_reaches_the_pass_mark_exactly_when_the_score_passes(score, pass_mark):
    assert passes(*score, pass_mark) is (percent(*score) >= pass_mark)


@given(scores())
def test_a_hundred_per_cent_is_shown_for_a_full_score_only(score):
    assert (percent(*score) == 100) is (score[0] == 100 * score[1])


@given(st.integers(1, 100), PASS_MARKS, st.booleans())
def test_the_score_needed_is_the_lowest_that_passes(out_of, pass_mark, in_parts):
    least = needed(out_of, pass_mark, in_parts=in_parts)
    step = 1 if in_parts else 100
    assert 0 <= least <= 100 * out_of
    assert least % step == 0
    assert passes(least, out_of, pass_mark)
    assert least == 0 or not passes(least - step, out_of, pass_mark)


@pytest.mark.parametrize(
    ("out_of", "pass_mark", "whole", "in_parts"),
    [
        (10, 80, 800, 800),
        (9, 80, 800, 720),
        (3, 67, 300, 201),
        (1, 1, 100, 1),
        (5, 0, 0, 0),
        (5, 100, 500, 500),
    ],
)
def test_scores_needed(out_of, pass_mark, whole, in_parts):
    assert needed(out_of, pass_mark) == whole
    assert needed(out_of, pass_mark, in_parts=True) == in_parts


@pytest.mark.parametrize(
    ("score", "out_of", "pass_mark", "shown", "passed"),
    [
        (800, 10, 80, 80, True),
        (799, 10, 80, 79, False),
        (700, 10, 80, 70, False),
        (700, 9, 78, 77, False),
        (200, 3, 66, 66, True),
        (200, 3, 67, 66, False),
        (201, 3, 67, 67, True),
        (0, 1, 0, 0, True),
        (19999, 200, 100, 99, False),
    ],
)
def test_scores_at_the_pass_mark(score, out_of, pass_mark, shown, passed):
    assert percent(score, out_of) == shown
    assert passes(score, out_of, pass_mark) is passed


@given(PASS_MARKS)
def test_where_nothing_is_marked_sending_it_is_passing(pass_mark):
    marked = mark([], pass_mark)
    assert (marked.score, marked.out_of, marked.percent, marked.passed) == (0, 0, 100, True)


@pytest.mark.parametrize("pass_mark", [-1, 101])
def test_a_pass_mark_is_a_percentage(pass_mark):
    key = ChoiceKey(frozenset("ab"), frozenset("a"))
    with pytest.raises(ValueError, match="between 0 and 100"):
        mark([(key, ["a"])], pass_mark)


@given(st.integers(1, 50).flatmap(lambda of: st.tuples(st.integers(-of, of), st.just(of))))
def test_only_everything_is_worth_the_whole_mark(parts):
    had, of = parts
    partly, wholly = shared(had, of, Scheme.PART), shared(had, of, Scheme.ALL)
    assert (partly == 100) is (wholly == 100) is (had == of)
    assert wholly in (0, 100)
    assert 0 <= max(had, 0) - Decimal(partly * of) / 100 < Decimal(of) / 100


@given(st.integers(0, 10_000))
def test_marks_in_words_are_the_marks_without_idle_noughts(score):
    words = in_words(score)
    assert Decimal(words) == Decimal(score) / 100
    assert not re.search(r"\.\d*0$|\.$", words)


@pytest.mark.parametrize(
    ("score", "words"),
    [(0, "0"), (5, "0.05"), (50, "0.5"), (100, "1"), (625, "6.25"), (750, "7.5"), (800, "8"), (1000, "10")],
)
def test_marks_are_written_as_people_write_them(score, words):
    assert in_words(score) == words
