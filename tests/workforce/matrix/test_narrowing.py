"""A table of one staff group, or of one kind of requirement: its numbers, its way down, its files; and all courses together."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from learning.workforce.models import Requirement
from tests.workforce.factories import DAY, ON, certify
from tests.workforce.world import health_visitors, midwives

URL, EXPORT = reverse("workforce"), reverse("export_table")


def shown(client, **filters):
    response = client.get(URL, filters)
    assert "shown" in response.context, response.context["form"].errors
    return response.context["shown"]


def totals(table) -> dict[str, str]:
    return {cell.course: cell.count.words for cell in table.total.cells}


def people(client, url: str) -> list:
    return list(client.get(url).context["page"].paginator.object_list)


def test_one_staff_group_is_gone_down_to_its_teams_and_people_and_back_up(lead_client, world):
    rows = {row.name: row for row in shown(lead_client).rows}
    name = str(midwives())
    assert rows[name].url == f"{URL}?rows=team&group={midwives().pk}"
    table = lead_client.get(rows[name].url).context["shown"]
    assert [row.name for row in table.rows] == ["Hillfoot"]
    assert totals(table) == {"The first course": "1 of 1"}
    assert name in table.caption
    assert [(step.title, step.url) for step in table.above] == [("All staff groups", URL)]
    assert {line.name for line in people(lead_client, table.rows[0].cells[0].url)} == {"Sana Soon"}
    assert f"group={midwives().pk}" in lead_client.get(table.rows[0].cells[0].url).context["table_url"]


def test_from_the_people_of_a_row_one_comes_back_to_the_whole_table(lead_client, world):
    row = shown(lead_client).rows[0]
    assert "group=" in row.cells[0].url
    assert "group=" not in lead_client.get(row.cells[0].url).context["table_url"]


@pytest.fixture
def kinds(world):
    """The first course is statutory, the other essential for the role."""
    for course, kind in ((world.course, "statutory"), (world.other_course, "role_essential")):
        Requirement.objects.filter(course=course).update(kind=kind)
    return world


def test_one_kind_of_requirement(lead_client, kinds):
    table = shown(lead_client, kind="statutory")
    assert totals(table) == {"The first course": "2 of 4"}
    assert "kind=statutory" in table.rows[0].cells[0].url
    assert len(people(lead_client, table.total.cells[0].url)) == 4
    assert totals(shown(lead_client, kind="role_essential", asked="recommended")) == {
        "The other course": "0 of 3"
    }
    assert totals(shown(lead_client, kind="mandatory")) == {}


def test_recommended_is_a_kind_too(lead_client, kinds):
    Requirement.objects.filter(course=kinds.other_course).update(kind="recommended")
    assert totals(shown(lead_client, kind="recommended")) == {"The other course": "0 of 3"}
    assert shown(lead_client, kind="recommended").total.all_courses is None


@pytest.mark.parametrize("sent", [{"kind": "useful"}, {"group": "x"}])
def test_what_there_is_not_is_refused_in_words(sent, lead_client):
    response = lead_client.get(URL, sent)
    assert list(response.context["form"].errors) == list(sent)
    assert "shown" not in response.context


def test_files_are_narrowed_too_and_say_so(lead_client, kinds):
    sent = {"group": health_visitors().pk, "kind": "statutory"}
    text = lead_client.post(EXPORT, sent).getvalue().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    about = {line[0]: line[1] for line in lines[: lines.index([])]}
    assert (about["Staff group"], about["Kind of requirement"]) == (str(health_visitors()), "Statutory")
    assert [line[0] for line in lines[lines.index([]) + 2 :]] == [str(health_visitors()), "All staff groups"]


# All courses


def test_all_courses_counts_whoever_is_late_with_nothing(lead_client, world):
    certify(world.people["valid"], world.other_course, ON - 30 * DAY)
    table = shown(lead_client)
    found = {row.name: row.all_courses.count.words for row in [*table.rows, table.total]}
    assert found == {
        str(health_visitors()): "1 of 3",
        str(midwives()): "1 of 1",
        "All staff groups": "2 of 4",
    }
    for row in [*table.rows, table.total]:
        lines = people(lead_client, row.all_courses.url)
        assert len({line.name for line in lines}) == row.all_courses.count.due
    assert "All courses</th>" in lead_client.get(URL).content.decode()


def test_files_have_all_courses_too(lead_client, world):
    book = load_workbook(io.BytesIO(lead_client.post(EXPORT, {"file": "xlsx"}).content))
    header, *_, total = [[cell.value for cell in row] for row in book["Table"].iter_rows()]
    at = header.index("All courses: per cent")
    assert header[at : at + 3] == ["All courses: per cent", "All courses: up to date", "All courses: due"]
    assert total[at : at + 3] == [25.0, 1, 4]


def test_one_course_has_no_such_column(lead_client, world):
    assert shown(lead_client, course=world.course.pk).total.all_courses is None
    page = lead_client.get(URL, {"course": world.course.pk}).content.decode()
    assert "All courses</th>" not in page
