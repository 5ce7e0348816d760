"""Files of what is shown: the same rows in the same order, kept on record, and for nobody else."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from learning.workforce.models import Look
from tests.factories import TeamFactory
from tests.workforce.factories import DAY, ON
from tests.workforce.taken import text_of_csv, text_of_xlsx
from tests.workforce.world import NOW

TABLE, PEOPLE = reverse("export_table"), reverse("export_people")
PARTNERSHIP = reverse("export_partnership")


def taken(client, address: str, **filters) -> list[list[str]]:
    """The lines of a CSV, as they were before they were made harmless."""
    response = client.post(address, filters)
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = response.getvalue().decode("utf-8-sig")
    return [[text_of_csv(cell) for cell in line] for line in csv.reader(io.StringIO(text, newline=""))]


def taken_xlsx(client, address: str, **filters) -> list[list]:
    response = client.post(address, filters | {"file": "xlsx"})
    book = load_workbook(io.BytesIO(response.content))
    return [[cell.value for cell in row] for row in book["Table"].iter_rows()]


def below_header(lines: list[list[str]]) -> list[list[str]]:
    return lines[lines.index([]) + 2 :]


def test_the_table_is_taken_away_as_it_is_shown(lead_client):
    shown = lead_client.get(reverse("workforce")).context["shown"]
    rows = below_header(taken(lead_client, TABLE))
    assert [row[0] for row in rows] == [row.name for row in [*shown.rows, shown.total]]
    assert rows[0] == [
        *["Health visitor (SCPHN)", "33.3", "1", "3", "Below target", "0.0", "0", "3", "Below target"],
        *["0.0", "0", "3", "2", "1 maternity leave, 1 new in the post"],
    ]
    assert rows[1][5:9] == ["", "0", "0", "No one due"]


def test_a_file_says_what_it_is_of_and_by_which_rules(lead_client, world):
    about = dict(
        line for line in taken(lead_client, TABLE, team=world.team.pk, on="2027-02-01")[:8] if len(line) == 2
    )
    assert about["Team"] == "Quayside, with the teams below it"
    assert about["As at"] == "1 February 2027"
    assert about["What it shows"].startswith(
        "Quayside, 1 February 2027. Target 90%; “close” means 80% or more."
    )
    assert about["Counted"].startswith("Counted are people, not posts")


def test_a_list_of_people_is_taken_away_in_its_order(lead_client):
    filters = {"status": "overdue", "sort": "-name"}
    listed = lead_client.get(reverse("workforce_people"), filters).context["page"].paginator.object_list
    rows = below_header(taken(lead_client, PEOPLE, **filters))
    assert [(row[0], row[3]) for row in rows] == [(line.name, line.course) for line in listed]
    assert rows[0][:7] == [
        *["Vera Valid", "Health visitor (SCPHN)", "Quayside", "The other course"],
        *["Never completed", "Was due by 10 July 2023", "2023-07-10"],
    ]


def test_all_pages_of_a_list_are_in_its_file(lead_client, world):
    for number in range(60):
        world.someone(f"Person {number:02}", team=world.beside)
    assert len(below_header(taken(lead_client, PEOPLE, team=world.beside.pk, course=world.course.pk))) == 61


def test_an_xlsx_has_the_same_rows_and_no_formula(lead_client, world):
    world.someone("=cmd|'/C calc'!A0")
    world.someone("@Ampersand")
    written = [[str(value or "") for value in row] for row in taken_xlsx(lead_client, PEOPLE)[1:]]
    read = below_header(taken(lead_client, PEOPLE))
    assert [[text_of_xlsx(cell) for cell in row[:6]] for row in written] == [row[:6] for row in read]
    assert "=cmd|'/C calc'!A0" in [row[0] for row in written]


def test_a_name_like_a_formula_is_a_text_in_csv(lead_client, world):
    world.someone("=cmd|'/C calc'!A0")
    content = lead_client.post(PEOPLE, {}).getvalue().decode()
    assert "\r\n'=cmd|'/C calc'!A0," in content
    assert "\r\n=" not in content


def test_whoever_has_left_is_without_a_name_in_the_file_too(lead_client, world):
    world.someone("Lea Left", ends_on=ON - DAY)
    lines = taken(lead_client, PEOPLE, on="2027-03-01", course=world.course.pk, status="never")
    assert below_header(lines)[-1] == [
        *["Someone who has left", "Health visitor (SCPHN)", "", "The first course"],
        *["Never completed", "", "", ""],
    ]


def test_the_file_has_a_name_that_says_what_and_when(lead_client):
    response = lead_client.post(TABLE, {"file": "xlsx"})
    name = 'attachment; filename="who-has-completed-what-2027-03-03.xlsx"'
    assert response.headers["Content-Disposition"] == name


def test_each_file_is_kept_on_record_with_its_filters_and_length(lead_client, world):
    taken(lead_client, TABLE, team=world.team.pk)
    taken(lead_client, PEOPLE, status="overdue")
    assert list(Look.objects.order_by("pk").values_list("what", "by", "person", "filters", "rows", "at")) == [
        ("table", world.lead.pk, None, {"team": world.team.pk, "on": "2027-03-03"}, 2, NOW),
        ("people", world.lead.pk, None, {"status": "overdue", "on": "2027-03-03"}, 5, NOW),
    ]


def test_looking_at_a_table_or_list_is_not_kept(lead_client):
    lead_client.get(reverse("workforce"))
    lead_client.get(reverse("workforce_people"))
    assert not Look.objects.exists()


def test_filters_that_the_page_refuses_lead_back_to_it(lead_client, world):
    theirs = TeamFactory(name="Not ours").pk
    response = lead_client.post(TABLE, {"team": theirs, "side": "adult", "file": "csv"})
    assert response.headers["Location"] == f"{reverse('workforce')}?team={theirs}&side=adult"
    assert not Look.objects.exists()


def test_a_stranger_is_led_to_sign_in_and_back_to_the_page(world):
    response = Client().post(PEOPLE, {"status": "overdue", "file": "csv"})
    assert response.headers["Location"] == "/accounts/login/?next=/workforce/people/%3Fstatus%3Doverdue"


@pytest.mark.parametrize("address", [TABLE, PEOPLE, PARTNERSHIP])
def test_a_file_is_for_nobody_who_may_not_see_the_page(
    address,
    world,
    lead_client,
    manager_client,
    partnership_client,
    trainer_client,
    administrator_client,
    sign_in,
):
    by_name = {lead_client, manager_client}
    may = {partnership_client} if address == PARTNERSHIP else by_name
    everyone = by_name | {partnership_client, trainer_client, administrator_client}
    everyone.add(sign_in(world.people["valid"]))
    met = {client: client.post(address, {}).status_code for client in everyone}
    assert met == {client: 200 if client in may else 404 for client in everyone}
