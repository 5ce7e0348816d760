"""What would be otherwise, in words: every figure of a row."""

import pytest

from learning.workforce.snapshots.differing import differing
from learning.workforce.snapshots.rows import FIGURES

THEN = dict.fromkeys(FIGURES, 4) | {"left_out": {"maternity": 1}}
SAID = {
    "n": "4 of 4 would be 2 of 4",
    "due": "4 of 4 would be 4 of 2",
    "overdue": "lapsed: 4 would be 2",
    "never": "never completed: 4 would be 2",
    "expiring": "lapsing soon: 4 would be 2",
    "left_out": "left out: 1 maternity leave would be nobody",
    "target_pct": "target: 4% would be 2%",
    "amber_margin": "close within: 4 points would be 2 points",
    "late_30": "up to 30 days late: 4 would be 2",
    "late_90": "31 to 90 days late: 4 would be 2",
    "late_365": "91 to 365 days late: 4 would be 2",
    "late_longer": "more than 365 days late: 4 would be 2",
    "lapsing_30": "lapsing within 30 days: 4 would be 2",
    "lapsing_60": "lapsing within 60 days: 4 would be 2",
    "lapsing_90": "lapsing within 90 days: 4 would be 2",
}


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_is_said(name):
    assert differing(THEN, THEN | {name: {} if name == "left_out" else 2}) == SAID[name]


def test_without_anybody_it_is_said_so():
    nobody = {"n": 0, "due": 0, "target_pct": None, "amber_margin": None}
    said = differing(THEN, THEN | nobody)
    assert (
        said == "4 of 4 would be no one due; target: 4% would be none; close within: 4 points would be none"
    )
