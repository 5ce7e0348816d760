"""Large files: asked for, made by the worker, offered to whoever asked and to nobody else, and gone after a week."""

import datetime
import io

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from learning.people.models import Organisation, Responsibility
from learning.records.models import Effect
from learning.records.worker import work_once
from learning.workforce import exports
from learning.workforce.models import AskedFile, Look
from tests.workforce.factories import ON
from tests.workforce.world import CANARY, NOW

PEOPLE, EXPORT = reverse("workforce_people"), reverse("export_people")
WEEK = datetime.timedelta(days=7)


@pytest.fixture(autouse=True)
def _large_is_three_rows(settings, tmp_path):
    settings.XLSX_ROWS_AT_ONCE = 3
    settings.PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture
def ask(lead_client):
    def ask(**filters) -> AskedFile:
        response = lead_client.post(EXPORT, filters | {"file": "xlsx"})
        assert response.status_code == 302
        assert response.headers["Location"].startswith(PEOPLE)
        return AskedFile.objects.order_by("-pk")[0]

    return ask


def work(at=NOW) -> None:
    while work_once(worker="test", is_long=True, clock=lambda: at) or work_once(
        worker="test", clock=lambda: at
    ):
        pass


def take(client, asked: AskedFile):
    return client.post(reverse("take_file", args=[asked.pk]))


def rows_of(response) -> list[list]:
    book = load_workbook(io.BytesIO(response.getvalue()))
    return [[cell.value for cell in row] for row in book["Table"].iter_rows()]


def test_a_large_file_is_asked_for_made_and_taken_away_with_the_rows_of_the_list(ask, lead_client, world):
    world.someone("=Eva", team=world.beside)
    asked = ask(status="due", sort="-name")
    page = lead_client.get(PEOPLE).content.decode()
    assert "being made" in page
    assert take(lead_client, asked).status_code == 404
    work()
    assert "Download people-2027-03-03.xlsx" in lead_client.get(PEOPLE).content.decode()
    response = take(lead_client, asked)
    listed = lead_client.get(PEOPLE, {"status": "due", "sort": "-name"}).context["page"].paginator.object_list
    assert [(row[0], row[3]) for row in rows_of(response)[1:]] == [
        (line.name, line.course) for line in listed
    ]
    assert CANARY not in str(rows_of(take(lead_client, asked)))
    assert response.headers["Content-Disposition"] == 'attachment; filename="people-2027-03-03.xlsx"'


def test_each_time_it_is_taken_is_kept_on_record_and_asking_is_not(ask, lead_client, world):
    asked = ask(status="overdue")
    work()
    assert not Look.objects.exists()
    assert len(rows_of(take(lead_client, asked))) == 6
    look = Look.objects.get()
    assert (look.what, look.by, look.rows) == ("people", world.lead, 5)
    assert look.filters == {"status": "overdue", "on": ON.isoformat()}


def test_the_same_list_is_asked_for_once_while_it_is_waited_for(ask):
    assert ask(status="overdue") == ask(status="overdue") != ask(status="due")
    assert ask(status="overdue", sort="x" * 500) == ask(status="overdue", sort="\x00")
    assert Effect.objects.filter(task__endswith="make_file").count() == 2


def test_a_small_file_and_any_csv_come_at_once(lead_client, world, settings):
    assert lead_client.post(EXPORT, {}).status_code == 200
    settings.XLSX_ROWS_AT_ONCE = 50
    assert lead_client.post(EXPORT, {"file": "xlsx"}).status_code == 200
    assert not AskedFile.objects.exists()


def test_a_long_one_is_taken_with_a_reason(ask, lead_client, settings):
    settings.EXPORT_ASKS_ABOVE = 3
    asked = ask()
    work()
    assert b"lines away?" in take(lead_client, asked).content
    assert not Look.objects.exists()
    answered = {"asked_again": "1", "reason": "For the board of 8 March"}
    assert len(rows_of(lead_client.post(reverse("take_file", args=[asked.pk]), answered))) > 3
    assert Look.objects.get().reason.text == "For the board of 8 March"


def test_it_is_not_found_for_anyone_else(ask, manager_client, partnership_client, client):
    asked = ask()
    work()
    assert take(manager_client, asked).status_code == 404
    assert take(partnership_client, asked).status_code == 404
    assert take(client, asked).status_code == 302
    assert b"Files that you asked for" not in manager_client.get(PEOPLE).content


def test_whoever_answers_for_less_since_does_not_get_it(ask, lead_client, world):
    asked = ask()
    work()
    Responsibility.objects.filter(person=world.lead).update(ends_on=ON - datetime.timedelta(days=1))
    assert take(lead_client, asked).status_code == 404


def test_whoever_answers_for_others_by_the_same_row_does_not_get_it(ask, lead_client, world):
    """An administrator may give a row another place, in which case its key stays."""
    asked = ask()
    work()
    theirs = Organisation.objects.get(name__contains=CANARY)
    Responsibility.objects.filter(person=world.lead).update(organisation=theirs)
    assert take(lead_client, asked).status_code == 404


def test_what_is_not_theirs_any_more_when_it_is_made_is_refused_in_words(ask, lead_client, world):
    asked = ask(team=world.team.pk)
    AskedFile.objects.filter(pk=asked.pk).update(filters=asked.filters | {"team": "999999"})
    work()
    asked.refresh_from_db()
    assert asked.refused_at is not None
    assert not storages["private"].exists(asked.stored_as)
    assert "is not yours any more" in lead_client.get(PEOPLE).content.decode()


def test_after_a_week_it_is_gone_and_that_it_was_asked_for_stays(ask, world, sign_in, time_machine):
    asked = ask()
    work()
    assert storages["private"].exists(asked.stored_as)
    later = NOW + WEEK + datetime.timedelta(minutes=1)
    time_machine.move_to(later, tick=False)
    work(later)
    assert not storages["private"].exists(asked.stored_as)
    assert AskedFile.objects.get().removed_at == later == timezone.now()
    assert take(sign_in(world.lead), asked).status_code == 404


def test_making_it_twice_leaves_one_file_and_no_halves(ask, lead_client):
    asked = ask()
    work()
    AskedFile.objects.update(made_at=None, rows=None)
    Effect.objects.filter(key=asked.key).update(done_at=None, arguments={"file_id": asked.pk})
    work()
    assert storages["private"].listdir("workforce") == ([], [f"{asked.pk}.xlsx"])
    assert len(rows_of(take(lead_client, asked))) > 3


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 2)
    sheet = exports.Sheet("people", [("People", "")], ["Name"], [["Ada"], ["Bo"], ["=Cy"]])
    book = load_workbook(io.BytesIO(exports.xlsx(sheet)))
    assert book.sheetnames == ["Table", "Table 2", "About"]
    assert [cell.value for cell in book["Table 2"]["A"]] == ["Name", "=Cy"]
    assert book["Table 2"]["A2"].data_type == "s"
