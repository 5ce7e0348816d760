"""Killed between handing a message over and marking it: it goes again, as the same message, and this can be seen."""

import datetime
import os

import pytest
from django.conf import settings as django_settings

from learning.people import mail
from learning.records.models import Effect
from learning.records.worker import work_once
from tests.posted import assert_none_is_lost
from tests.workers import a_worker


@pytest.mark.django_db(transaction=True)
def test_a_message_whose_sending_was_not_marked_goes_again_as_the_same_message(
    settings, home, time_machine, now
):
    time_machine.move_to(now)
    mail.ask(template="workforce/email/digest", to="a@northmoor.example", context={}, key="a")
    settings.EMAIL_BACKEND = "tests.posted.LastBackend"
    os.waitpid(a_worker(), 0)
    assert Effect.objects.waiting().get().attempts == 1
    settings.EMAIL_BACKEND = "tests.posted.LineBackend"
    assert not work_once(worker="next")
    time_machine.move_to(Effect.objects.get().leased_until + datetime.timedelta(seconds=1))
    assert work_once(worker="next")
    posted = (django_settings.MAIL_DIR / "posted").read_text().splitlines()
    assert assert_none_is_lost(posted, asked=[mail.message_id("mail:a")], kills=1) == 1
