"""No name and no address in what is logged, or kept of a failure: of our people, or of those that nobody here may see."""

import logging

import pytest
from django.urls import reverse

from learning.people.models import Team, User
from learning.records.models import Effect
from learning.records.worker import work_once
from learning.workforce.models import Reminder, StaffList
from learning.workforce.packs import views as packs
from learning.workforce.staff_lists import keeping
from tests.workforce.factories import ReminderPlanFactory
from tests.workforce.reminders.days import Days
from tests.workforce.reminders.smtp import MailServer
from tests.workforce.staff_lists.files import someone, staff_csv
from tests.workforce.staff_lists.test_pages import COLUMNS, upload
from tests.workforce.world import CANARY

BROUGHT = ("Ina Imported", "ina.imported@northmoor.example")


@pytest.fixture
def refusing(settings):
    """A mail server that refuses whoever is written to, and says whom."""
    server = MailServer()
    server.refuses = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.end()


def work(**lane) -> None:
    while work_once(worker="test", **lane):
        pass


def bring_a_list_with_errors(client, world) -> None:
    name, email = BROUGHT
    rows = [someone(1, name=name, email=email, starts_on="31-Feb-2024"), someone(2, name=name, email=name)]
    response = upload(client, staff_csv(rows), organisation=world.organisation.pk)
    client.post(response.url, COLUMNS | {"who": "some"})
    work()
    listed = client.get(reverse("staff_list", args=[StaffList.objects.get().pk])).content.decode()
    assert "31-Feb-2024" in listed


def take_away(client, world, address: str, **chosen) -> None:
    response = client.post(reverse(address), {"organisation": world.organisation.pk} | chosen)
    assert response.status_code in (200, 302), address
    work(is_long=True)


@pytest.mark.django_db
def test_of_an_import_files_nudges_and_refused_mail_no_name_is_logged(
    lead_client, manager_client, partnership_client, world, refusing, caplog, monkeypatch, time_machine
):
    caplog.set_level(logging.DEBUG, logger="learning")
    monkeypatch.setattr(keeping, "AT_ONCE_BYTES", 10)
    monkeypatch.setattr(packs, "MOST_LINES", 3)
    ReminderPlanFactory(organisation=world.organisation)
    bring_a_list_with_errors(lead_client, world)
    for client in (lead_client, manager_client):
        take_away(client, world, "export_people", file="csv")
    take_away(lead_client, world, "inspection_pack", file="csv")
    take_away(partnership_client, world, "export_partnership", file="csv")
    lead_client.post(reverse("nudge"), {"person": [world.people["never"].pk]})
    Days(time_machine).work()
    refused = Effect.objects.filter(last_error__startswith="SMTPRecipientsRefused 550")
    written = Reminder.objects.filter(outcome="waiting")
    assert set(written.values_list("kind", flat=True)) == {"digest", "nudge", "manager", "lead"}
    assert refused.count() == written.count()
    assert refusing.messages == []
    kept = caplog.text + "".join(Effect.objects.values_list("last_error", flat=True))
    assert "SMTPRecipientsRefused 550" in caplog.text
    names = [CANARY, *BROUGHT, "@northmoor", *Team.objects.values_list("name", flat=True)]
    names += [word for person in User.objects.all() for word in (person.name, person.email)]
    assert [name for name in names if name in kept] == []
