"""No small number can be read or worked out from what is published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.workforce.suppression import Figures, is_small, publish


@pytest.mark.parametrize(
    ("done", "due", "small"),
    [
        (0, 0, False),
        (0, 1, True),
        (4, 4, True),
        (0, 4, True),
        (5, 5, False),
        (0, 5, False),
        (1, 5, True),
        (4, 9, True),
        (5, 9, True),
        (5, 10, False),
        (95, 99, True),
        (96, 100, True),
        (95, 100, False),
    ],
)
def test_a_cell_is_hidden_when_a_number_behind_it_is_one_to_four(done, due, small):
    assert is_small(Figures(done, due)) is small


def test_a_total_covers_the_cells_that_are_shown_and_says_how_many():
    published = publish([("A", [Figures(10, 20)]), ("B", [Figures(3, 20)]), ("C", [Figures(0, 0)])])
    assert [row.cells for row in published.rows] == [[Figures(10, 20)], [None], [Figures(0, 0)]]
    [total] = published.totals
    assert (total.figures, total.shown, published.hidden) == (Figures(10, 20), 2, 1)


def test_a_column_in_which_nothing_is_shown_has_no_total():
    [total] = publish([("A", [Figures(1, 2)])]).totals
    assert (total.figures, total.shown) == (None, 0)


def test_a_table_without_rows_has_no_totals():
    assert publish([]).totals == []


EVERY = [Figures(done, due) for due in (*range(12), 40) for done in range(due + 1)]
SMALL = [cell for cell in EVERY if is_small(cell)]
row = st.lists(st.sampled_from(EVERY), min_size=3, max_size=3)
months = st.lists(st.lists(row, min_size=3, max_size=3), min_size=2, max_size=2)


def every_table(tables) -> list:
    """All that can be asked for: each month, and of it the whole and each course by itself."""
    found = []
    for rows in tables:
        choices = [slice(None)] + [slice(course, course + 1) for course in range(3)]
        found += [publish([(str(n), row[choice]) for n, row in enumerate(rows)]) for choice in choices]
    return found


@given(months, st.randoms(use_true_random=False))
def test_other_numbers_in_the_hidden_cells_change_nothing_that_is_published(tables, random):
    """So no pair of published tables, nor all of them together, tells what a hidden cell holds."""
    other = [
        [[random.choice(SMALL) if is_small(cell) else cell for cell in row] for row in rows]
        for rows in tables
    ]
    assert every_table(other) == every_table(tables)


@given(months)
def test_no_number_that_is_published_is_one_to_four(tables):
    for table in every_table(tables):
        shown = [cell for row in table.rows for cell in row.cells if cell]
        assert not [cell for cell in shown + [t.figures for t in table.totals if t.figures] if is_small(cell)]
