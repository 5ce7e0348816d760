"""Heads of the table stay where they are while it scrolls: what the stylesheet that is served says of them."""

import re

import pytest
from django.conf import settings

STYLES = (settings.BASE_DIR / "static/css/app.css").read_text()


def declared(selector: str) -> str:
    """All that is declared for exactly this selector, also among several."""
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", STYLES)
    return ";".join(body for selectors, body in rules if selector in selectors.strip().split(","))


@pytest.mark.parametrize(
    ("selector", "edge"),
    [
        (".tf-matrix thead th", "top:0"),
        (".tf-matrix thead th:first-child", "left:0"),
        (".tf-matrix tbody th", "left:0"),
        (".tf-matrix tfoot th", "left:0"),
    ],
)
def test_a_head_stays_at_its_edge(selector, edge):
    said = declared(selector).replace(" ", "")
    assert "position:sticky" in said
    assert edge in said


def test_many_courses_scroll_within_their_own_box():
    assert "overflow:auto" in declared(".tf-wide").replace(" ", "")
