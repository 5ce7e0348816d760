"""Three people or more of one staff group and side, of two organisations or more; and five at most."""

from uuid import UUID

import pytest

from casestudies.exchange.enough import SharedAnswer, heard

CSW = (1, "children")


def answers(*rows) -> list[SharedAnswer]:
    """(person, organisation), with a group and the questions answered where they are not the usual ones."""
    return [
        SharedAnswer(UUID(int=number), person, organisation, *(rest or [CSW, ("a",)]))
        for number, (person, organisation, *rest) in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([], 0),
        ([(1, 1), (2, 2)], 0),
        ([(1, 1), (2, 1), (3, 2)], 3),
        ([(1, 1), (2, 1), (3, 1)], 0),
        ([(1, 1), (2, 2), (2, 3)], 0),
        ([(1, 1), (2, 2), (3, 2, (2, "children"), ("a",))], 0),
        ([(1, 1), (2, 2), (3, 2, (1, "adult"), ("a",))], 0),
        ([(1, 1), (2, 2), (3, 2, CSW, ("b",))], 0),
        ([(person, person % 2) for person in range(9)], 5),
    ],
    ids=[
        *("none", "two", "three of two places", "three of one place", "three answers of two people"),
        *("two groups", "two sides", "two questions", "nine"),
    ],
)
def test_an_answer_is_heard_where_enough_share_one(rows, count):
    assert len(heard(answers(*rows))) == count


def test_only_the_parts_that_enough_people_answered_are_heard():
    rows = answers((1, 1, CSW, ("a", "b")), (2, 2, CSW, ("a", "b")), (3, 2, CSW, ("a",)))
    assert [*heard(rows).values()] == [["a"], ["a"], ["a"]]


def test_the_first_few_stay_the_same_as_more_come():
    rows = answers(*((person, person % 2) for person in range(7)))
    assert [*heard(rows)] == [*heard(rows[:5])]
