"""Mail through the queue: with the mail server away, at night, and as things stand when it goes."""

import datetime
import re
import socket

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learning.records.models import Effect
from learning.workforce import freezing
from learning.workforce.models import Reminder
from learning.workforce.reminders.mails import draft
from learning.workforce.reminders.stops import stop
from learning.workforce.reminders.tasks import ask_for_the_week, send
from tests.factories import AbsenceFactory, LineManagerFactory
from tests.workforce.factories import ON, ReminderFactory, certify
from tests.workforce.reminders.days import do_all, outcomes
from tests.workforce.reminders.smtp import MailServer
from tests.workforce.world import NOW

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def server(settings):
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.end()


@pytest.fixture
def nowhere() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def go_by(time_machine, *, minutes: int) -> None:
    """The worker does what is ready, again and again."""
    for minute in range(0, minutes, 5):
        time_machine.move_to(NOW + minute * MINUTE, tick=False)
        ask_for_the_week(at=timezone.now())
        do_all()


def test_with_the_mail_server_away_for_half_an_hour_nothing_is_lost_and_nothing_doubled(
    time_machine, plan, server, nowhere, settings, lead_client
):
    settings.EMAIL_PORT = nowhere
    go_by(time_machine, minutes=15)
    settings.EMAIL_PORT, server.is_busy = server.port, True
    go_by(time_machine, minutes=30)
    assert server.messages == []
    assert set(outcomes().values()) == {"waiting", "nothing", "away"}
    assert lead_client.get(reverse("workforce_people")).status_code == 200
    server.is_busy = False
    go_by(time_machine, minutes=90)
    assert set(outcomes().values()) == {"sent", "nothing", "away"}
    ids = [message["Message-ID"] for message in server.messages]
    assert len(ids) == len(set(ids)) == Reminder.objects.filter(outcome="sent").count() == 5
    assert not Effect.objects.waiting().exists()


def test_a_worker_that_was_killed_after_sending_sends_the_same_message(days, world, mailoutbox):
    days.work()
    row = Reminder.objects.get(person=world.people["never"])
    freezing.thaw(connection)
    Reminder.objects.filter(pk=row.pk).update(outcome="waiting", sent_at=None)
    freezing.freeze(connection)
    send.func(reminders=[row.pk])
    ids = [m.extra_headers["Message-ID"] for m in mailoutbox if m.to == [row.person.email]]
    assert (len(ids), len(set(ids))) == (2, 1)


def test_done_twice_it_is_sent_once(days, mailoutbox):
    days.work()
    number = len(mailoutbox)
    for row in Reminder.objects.filter(outcome="sent"):
        send.func(reminders=[row.pk])
    assert len(mailoutbox) == number


def test_what_goes_says_how_things_stand_when_it_goes(days, world):
    days.choose()
    people = world.people
    certify(people["lapsed"], world.course, ON)
    certify(people["never"], world.course, ON)
    certify(people["never"], world.other_course, ON)
    AbsenceFactory(post=people["soon"].posts.get(), starts_on=ON)
    people["valid"].posts.update(ends_on=ON)
    [sent] = days.work("2027-03-04T11:00")
    assert sent.to == [people["lapsed"].email]
    assert "The first course" not in sent.body
    became = outcomes()
    assert (became["Nora Never"], became["Sana Soon"], became["Vera Valid"]) == ("nothing", "away", "left")


def test_no_query_of_a_mail_looks_for_rows_by_other_rows(days, world):
    days.choose()
    days.move("2027-03-04T11:00")
    row = Reminder.objects.get(person=world.people["never"])
    with CaptureQueriesContext(connection) as queries:
        send.func(reminders=[row.pk])
    found = [each["sql"] for each in queries if 'FROM "workforce_reminder"' in each["sql"]]
    assert (len(found) > 0, [sql for sql in found if re.search(r'"workforce_reminder" [A-Z]\d', sql)]) == (
        True,
        [],
    )


def test_whose_account_was_closed_meanwhile_is_not_written_to(days, world):
    days.choose()
    world.people["never"].is_active = False
    world.people["never"].save()
    days.work("2027-03-04T11:00")
    assert outcomes()["Nora Never"] == "closed"


def test_who_stopped_the_mail_meanwhile_is_told_of_others_alone(days, world):
    manager = LineManagerFactory(team=world.team, person=world.people["lapsed"]).person
    days.choose()
    for name in ("never", "lapsed"):
        stop(person=world.people[name], at=timezone.now())
    mails = {message.to[0]: message.body for message in days.work("2027-03-04T11:00", subject="")}
    assert world.people["never"].email not in mails
    assert ("Nora Never" in mails[manager.email], "Overdue:" in mails[manager.email]) == (True, False)
    became = outcomes()
    assert (became["Nora Never"], became["Lars Lapsed"]) == ("stopped", "stopped")
    assert outcomes("manager") == {"Lars Lapsed": "sent"}


def test_who_went_away_meanwhile_is_told_of_nobody(days, world):
    manager = LineManagerFactory(team=world.team, person=world.people["lapsed"]).person
    days.choose()
    AbsenceFactory(post=manager.posts.get(), starts_on=ON)
    mails = [message.to for message in days.work("2027-03-04T11:00", subject="")]
    assert ([manager.email] in mails, [world.people["never"].email] in mails) == (False, True)
    assert (outcomes()["Lars Lapsed"], outcomes("manager")) == ("away", {"Lars Lapsed": "away"})


def test_a_mail_of_many_people_takes_as_many_queries_as_one_of_two(days, world):
    manager = LineManagerFactory(team=world.team, person=world.people["lapsed"]).person
    for number in range(9):
        world.someone(f"Person {number}")
    days.choose()
    row = Reminder.objects.select_related("person", "organisation").get(person=manager, kind="manager")
    told = []
    for about in (row.about[:2], row.about):
        row.about = about
        with CaptureQueriesContext(connection) as queries:
            [part] = draft([row], on=ON).context["others"]
        told.append((len(part.lines), len(queries)))
    (few, queries), (more, same) = told
    assert (few < more, same) == (True, queries)


def test_what_waits_is_left_when_the_weekly_mail_is_turned_off(days, plan):
    days.choose()
    plan.is_on = False
    plan.save()
    assert days.work("2027-03-04T11:00") == []
    assert outcomes()["Nora Never"] == "off"


def test_what_could_not_go_by_day_waits_for_the_morning(days):
    days.choose()
    assert days.work("2027-03-05T22:00") == []
    assert days.work("2027-03-06T12:00") == []
    assert len(days.work("2027-03-08T09:00")) == 4
    assert days.work("2027-03-08T10:00") == []


def test_a_message_says_that_no_person_wrote_it_and_who_we_are(days):
    sent = next(message for message in days.work() if "Lars" in message.body)
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert sent.subject == "Your training: 2 courses to do or to renew"


@pytest.mark.parametrize(
    "change",
    [{"outcome": "waiting", "sent_at": None}, {"about": []}, {"number": 7}],
    ids=lambda each: [*each][0],
)
def test_what_became_of_a_message_stays(change, world):
    row = ReminderFactory(
        organisation=world.organisation, person=world.people["never"], about=[[1, "2027-03-01", "soon"]]
    )
    with pytest.raises(DatabaseError, match="what_became_of_a_message_stays"), transaction.atomic():
        Reminder.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError, match="what_became_of_a_message_stays"), transaction.atomic():
        row.delete()
