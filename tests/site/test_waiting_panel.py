"""The administrator's home says how long mail and other work has waited, and what was given up."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.records.effects import AWAY
from learning.site.waiting_panel import WaitingPanel
from tests.factories import EffectFactory

MAIL = "learning.people.tasks.send_mail"
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def said(now, time_machine, home, administrator, sign_in):
    """What the panel says to an administrator."""
    time_machine.move_to(now, tick=False)

    def words() -> str:
        html = sign_in(administrator).get(reverse("wagtailadmin_home")).content.decode()
        return " ".join(html.partition('id="panel-waiting"')[2].partition("</section>")[0].split())

    return words


def waiting(now, minutes: int, **values) -> None:
    at = now - minutes * MINUTE
    EffectFactory(**{"task": MAIL, "asked_at": at, "run_after": at} | values)


def test_it_says_how_long_the_oldest_mail_has_waited_and_why(said, now):
    waiting(now, 31, last_error=f"{AWAY}: TimeoutError", run_after=now + MINUTE)
    waiting(now, 6)
    waiting(now, 4)
    assert "2 mails cannot go: the oldest has waited for 31 minutes" in said()
    assert "The mail server cannot be reached." in said()


def test_it_says_that_other_work_waits(said, now):
    waiting(now, 120, task="learning.workforce.files.tasks.make_file")
    waiting(now, 200, task="learning.workforce.files.tasks.make_file", leased_until=now + MINUTE)
    assert "1 other task not done: the oldest has waited for 2 hours" in said()
    assert "cannot go" not in said()


def test_it_says_what_was_given_up_lately_and_how_it_ended(said, now):
    waiting(now, 300, given_up_at=now - MINUTE, attempts=12, last_error="SMTPRecipientsRefused 550")
    waiting(now, 99_999, given_up_at=now - 50_000 * MINUTE, attempts=12, last_error="Older")
    assert "1 mail or task given up in the last 30 days" in said()
    assert "The last on 3 March 2027, which ended with: SMTPRecipientsRefused 550" in said()


def test_what_is_not_due_or_done_is_not_late(said, now):
    waiting(now, 9_000, run_after=now + 9_000 * MINUTE)
    waiting(now, 9_000, done_at=now)
    waiting(now, 2)
    assert "Nothing has waited for more than five minutes" in said()


def test_it_is_not_shown_to_others_and_takes_four_queries_however_many_wait(
    now, rf, trainer, administrator, time_machine
):
    time_machine.move_to(now, tick=False)
    request = rf.get("/")
    request.user = trainer
    assert WaitingPanel(request).render_html({}) == ""
    request.user = administrator
    for number in (1, 3):
        for _ in range(number):
            waiting(now, 10)
            waiting(now, 10, given_up_at=now)
        with CaptureQueriesContext(connection) as queries:
            assert WaitingPanel(request).rows()
        assert len(queries) == 4
