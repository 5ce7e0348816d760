"""Rows of every kind: what they count, where their numbers lead, how one goes down to a team, and what files hold of them."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from learning.workforce.matrix.kinds import KINDS
from tests.factories import (
    JobRoleFactory,
    LineManagerFactory,
    PostFactory,
    RequirementFactory,
    TeamFactory,
    WorkforceLeadFactory,
)
from tests.workforce.factories import DAY, ON, a_course
from tests.workforce.world import CANARY, midwives

URL = reverse("workforce")


@pytest.fixture
def grown(world):
    """Also someone in no team and a job role, someone right in a team with teams below, and someone with two posts in two teams."""
    role = JobRoleFactory(organisation=world.organisation, name="Duty worker")
    world.someone("Nat Noteam", team=None, service_side="adult", job_role=role)
    twice = world.someone("Tove Twice", team=world.below)
    PostFactory(
        person=twice,
        organisation=world.organisation,
        team=world.beside,
        practice_group=midwives(),
        is_primary=False,
        starts_on=ON - 900 * DAY,
    )
    return world


def shown(client, **filters):
    response = client.get(URL, filters)
    assert response.status_code == 200
    return response.context["shown"]


def figures(table) -> dict[str, list[str]]:
    return {row.name: [cell.count.words for cell in row.cells] for row in table.rows}


def behind(client, address: str) -> list:
    response = client.get(address)
    assert response.status_code == 200
    assert "page" in response.context, response.context["form"].errors
    return list(response.context["page"].paginator.object_list)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("esr", {"Nursing and midwifery registered": ["2 of 6", "0 of 5"]}),
        (
            "team",
            {
                "Hillfoot": ["1 of 2", "0 of 0"],
                "Quayside": ["1 of 4", "0 of 4"],
                "In no team": ["0 of 1", "0 of 1"],
            },
        ),
        ("role", {"Duty worker": ["0 of 1", "0 of 1"], "No job role": ["2 of 5", "0 of 4"]}),
        ("organisation", {"Northmoor Community Health": ["2 of 6", "0 of 5"]}),
        ("side", {"Adult services": ["0 of 1", "0 of 1"], "Whole family": ["2 of 5", "0 of 4"]}),
    ],
)
def test_rows_are_of_the_kind_that_was_chosen(rows, expected, lead_client, grown):
    table = shown(lead_client, rows=rows)
    assert figures(table) == expected
    assert table.label == KINDS[rows].label
    assert [cell.count.words for cell in table.total.cells] == ["2 of 6", "0 of 5"]


@pytest.mark.parametrize("rows", KINDS)
def test_every_number_of_every_kind_has_as_many_people_behind_it(rows, lead_client, grown):
    below = {"team": grown.team.pk} if rows == "team" else {}
    for filters in ({"rows": rows}, {"rows": rows, "on": "2026-06-01"}, {"rows": rows} | below):
        table = shown(lead_client, **filters)
        assert table.rows
        for row in table.rows:
            assert len({line.url for line in behind(lead_client, row.left_out_url)}) == row.left_out
            for cell in row.cells:
                lines = behind(lead_client, cell.url)
                assert len(lines) == cell.count.due
                assert sum(line.told.kind in ("done", "soon") for line in lines) == cell.count.n


def test_one_goes_down_from_a_team_to_those_below_it_and_to_its_people(lead_client, grown):
    top = {row.name: row.url for row in shown(lead_client, rows="team").rows}
    assert top["In no team"] == ""
    below = lead_client.get(top["Quayside"]).context["shown"]
    assert [row.name for row in below.rows] == ["Duty desk", "Quayside, in none of its teams"]
    assert below.total.name == "Quayside, with the teams below it"
    assert [(step.title, step.url) for step in below.above] == [("All teams", f"{URL}?rows=team")]
    people = behind(lead_client, below.rows[0].url)
    assert {line.name for line in people} == {"Ada Away", "Tove Twice"}
    assert {line.name for line in behind(lead_client, below.rows[1].left_out_url)} == {"Nils New"}


def test_a_manager_of_one_team_begins_with_the_teams_below_it(manager_client, grown):
    table = shown(manager_client, rows="team")
    assert [row.name for row in table.rows] == ["Duty desk", "Quayside, in none of its teams"]
    assert CANARY not in manager_client.get(URL, {"rows": "team"}).content.decode()


def test_a_lead_of_two_organisations_sees_them_as_rows_and_whose_each_team_is(lead_client, grown):
    second = WorkforceLeadFactory(person=grown.lead, organisation__name="Second").organisation
    PostFactory(organisation=second, team=TeamFactory(organisation=second, name="Quayside"))
    rows = shown(lead_client, rows="team").rows
    assert "Northmoor Community Health: Quayside" in [row.name for row in rows]
    organisations = shown(lead_client, rows="organisation")
    assert organisations.rows[0].url == f"{URL}?rows=team&organisation={grown.organisation.pk}"


def test_the_choice_of_rows_is_kept_in_every_address(lead_client, grown):
    table = shown(lead_client, rows="side", team=grown.team.pk)
    addresses = [cell.url for row in table.rows for cell in row.cells] + [each.url for each in table.courses]
    assert [address for address in addresses if "rows=side" not in address] == []
    page = lead_client.get(table.rows[0].cells[0].url)
    assert "rows=side" in page.context["table_url"]


def test_rows_of_a_kind_that_there_is_not_are_refused_in_words(lead_client):
    response = lead_client.get(URL, {"rows": "shoe-size"})
    assert list(response.context["form"].errors) == ["rows"]
    assert "shown" not in response.context


def test_a_manager_is_offered_the_job_roles_of_her_teams_and_no_others(manager_client, grown):
    held = JobRoleFactory(organisation=grown.organisation, name="Desk lead")
    grown.someone("Dora Desk", team=grown.below, job_role=held)
    assert [row.name for row in shown(manager_client, rows="role").rows] == ["Desk lead", "No job role"]
    people = reverse("workforce_people")
    assert "Duty worker" not in manager_client.get(people).content.decode()
    other = grown.organisation.job_roles.get(name="Duty worker")
    assert list(manager_client.get(people, {"role": other.pk}).context["form"].errors) == ["role"]


def test_a_team_of_someone_elses_is_not_gone_down_to(manager_client, grown):
    response = manager_client.get(URL, {"rows": "team", "team": grown.beside.pk})
    assert list(response.context["form"].errors) == ["team"]


@pytest.mark.parametrize("rows", KINDS)
def test_files_hold_exactly_what_is_shown(rows, lead_client, grown):
    table = shown(lead_client, rows=rows)
    sent = {"rows": rows}
    text = lead_client.post(reverse("export_table"), sent).getvalue().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    header = lines[lines.index([]) + 1]
    body = lines[lines.index([]) + 2 :]
    assert header[0] == table.label
    expected = [
        [row.name, *[str(each) for cell in row.cells for each in (cell.count.n, cell.count.due, cell.word)]]
        for row in [*table.rows, table.total]
    ]
    width = 1 + 4 * len(table.courses)
    assert [[each for at, each in enumerate(line[:width]) if at % 4 != 1] for line in body] == expected
    book = load_workbook(
        io.BytesIO(lead_client.post(reverse("export_table"), sent | {"file": "xlsx"}).content)
    )
    rows_of_book = [[cell.value for cell in row] for row in book["Table"].iter_rows()]
    assert [[str("" if each is None else each) for each in row[:1]] for row in rows_of_book[1:]] == [
        line[:1] for line in body
    ]
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert about["Rows"] == KINDS[rows].label


@pytest.mark.parametrize("rows", ["team", "esr"])
def test_queries_are_the_same_for_more_people_and_more_teams(rows, lead_client, world):
    def counted() -> int:
        with CaptureQueriesContext(connection) as captured:
            shown(lead_client, rows=rows)
        return len(captured)

    counted()
    few = counted()
    for number in range(20):
        team = TeamFactory(organisation=world.organisation, name=f"Team {number}")
        world.someone(f"Person {number}", team=team)
    assert counted() == few


def test_a_manager_of_two_teams_apart_has_both_as_rows(world, sign_in):
    manager = LineManagerFactory(team=world.below, person__name="Mia Manager").person
    LineManagerFactory(team=world.beside, person=manager)
    rows = shown(sign_in(manager), rows="team").rows
    assert [row.name for row in rows] == ["Duty desk", "Hillfoot"]


def test_many_courses_stand_in_a_box_of_their_own_that_is_named_and_takes_the_focus(lead_client, world):
    assert 'class="tf-wide"' not in lead_client.get(URL).content.decode()
    for number in range(5):
        RequirementFactory(organisation=world.organisation, course=a_course(f"Course {number}"))
    page = lead_client.get(URL).content.decode()
    assert '<div class="tf-wide" role="region" aria-labelledby="matrix-caption" tabindex="0">' in page
    assert page.count('id="matrix-caption"') == 1
