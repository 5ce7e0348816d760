"""Whose headings are known. No database."""

import pytest

from learning.workforce.staff_lists import columns

ESR = [
    *(
        "Employee Number",
        "Title",
        "Last Name",
        "First Name",
        "Email Address",
        "Org L5",
        "Staff Group",
        "Job Role",
    ),
    *("Latest Start Date", "Actual Termination Date", "Assignment Status", "Primary Assignment"),
]
COUNCIL = [
    *("Payroll Number", "Employee Name", "Work Email", "Service", "Job Title", "Post Start Date", "End Date"),
    *("Absence Type", "Absence Start Date", "Expected Return Date"),
]


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (
            ESR,
            {
                **{"number": "Employee Number", "first_name": "First Name", "last_name": "Last Name"},
                **{
                    "email": "Email Address",
                    "team": "Org L5",
                    "group": "Job Role",
                    "away": "Assignment Status",
                },
                **{"starts_on": "Latest Start Date", "ends_on": "Actual Termination Date"},
                **{"primary": "Primary Assignment"},
            },
        ),
        (
            COUNCIL,
            {
                **{
                    "number": "Payroll Number",
                    "name": "Employee Name",
                    "email": "Work Email",
                    "team": "Service",
                },
                **{"group": "Job Title", "starts_on": "Post Start Date", "ends_on": "End Date"},
                **{
                    "away": "Absence Type",
                    "away_from": "Absence Start Date",
                    "away_until": "Expected Return Date",
                },
            },
        ),
    ],
    ids=["ESR", "council"],
)
def test_the_columns_of_other_systems_are_known(headings, found):
    places = columns.guess(columns.STAFF, headings, {})
    assert {name: headings[place] for name, place in places.items()} == found
    assert columns.missing(columns.STAFF, places) == []


def test_what_was_said_last_wins_where_it_is_there():
    said = {"number": "Pay ref", "group": "Job Role"}
    headings = ["Job role", "PAY REF", "Email"]
    assert columns.guess(columns.STAFF, headings, said) == {"number": 1, "group": 0, "email": 2}
    declined = said | {"email": columns.NONE}
    assert columns.guess(columns.STAFF, headings, declined) == {"number": 1, "group": 0}
    assert columns.guess(columns.STAFF, ["Employee number", "Role"], said) == {"number": 0, "group": 1}
