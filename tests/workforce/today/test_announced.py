"""What will be asked within 60 days stands in a line of the page of today, for those whose teams it concerns."""

import pytest
from django.urls import reverse

from tests.factories import PostFactory, RequirementFactory
from tests.workforce.factories import DAY, ON
from tests.workforce.world import midwives

URL = reverse("workforce_today")


@pytest.fixture
def rules(world):
    """For everyone, for the team beside, for the team below; and one that begins later than soon."""
    facts = {"organisation": world.organisation, "kind": "statutory"}
    RequirementFactory(**facts, course=world.course, effective_from=ON + 60 * DAY)
    RequirementFactory(**facts, course=world.other_course, teams=[world.beside], effective_from=ON + 2 * DAY)
    RequirementFactory(**facts, course=world.other_course, teams=[world.below], effective_from=ON + DAY)
    RequirementFactory(**facts, course=world.other_course, effective_from=ON + 61 * DAY)


EVERYONE = "The first course, statutory, from 2 May 2027: Every staff group"
BELOW = "The other course, statutory, from 4 March 2027: Every staff group; Duty desk"
BESIDE = "The other course, statutory, from 5 March 2027: Every staff group; Hillfoot"


def announced(client, **filters) -> list[str]:
    return client.get(URL, filters).context["shown"].announced


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, [BELOW, BESIDE, EVERYONE]),
        ({"organisation": "organisation"}, [BELOW, BESIDE, EVERYONE]),
        ({"team": "beside"}, [BESIDE, EVERYONE]),
        ({"team": "team"}, [BELOW, EVERYONE]),
        ({"course": "course"}, [EVERYONE]),
    ],
    ids=str,
)
def test_a_lead_sees_what_concerns_what_was_chosen(chosen, expected, lead_client, world, rules):
    filters = {name: getattr(world, value).pk for name, value in chosen.items()}
    assert announced(lead_client, **filters) == expected


def test_a_manager_sees_what_concerns_their_teams(manager_client, rules):
    assert announced(manager_client) == [BELOW, EVERYONE]


def test_a_manager_is_told_nothing_that_nobody_in_their_teams_is_asked(manager_client, lead_client, world):
    """Of a staff group that none of their teams has, of one that begins there later, and of one that has left."""
    facts = {"organisation": world.organisation, "kind": "statutory", "groups": [midwives()]}
    RequirementFactory(**facts, course=world.course, effective_from=ON + DAY)
    for_midwives = announced(lead_client)
    assert [line.split(":")[1].strip() for line in for_midwives] == ["Midwife"]
    assert announced(manager_client) == []
    left = PostFactory(
        organisation=world.organisation, team=world.below, practice_group=midwives(), ends_on=ON
    )
    assert announced(manager_client) == []
    for ends_on, told in ((ON, []), (ON + DAY, for_midwives), (None, for_midwives)):
        left.ends_on = ends_on
        left.save()
        assert announced(manager_client) == told


def test_it_is_one_line_and_none_where_nothing_is_announced(lead_client, world):
    assert "Announced" not in lead_client.get(URL).content.decode()
    RequirementFactory(organisation=world.organisation, course=world.course, effective_from=ON + DAY)
    assert (
        "<b>Announced</b>, and not asked yet: The first course, mandatory, from 4 March 2027: Every staff group."
        in lead_client.get(URL).content.decode()
    )
