"""What stops a case from being published because of where its film stops."""

import datetime

import pytest

from tests.casestudies import factories
from tests.quizzes.factories import option, question

TODAY = datetime.date(2027, 3, 3)
UNMARKED = question("Who", options=[option("Ask"), option("Wait")])


@pytest.mark.parametrize(
    ("points", "fields", "said"),
    [
        ([("prompt", {"at": "0:20", "words": "What?"})], {"film": None}, "no film that could stop"),
        ([("prompt", {"at": "9:00", "words": "What?"})], {}, "does not come to the pause at 9:00"),
        (
            [("prompt", {"at": "0:20", "words": "What?"})],
            {"film_start_seconds": 26},
            "does not come to the pause at 0:20: what is shown runs from 0:26 to 1:00",
        ),
        ([("question", {"at": "0:20", "question": []})], {}, "The pause at 0:20 asks nothing"),
        ([factories.pause_at("0:20", UNMARKED)], {}, "has no right answer marked"),
        (
            [factories.pause_at(at, question("Who")) for at in ("0:20", "0:30")],
            {},
            "The pause at 0:30 asks the same question",
        ),
    ],
)
def test_a_pause_that_could_not_be_met_stops_the_page(points, fields, said, course):
    page = factories.case(course, pause_points=points, **fields)
    [finding] = page.findings(on=TODAY)
    assert (finding.stops, finding.field) == (True, "pause_points")
    assert said in finding.text


def test_a_film_that_stops_twice_has_nothing_amiss(course):
    page = factories.pausing(
        course,
        ("prompt", {"at": "0:20", "words": "What?"}),
        factories.pause_at("0:40", question("Who")),
    )
    assert page.findings(on=TODAY) == []


def test_pauses_come_in_the_order_of_the_film(course):
    points = [("prompt", {"at": at, "words": at}) for at in ("0:40", "0:20")]
    assert [point.clock for point in factories.case(course, pause_points=points).pauses()] == ["0:20", "0:40"]
