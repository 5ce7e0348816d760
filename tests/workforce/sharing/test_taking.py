"""A long file is asked about again, kept with the reason, and told of: to whoever answers for those in it, without a name."""

import re
from pathlib import Path

import pytest
from django.conf import settings as project
from django.urls import reverse

from learning.records.worker import work_once
from learning.workforce.models import Look, LookReason
from tests.factories import UserFactory, WorkforceLeadFactory
from tests.workforce.world import CANARY

PEOPLE, TABLE = reverse("export_people"), reverse("export_table")
AGAIN = {"asked_again": "1", "reason": "For the inspection on Monday"}


@pytest.fixture
def few(settings):
    """A limit that the eleven lines of our list are above, and the table's two are not."""
    settings.EXPORT_ASKS_ABOVE = 8


@pytest.fixture
def told(world, administrator, mailoutbox):
    """told(): to whom the worker wrote, and what."""
    WorkforceLeadFactory(organisation=world.organisation, person__email="second@nch.example")
    closed = UserFactory(is_active=False)
    WorkforceLeadFactory(organisation=world.organisation, person=closed)
    WorkforceLeadFactory(organisation__name="Nobody in it")

    def work():
        while work_once(worker="test"):
            pass
        return {mail.to[0]: f"{mail.subject}\n{mail.body}" for mail in mailoutbox}

    return work


def test_the_limit_is_5000_lines():
    assert project.EXPORT_ASKS_ABOVE == 5000


def test_a_long_file_is_asked_about_again_and_nothing_goes(few, lead_client, world, told):
    response = lead_client.post(PEOPLE, {"file": "csv", "status": "", "sort": "-name"})
    page = response.content.decode()
    assert "Content-Disposition" not in response.headers
    assert "Take 11 lines away?" in page
    assert '<input type="hidden" name="sort" value="-name">' in page
    assert "Enter what you need it for." not in page
    assert "Vera Valid" not in page
    assert not Look.objects.exists()
    assert told() == {}


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_without_a_reason_it_is_asked_once_more(reason, few, lead_client, world):
    response = lead_client.post(PEOPLE, {"file": "csv", "asked_again": "1", "reason": reason})
    assert response.context["form"].errors["reason"]
    assert not Look.objects.exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_with_a_reason_it_goes_and_both_are_kept(kind, few, lead_client, world):
    response = lead_client.post(PEOPLE, {"file": kind} | AGAIN)
    assert response.headers["Content-Disposition"].endswith(f'people-2027-03-03.{kind}"')
    assert response.streaming == (kind == "csv")
    look = Look.objects.get()
    assert (look.rows, look.by, look.reason.text) == (11, world.lead, "For the inspection on Monday")
    assert "reason" not in look.filters


def test_the_other_leads_and_the_administrators_are_told_how_many_and_no_name(
    few, lead_client, world, told, administrator
):
    lead_client.post(PEOPLE, {"file": "csv"} | AGAIN)
    mails = told()
    assert set(mails) == {"second@nch.example", administrator.email}
    for text in mails.values():
        assert "A file of 11 lines was taken away" in text
        assert "Northmoor Community Health" in text
        assert reverse("looks") in text
        names = [person.name for person in world.people.values()] + ["Lena", "inspection", CANARY]
        assert [name for name in names if name in text] == []


def test_a_lead_of_another_organisation_in_the_file_is_told_of_that_one_alone(
    few, lead_client, world, told, administrator
):
    theirs = WorkforceLeadFactory(organisation__name="Second of hers", person__email="third@second.example")
    WorkforceLeadFactory(person=world.lead, organisation=theirs.organisation)
    lead_client.post(PEOPLE, {"file": "csv"} | AGAIN)
    mails = told()
    assert "Second of hers" in mails["third@second.example"]
    assert "Northmoor Community Health" not in mails["third@second.example"]
    assert "Second of hers" not in mails["second@nch.example"]
    assert "Northmoor Community Health, Second of hers" in mails[administrator.email]


def test_a_short_file_goes_at_once_and_nobody_is_written_to(few, lead_client, world, told):
    assert lead_client.post(TABLE, {"file": "csv"} | AGAIN).streaming
    assert not LookReason.objects.exists()
    assert told() == {}


def test_nothing_but_the_one_rule_keeps_that_a_file_was_taken():
    root = Path(project.BASE_DIR) / "learning"
    calls = [
        path.name for path in root.rglob("*.py") if re.search(r"(?<!def )record_export\(", path.read_text())
    ]
    assert calls == ["taking.py"]
