"""Choosing an answer for each line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.marking.grid import GridKey, ScaleKey
from quizzes.marking.kinds import Scheme
from tests.quizzes.marking.keys import FOREIGN, SCALES, answered, grids

NEVER, ALWAYS = st.just(False), st.just(True)
PARTLY, WHOLLY = st.just(Scheme.PART), st.just(Scheme.ALL)
# A judgement of four lines on a scale of four steps.
SCALE = ("no", "rather not", "rather", "yes")


def judgement(scheme=Scheme.PART, *, near_counts=True) -> GridKey:
    right = {"a": {"no"}, "b": {"yes"}, "c": {"no", "yes"}, "d": {"rather"}}
    return GridKey({line: frozenset(one) for line, one in right.items()}, SCALE, scheme, near_counts)


@given(answered(grids()))
def test_putting_one_line_right_never_lowers_the_mark(pair):
    key, answer = pair
    for line, rights in key.right.items():
        for right in rights:
            assert key.earned({**answer, line: right}) >= key.earned(answer)


@given(answered(grids()))
def test_leaving_a_line_out_never_raises_the_mark(pair):
    key, answer = pair
    for line in answer.keys() if len(answer) > 1 else ():
        assert key.earned({one: answer[one] for one in answer if one != line}) <= key.earned(answer)


@given(answered(grids(WHOLLY)))
def test_all_or_nothing_is_the_whole_when_every_line_is_right(pair):
    key, answer = pair
    every = all(answer.get(line) in rights for line, rights in key.right.items())
    assert key.earned(answer) == (100 if every else 0)


@given(answered(grids(PARTLY, NEVER)))
def test_each_line_that_is_right_earns_an_equal_share(pair):
    key, answer = pair
    right = sum(option in key.right[line] for line, option in answer.items())
    assert key.earned(answer) == 100 * right // len(key.right)


@given(answered(grids(PARTLY, ALWAYS)))
def test_a_near_answer_earns_half_of_a_share(pair):
    key, answer = pair
    right = sum(key.is_right(line, option) for line, option in answer.items())
    near = sum(key.is_near(line, option) for line, option in answer.items())
    assert key.earned(answer) == 100 * (2 * right + near) // (2 * len(key.right))


@given(answered(grids(near=ALWAYS)))
def test_near_is_one_step_from_a_right_option_and_not_right(pair):
    key, answer = pair
    for line, option in answer.items():
        place = key.options.index(option)
        beside = {*key.options[max(place - 1, 0) : place], *key.options[place + 1 : place + 2]}
        assert key.is_near(line, option) is (option not in key.right[line] and bool(beside & key.right[line]))


@given(answered(grids(near=NEVER)))
def test_nothing_is_near_where_that_does_not_count(pair):
    key, answer = pair
    assert not any(key.is_near(line, option) for line, option in answer.items())


@pytest.mark.parametrize("option", [None, FOREIGN])
def test_no_option_and_a_foreign_one_are_neither_right_nor_near(option):
    assert not judgement().is_right("a", option)
    assert not judgement().is_near("a", option)


@pytest.mark.parametrize(
    ("answer", "partly"),
    [
        (("no", "yes", "yes", "rather"), 100),
        (("no", "yes", "no", "yes"), 87),
        (("rather not", "rather", "rather", "yes"), 50),
        (("rather", "no", "rather not", "no"), 12),
        (("yes", "no", "rather", "no"), 12),
        (("yes", "no"), 0),
        (("no",), 25),
        (("rather not",), 12),
    ],
)
def test_a_judgement_of_four_lines(answer, partly):
    said = dict(zip("abcd", answer, strict=False))
    assert judgement().earned(said) == partly
    assert judgement(Scheme.ALL).earned(said) == (100 if partly == 100 else 0)


def test_only_a_judgement_has_near_answers():
    assert judgement(near_counts=False).earned({"a": "rather not"}) == 0


@given(answered(grids()))
def test_the_names_of_lines_and_options_do_not_matter(pair):
    key, answer = pair
    lines = {line: f"line {number}" for number, line in enumerate(sorted(key.right, reverse=True))}
    options = {option: f"option {-number}" for number, option in enumerate(key.options)}
    renamed = GridKey(
        {lines[line]: frozenset(options[one] for one in rights) for line, rights in key.right.items()},
        tuple(options.values()),
        key.scheme,
        key.near_counts,
    )
    assert renamed.earned({lines[line]: options[one] for line, one in answer.items()}) == key.earned(answer)


@given(answered(SCALES))
def test_whatever_was_said_on_a_scale_counts(pair):
    key, answer = pair
    assert key.earned(answer) == 100


@given(grids() | SCALES)
def test_what_the_question_does_not_have_cannot_be_marked(key):
    line, option = next(iter(key.best.items()))
    with pytest.raises(ValueError, match="Nothing was chosen"):
        key.earned({})
    with pytest.raises(ValueError, match="A line was answered that the question does not have"):
        key.earned({line: option, FOREIGN: option})
    with pytest.raises(ValueError, match="An option was chosen that the question does not have"):
        key.earned({line: FOREIGN})


@pytest.mark.parametrize("right", [{"a": ""}, {"a": "yz"}, {"a": "x", "b": ""}])
def test_each_line_needs_a_right_option(right):
    with pytest.raises(ValueError, match="Each line needs a right option"):
        GridKey({line: frozenset(one) for line, one in right.items()}, ("x", "y"))


def test_a_question_without_lines_cannot_be_marked():
    with pytest.raises(ValueError, match="needs a line"):
        GridKey({}, ("x", "y"))


@pytest.mark.parametrize(("lines", "options"), [((), ("x",)), (("a",), ()), ((), ())])
def test_a_scale_without_lines_or_options_cannot_be_asked(lines, options):
    with pytest.raises(ValueError, match="needs a line and an option"):
        ScaleKey(lines, options)
