"""A certificate as its holder sees it."""

import datetime

import pytest
from django.urls import reverse

from learning.records.models import CertificateName, Enrolment
from tests.certificates.factories import COURSE, CertificateFactory
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def page_of(certificate) -> str:
    return reverse("certificate", args=[certificate.pk])


def pdf_of(certificate) -> str:
    return reverse("certificate_pdf", args=[certificate.pk])


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_page_says_what_the_certificate_says(certificate, learner_client):
    page = words(learner_client.get(page_of(certificate)))
    for expected in (
        "Amina Yusuf",
        COURSE,
        "<dt>Completed</dt><dd>14 November 2026</dd>",
        certificate.code_in_fours,
    ):
        assert expected in page
    for expected in (
        "Valid until",
        "85 minutes",
        "0 minutes",
        "3 (9 September 2026)",
        "Northmoor Partnership",
    ):
        assert expected in page
    assert 'aria-label="QR code that opens the page to check this certificate"' in page


def test_the_page_leads_to_the_pdf_and_to_what_an_employer_sees(certificate, learner_client):
    page = words(learner_client.get(page_of(certificate)))
    assert f'href="{pdf_of(certificate)}"' in page
    assert f'href="{reverse("verify_code", args=[certificate.code])}"' in page


def test_a_certificate_in_date_has_no_warning(certificate, learner_client):
    assert "tf-verdict" not in words(learner_client.get(page_of(certificate)))


def test_a_certificate_near_its_end_says_that_it_can_be_renewed(learner, learner_client):
    ending = CertificateFactory(learner=learner, expires_on=datetime.date(2027, 6, 1))
    page = words(learner_client.get(page_of(ending)))
    assert "It counts until 1 June 2027. You can renew it now" in page


def test_a_certificate_that_ends_in_91_days_says_nothing_yet(learner, learner_client):
    ending = CertificateFactory(learner=learner, expires_on=datetime.date(2027, 6, 2))
    assert "renew it now" not in words(learner_client.get(page_of(ending)))


def test_a_certificate_already_being_renewed_is_not_said_to_need_it(learner, learner_client, now):
    ending = CertificateFactory(learner=learner, expires_on=datetime.date(2027, 6, 1))
    Enrolment.objects.create(learner=learner, course=ending.course, period=2, enrolled_at=now)
    assert "renew it now" not in words(learner_client.get(page_of(ending)))


def test_an_expired_certificate_says_when_it_stopped_counting(learner, learner_client):
    ended = CertificateFactory(learner=learner, expires_on=datetime.date(2027, 1, 1))
    page = words(learner_client.get(page_of(ended)))
    assert "tf-verdict--expired" in page
    assert "It stopped counting on 1 January 2027." in page


def test_a_withdrawn_certificate_says_why_to_its_holder_and_is_not_given_out(
    revoked, learner_client, in_2027
):
    page = words(learner_client.get(page_of(revoked)))
    assert "The issuer withdrew it on 14 November 2026: Awarded to the wrong account" in page
    assert "Download" not in page
    assert learner_client.get(pdf_of(revoked)).url == page_of(revoked)


def test_a_certificate_without_an_end_says_so(learner, learner_client):
    lasting = CertificateFactory(learner=learner, expires_on=None)
    assert "Does not expire" in words(learner_client.get(page_of(lasting)))


@pytest.mark.parametrize(
    "name",
    ["Oluwadamilola Oluwaseun Akinfolarin-Ogunsheye", "W" * 200, "محمد عبد الله", "<b>Ada</b> & Sons"],
)
def test_a_name_of_any_kind_is_shown_as_words(name, learner, learner_client):
    page = words(learner_client.get(page_of(CertificateFactory(learner=learner, name=name))))
    shown = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"<bdi>{shown}</bdi>" in page


def test_the_name_stays_the_one_it_was_awarded_under(certificate, learner, learner_client):
    learner.name = "Amina Brown"
    learner.save()
    assert "<bdi>Amina Yusuf</bdi>" in words(learner_client.get(page_of(certificate)))


def test_the_pdf_is_a_file_to_keep_that_no_cache_keeps(certificate, learner_client):
    response = learner_client.get(pdf_of(certificate))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    name = "certificate-the-first-relationship-insecure-attachment-without-the-label-2026-11-14.pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_the_file_name_is_plain_even_when_the_course_is_not(learner, learner_client):
    odd = CertificateFactory(learner=learner, course_title='思う "家族"\r\nX-Evil: 1 /../')
    name = learner_client.get(pdf_of(odd))["Content-Disposition"]
    assert name == 'attachment; filename="certificate-x-evil-1-2026-11-14.pdf"'


@pytest.mark.parametrize("address", [page_of, pdf_of])
def test_a_stranger_finds_no_more_than_nothing(address, certificate, sign_in):
    stranger = sign_in(UserFactory())
    assert stranger.get(address(certificate)).status_code == 404
    missing = type(certificate)(pk=10**25)
    assert stranger.get(address(missing)).status_code == 404


@pytest.mark.parametrize("address", [page_of, pdf_of])
def test_even_an_administrator_has_only_their_own(address, certificate, administrator_client):
    assert administrator_client.get(address(certificate)).status_code == 404


@pytest.mark.parametrize("address", [page_of, pdf_of])
def test_whoever_is_not_signed_in_is_sent_to_sign_in(address, certificate, client):
    response = client.get(address(certificate))
    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={address(certificate)}"


def test_an_erased_name_is_said_to_be_removed(certificate, learner_client):
    CertificateName.objects.update(name="")
    page = words(learner_client.get(page_of(certificate)))
    assert "Name removed at the holder" in page
    assert "<bdi>Amina" not in page


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_takes_as_many_queries_with_one_certificate_as_with_many(
    count, learner, learner_client, django_assert_max_num_queries
):
    rows = [CertificateFactory(learner=learner) for _ in range(count)]
    with django_assert_max_num_queries(6):
        learner_client.get(page_of(rows[0]))
