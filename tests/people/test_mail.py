import pytest

from learning.people import mail
from learning.records.models import Effect
from learning.records.worker import work_once

pytestmark = pytest.mark.django_db

UNKNOWN = "account/email/unknown_account"


def test_a_message_is_written_when_it_is_asked_for():
    mail.ask(template=UNKNOWN, to="someone@northmoor.example", context={})
    effect = Effect.objects.get()
    assert effect.arguments["to"] == "someone@northmoor.example"
    assert effect.arguments["subject"] == "About your request for a new password"
    assert "we have no account for it" in effect.arguments["body"]


def test_one_key_is_one_message():
    for _ in range(2):
        mail.ask(template=UNKNOWN, to="someone@northmoor.example", context={}, key="invitation:1")
    assert Effect.objects.count() == 1


def test_without_a_key_each_call_is_a_message():
    for _ in range(2):
        mail.ask(template=UNKNOWN, to="someone@northmoor.example", context={})
    assert Effect.objects.count() == 2


def test_a_message_sent_again_has_the_same_message_id(mailoutbox, now):
    mail.ask(template=UNKNOWN, to="someone@northmoor.example", context={})
    kept = Effect.objects.values().get()
    work_once(worker="test")
    Effect.objects.update(done_at=None, arguments=kept["arguments"])
    work_once(worker="test")
    first, second = mailoutbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_what_a_message_said_is_forgotten_once_it_is_sent(mailoutbox):
    mail.ask(template=UNKNOWN, to="someone@northmoor.example", context={})
    work_once(worker="test")
    assert Effect.objects.get().arguments == {}


def test_a_message_says_that_no_person_wrote_it(mailoutbox):
    mail.ask(template=UNKNOWN, to="someone@northmoor.example", context={})
    work_once(worker="test")
    assert mailoutbox[0].extra_headers["Auto-Submitted"] == "auto-generated"
