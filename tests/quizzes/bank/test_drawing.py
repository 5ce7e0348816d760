"""Properties of the draw: counts, no repeats, what comes first, and that all is drawn where all can be."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from quizzes.bank.drawing import Candidate, Draw, assign, missing, shortages

TOPICS = ("a", "b", "c")
# The same version has the same topics: they are part of what it is.
CANDIDATES = st.tuples(
    st.lists(st.integers(0, 5), max_size=6),
    st.lists(st.frozensets(st.sampled_from(TOPICS)), min_size=6, max_size=6),
).map(
    lambda pair: [
        Candidate(f"bank-{n}", version, pair[1][version], "core") for n, version in enumerate(pair[0])
    ]
)
DRAWS = st.lists(
    st.builds(Draw, topic=st.sampled_from(("A", "b ", "c")), number=st.integers(1, 2)), min_size=1, max_size=3
)


def versions(held) -> list[int]:
    return [one.version for several in held for one in several]


def can_fill(draws, candidates) -> bool:
    """The slow and obvious way: try every order of the places."""
    places = [draw for draw in draws for _ in range(draw.number)]
    pool = list({one.version: one for one in reversed(candidates)}.values())
    if len(places) > len(pool):
        return False
    return any(
        all(draw.suits(one) for draw, one in zip(places, order, strict=True))
        for order in permutations(pool, len(places))
    )


@given(DRAWS, CANDIDATES)
def test_no_draw_has_too_many_or_what_does_not_suit_it_and_nothing_is_drawn_twice(draws, candidates):
    held = assign(draws, candidates)
    assert all(len(several) <= draw.number for draw, several in zip(draws, held, strict=True))
    assert all(draw.suits(one) for draw, several in zip(draws, held, strict=True) for one in several)
    assert len(versions(held)) == len(set(versions(held)))


@given(DRAWS, CANDIDATES)
def test_all_is_drawn_exactly_where_all_can_be(draws, candidates):
    assert (missing(draws, candidates) == 0) == can_fill(draws, candidates)
    assert (shortages(draws, candidates) == []) == can_fill(draws, candidates)


@given(DRAWS, CANDIDATES)
def test_a_shortage_names_draws_that_want_more_than_suits_them(draws, candidates):
    assert all(short.wanted > short.has for short in shortages(draws, candidates))


@given(DRAWS, CANDIDATES)
def test_what_comes_first_is_drawn_whenever_it_suits_anything(draws, candidates):
    first = next((one for one in candidates if any(draw.suits(one) for draw in draws)), None)
    assert first is None or first.version in versions(assign(draws, candidates))
