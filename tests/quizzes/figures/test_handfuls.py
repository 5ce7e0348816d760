"""Nothing of a handful is shown, in a list or in a table, nor can it be reckoned from what is."""

from hypothesis import given
from hypothesis import strategies as st

from learning.people.sides import Side
from quizzes.figures.handfuls import FEWEST, cells_shown, shown_of

count = st.integers(min_value=0, max_value=12)
SIDES = {"adult", "children"}


@given(st.dictionaries(st.sampled_from(list(Side)), count))
def test_neither_a_number_shown_nor_what_is_left_over_is_a_handful(counts):
    shown = shown_of(counts, besides=Side.NONE)
    left = sum(counts.values()) - sum(counts[side] for side in shown)
    assert all(counts[side] >= FEWEST and side != Side.NONE for side in shown)
    assert left == 0 or left >= FEWEST or not shown


@given(st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from([*SIDES, "none"])), count))
def test_in_a_table_no_row_and_no_column_leaves_a_handful_over(table):
    shown = cells_shown(table, columns=SIDES)
    assert all(table[cell] >= FEWEST and cell[1] in SIDES for cell in shown)
    for axis in (0, 1):
        for name in {cell[axis] for cell in shown}:
            left = sum(n for cell, n in table.items() if cell[axis] == name and cell not in shown)
            assert left == 0 or left >= FEWEST


def test_a_table_without_small_numbers_is_shown_whole():
    table = {("a", "adult"): 5, ("a", "children"): 9, ("b", "adult"): 7, ("b", "children"): 0}
    assert cells_shown(table, columns=SIDES) == {cell for cell, n in table.items() if n}


def test_a_cell_whose_column_would_give_another_away_is_hidden_and_then_its_row():
    table = {("a", "adult"): 8, ("a", "children"): 6, ("b", "adult"): 2, ("b", "children"): 9}
    assert cells_shown(table, columns=SIDES) == {("a", "children")}
