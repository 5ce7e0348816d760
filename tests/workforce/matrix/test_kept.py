"""Rows from kept numbers say what counting says."""

import pytest
from django.urls import reverse

from learning.workforce.rollups.rebuilding import rebuild
from tests.factories import JobRoleFactory, PostFactory
from tests.workforce.factories import DAY, ON
from tests.workforce.world import health_visitors, midwives

URL = reverse("workforce")


def said(client, **filters) -> tuple:
    shown = client.get(URL, filters).context["shown"]
    rows = [
        (
            (row.name, row.url, row.left_out, row.left_out_words),
            [(cell.count, cell.url) for cell in [*row.cells, row.all_courses] if cell],
        )
        for row in [*shown.rows, shown.total]
    ]
    return rows, shown.caption, shown.tallies


@pytest.mark.parametrize("rows", ["team", "organisation", "side", "esr", "role", ""])
@pytest.mark.parametrize("who", ["lead", "manager"])
def test_kept_rows_say_what_counted_rows_say(rows, who, world, lead_client, manager_client, settings):
    client = {"lead": lead_client, "manager": manager_client}[who]
    settings.ROLLUP_LEAST_POSTS = 1
    role = JobRoleFactory(organisation=world.organisation)
    world.someone("Nat Noteam", team=None, service_side="adult", job_role=role)
    twice = world.someone("Tove Twice", team=world.below)
    PostFactory(
        person=twice,
        organisation=world.organisation,
        team=world.team,
        practice_group=midwives(),
        is_primary=False,
        starts_on=ON - 900 * DAY,
    )
    asked = [
        {"rows": rows},
        {"rows": rows, "team": world.team.pk},
        {"rows": rows, "side": "whole_family", "course": world.course.pk},
        {"rows": rows, "group": midwives().pk},
        {"rows": rows, "group": health_visitors().pk, "team": world.team.pk, "side": "whole_family"},
    ]
    counted = [said(client, **filters) for filters in asked]
    rebuild([world.organisation], today=ON)
    assert [said(client, **filters) for filters in asked] == counted
    shown = client.get(URL, {"rows": rows, "group": midwives().pk}).context["shown"]
    assert bool(shown.as_at) == (rows not in ("esr", "role"))
