"""The mail that says a certificate is ready."""

import pytest
from django.core import mail

from learning.certificates.tasks import send_certificate_mail
from learning.records import effects
from learning.records.models import Effect
from learning.records.worker import work_once
from tests.certificates.factories import AWARDED_AT, COURSE, CertificateFactory

pytestmark = pytest.mark.django_db


def send(certificate) -> list:
    send_certificate_mail.func(certificate_id=certificate.pk)
    return mail.outbox


def test_the_mail_says_where_the_certificate_is_and_how_it_is_checked(certificate):
    [message] = send(certificate)
    assert message.to == ["amina@northmoor.example"]
    assert message.subject == f"Your certificate for {COURSE}"
    assert message.body.startswith(f"Hello Amina,\n\nYou have finished {COURSE}.")
    assert f"http://localhost:8000/certificates/mine/{certificate.pk}/" in message.body
    assert f"{certificate.code_in_fours}\nhttp://localhost:8000/certificates/" in message.body
    assert "It is valid until 14 November 2029." in message.body
    assert message.body.rstrip().endswith("Northmoor Partnership")


def test_the_pdf_is_attached(certificate):
    [message] = send(certificate)
    [(name, content, kind)] = message.attachments
    assert name.startswith("certificate-")
    assert content.startswith(b"%PDF")
    assert kind == "application/pdf"


def test_the_mail_about_one_certificate_always_has_the_same_id(certificate):
    first, second = [send(certificate)[-1] for _ in range(2)]
    assert second.message()["Message-ID"] == first.message()["Message-ID"]


def test_words_are_not_escaped_as_in_a_page():
    certificate = CertificateFactory(course_title="Mum & dad: <what> they're asking")
    [message] = send(certificate)
    assert "Mum & dad: <what> they're asking" in message.body


def test_a_title_with_lines_does_not_break_the_subject():
    [message] = send(CertificateFactory(course_title="Two\r\nBcc: everyone@example.org"))
    assert message.subject == "Your certificate for Two Bcc: everyone@example.org"


def test_a_certificate_without_an_end_says_so():
    [message] = send(CertificateFactory(expires_on=None))
    assert "It does not expire." in message.body


def test_nobody_whose_account_is_closed_is_written_to(certificate, learner):
    learner.is_active = False
    learner.save()
    assert send(certificate) == []


def test_nothing_is_sent_about_a_certificate_that_was_withdrawn(revoked):
    assert send(revoked) == []


def test_an_award_asks_the_worker_for_one_mail(certificate):
    for _ in range(2):
        effects.react(
            "certificate_awarded", key=str(certificate.pk), at=AWARDED_AT, certificate_id=certificate.pk
        )
    assert Effect.objects.filter(task="learning.certificates.tasks.send_certificate_mail").count() == 1
    while work_once(worker="test"):
        pass
    assert len(mail.outbox) == 1
