"""What was played is a union: whatever the order, nothing is lost, and nothing is added that was not played."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casestudies.playing import stretches
from casestudies.playing.stretches import Unreadable

HUNDREDTHS = st.integers(0, 60_000)
STRETCHES = st.lists(
    st.tuples(HUNDREDTHS, HUNDREDTHS).map(lambda pair: tuple(second / 100 for second in sorted(pair))),
    max_size=12,
)
AMPLE = 10_000


def kept_of(*messages, allowance=AMPLE) -> list:
    kept = []
    for message in messages:
        kept = stretches.grown(kept, message, allowance=allowance)
    return kept


@given(st.lists(STRETCHES, max_size=4), st.randoms())
def test_late_lost_and_repeated_messages_come_to_the_same(messages, rng):
    mixed = [*messages, *messages]
    rng.shuffle(mixed)
    assert kept_of(*mixed) == kept_of(*messages)


@given(STRETCHES)
def test_a_later_message_that_holds_the_whole_session_makes_good_a_lost_one(session):
    assert kept_of(session) == kept_of(session[:1], session)


@given(STRETCHES)
def test_what_is_kept_is_in_order_and_apart(sent):
    kept = stretches.union(sent)
    assert all(start < end for start, end in kept)
    assert all(
        after[0] - before[1] >= stretches.GAP_SECONDS for before, after in zip(kept, kept[1:], strict=False)
    )


@given(STRETCHES, STRETCHES, st.floats(-10, 700))
def test_no_message_adds_more_than_its_allowance_nor_takes_anything_away(first, sent, allowance):
    kept = kept_of(first)
    after = stretches.grown(kept, sent, allowance=allowance)
    grown = stretches.seconds(after) - stretches.seconds(kept)
    assert -0.001 <= grown <= max(allowance, 0) + 0.001
    assert stretches.beyond(kept, after) == []
    assert stretches.beyond(after, stretches.union([*kept, *sent])) == []


@given(STRETCHES, st.integers(0, 300), st.integers(300, 600))
def test_nothing_is_kept_outside_the_part_that_is_shown(sent, start, end):
    assert all(start <= first < last <= end for first, last in stretches.clamped(sent, start=start, end=end))


def test_many_scraps_close_together_are_no_way_round_the_allowance():
    scraps = [(number * 0.7, number * 0.7 + 0.01) for number in range(400)]
    assert stretches.seconds(stretches.grown([], scraps, allowance=5)) <= 5


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ([(0, 10), (10.7, 20)], [(0, 20)]),
        ([(0, 10), (10.8, 20)], [(0, 10), (10.8, 20)]),
        ([(5, 5)], []),
    ],
)
def test_a_gap_of_less_than_three_quarters_of_a_second_is_none(sent, kept):
    assert stretches.union(sent) == kept


def test_of_more_than_are_kept_the_shortest_are_left_out():
    many = [(number * 2.0, number * 2.0 + 1 + number / 1000) for number in range(stretches.MOST + 50)]
    kept = stretches.grown([], many, allowance=AMPLE)
    assert kept == many[50:]


@pytest.mark.parametrize(("elapsed", "seconds"), [(0, 5), (100, 225), (-50, 5)])
def test_what_can_have_been_played_is_a_little_over_twice_the_time(elapsed, seconds):
    assert stretches.allowance(elapsed=elapsed, added=0) == pytest.approx(seconds)


def test_pairs_of_seconds_are_read():
    assert stretches.read("[[0, 12.503], [20, 30]]") == [(0, 12.5), (20, 30)]


@pytest.mark.parametrize(
    "text",
    [
        *("", "null", "{}", "[1]", "[[1]]", "[[1, 2, 3]]", '[["1", "2"]]', "[[true, 2]]", "[[2, 1]]"),
        *("[[-1, 2]]", "[[NaN, 2]]", "[[0, Infinity]]", "[[0, 1e999]]", "[[0, 10000000]]"),
        *("[[0, " + "9" * 5000 + "]]", "[" * 20_000, "[[0, 1], null]", "\x00"),
    ],
    ids=lambda text: text[:14],
)
def test_anything_else_is_refused_in_words(text):
    with pytest.raises(Unreadable, match="Send pairs of seconds"):
        stretches.read(text)


def test_no_more_pairs_are_read_than_anybody_makes():
    with pytest.raises(Unreadable, match="no more than 500"):
        stretches.read("[" + ",".join(["[0,1]"] * 501) + "]")
