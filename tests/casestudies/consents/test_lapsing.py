"""A film whose consent ends, by the days moving on: refused everywhere, while what people have done stands."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse

from casestudies.consents import consenting
from casestudies.consents.register import What
from casestudies.consents.scopes import Scope
from casestudies.models import ConsentChange
from learning.people.posts import Post
from learning.records import records
from learning.records.models import Certificate, Enrolment
from tests.casestudies import factories
from tests.casestudies.consents.conftest import DAY, ENDS
from tests.casestudies.factories import AT, MP4
from tests.factories import UserFactory, WorkforceLeadFactory

FILES = ("film/file/", "film/low_data/", "film/described/", "film/audio/", "captions/captions/")
TRACKS = ("captions/descriptions/", "captions/described_captions/", "captions/chapters/", "poster/")
WORDS = "transcript/"


def withdraw(person, *, at: datetime.datetime):
    return consenting.withdraw(participant=person, told_on=at.date(), route="phone", by=UserFactory(), at=at)


def statuses(client, case) -> set[int]:
    paths = (*FILES, *TRACKS, WORDS)
    return {client.get(f"/case-studies/{case.pk}/{path}").status_code for path in paths}


@pytest.fixture
def lead(enrolled):
    """Leads the organisation that the learner works for."""
    organisation = Post.objects.get(person=enrolled).organisation
    return WorkforceLeadFactory(organisation=organisation).person


@pytest.fixture
def signed_in(enrolled, sign_in):
    """signed_in() is the learner's own browser, signed in on the day on which it is called."""
    return lambda: sign_in(enrolled)


def test_the_day_a_consent_runs_out_everything_of_the_film_is_refused(signed_in, case, time_machine):
    time_machine.move_to(ENDS - DAY, tick=False)
    assert statuses(signed_in(), case) == {200}
    time_machine.move_to(ENDS, tick=False)
    client = signed_in()
    assert statuses(client, case) == {404}
    page = client.get(case.url).content.decode()
    assert "Read a fictional version of the case instead: it counts the same." in page
    assert "Tess is not Sam." in page
    for gone in ("<video", "is Sam", "Hello, Joel", "Moments to look out for", "/poster/", "film.js"):
        assert gone not in page


def test_the_lesson_is_still_completed_and_the_certificate_is_untouched(
    signed_in, case, course, enrolled, time_machine
):
    [lesson, _] = course.activities()
    records.complete(learner=enrolled, activity=lesson.specific, by=enrolled, at=AT)
    time_machine.move_to(ENDS + DAY, tick=False)
    client = signed_in()
    client.post(reverse("complete_case", args=[case.pk]))
    assert Enrolment.objects.get().completed_at == ENDS + DAY
    certificate = Certificate.objects.get()
    withdraw(case.film.participants.get(), at=ENDS + DAY)
    assert client.get(reverse("certificate", args=[certificate.pk])).status_code == 200
    assert "Valid until" in client.get(reverse("verify_code", args=[certificate.code])).content.decode()


@pytest.mark.parametrize("how", ["runs_out", "withdrawn"])
def test_author_and_lead_are_told_once(how, case, lead, work, time_machine):
    work()
    mail.outbox.clear()
    time_machine.move_to(ENDS if how == "runs_out" else ENDS - 200 * DAY, tick=False)
    if how == "withdrawn":
        withdraw(case.film.participants.get(), at=ENDS - 200 * DAY)
    for _ in range(2):
        work()
        time_machine.shift(DAY)
    told = {message.to[0]: message for message in mail.outbox if "no longer shown" in message.subject}
    assert sorted(told) == sorted([case.owner.email, lead.email])
    assert len([message for message in mail.outbox if "no longer shown" in message.subject]) == 2
    for message in told.values():
        assert "Our own story" in message.body
        assert "Mother" not in message.body
    assert "/admin/consents/" in told[case.owner.email].body
    assert "/admin/" not in told[lead.email].body


def test_it_lapses_again_after_they_agreed_anew_and_is_told_again(case, lead, work, time_machine):
    person = case.film.participants.get()
    for days in (1, 2):
        at = AT + days * DAY
        time_machine.move_to(at, tick=False)
        withdraw(person, at=at)
        withdraw(person, at=at + datetime.timedelta(hours=1))
        work()
        factories.agree(person, at=at + datetime.timedelta(hours=2))
    assert len([message for message in mail.outbox if message.to == [lead.email]]) == 2


def test_while_a_film_is_off_nobody_is_told_of_a_second_person_in_it(case, lead, work, time_machine):
    other = factories.person_in(case.film, label="Father")
    factories.agree(other)
    for days, person in ((1, case.film.participants.order_by("pk")[0]), (2, other)):
        time_machine.move_to(AT + days * DAY, tick=False)
        withdraw(person, at=AT + days * DAY)
        work()
    assert len([message for message in mail.outbox if message.to == [lead.email]]) == 1


def test_who_narrows_what_they_agreed_to_takes_the_film_off_and_that_is_told(case, course, lead, work):
    factories.agree(case.film.participants.get(), scope=Scope.THIS_COURSE, course=course.page_ptr)
    work()
    assert lead.email not in [message.to[0] for message in mail.outbox]
    index = course.get_parent()
    factories.agree(case.film.participants.get(), scope=Scope.THIS_COURSE, course=index)
    work()
    assert [message.to[0] for message in mail.outbox if message.to == [lead.email]] == [lead.email]


def test_someone_listed_who_has_not_agreed_takes_the_film_off_and_that_is_told(case, lead, work):
    factories.person_in(case.film, label="Father", at=AT + DAY)
    work()
    assert [message.to[0] for message in mail.outbox if message.to == [lead.email]] == [lead.email]


def test_a_film_withdrawn_while_someone_watches_sends_not_one_byte_more(client, case):
    url = f"/case-studies/{case.pk}/film/file/"
    first = client.get(url, headers={"Range": "bytes=0-99"})
    assert b"".join(first.streaming_content) == MP4[:100]
    withdraw(case.film.participants.get(), at=AT + DAY)
    for headers in (
        {"Range": "bytes=100-199"},
        {"Range": "bytes=100-199", "If-Range": first["ETag"]},
        {"If-None-Match": first["ETag"]},
    ):
        response = client.get(url, headers=headers)
        assert (response.status_code, response.streaming) == (404, False)
    assert client.head(url).status_code == 404


def test_once_it_is_withdrawn_nobody_has_it_from_the_admin_either(trainer_client, administrator_client, case):
    film = case.film
    urls = [
        film.file.url,
        film.captions.url,
        film.thumbnail.url,
        reverse("captions", args=[film.pk, "captions"]),
    ]
    assert {trainer_client.get(url).status_code for url in urls} == {200}
    withdraw(film.participants.get(), at=AT + DAY)
    for browser in (trainer_client, administrator_client):
        assert {browser.get(url).status_code for url in urls} == {404}


def test_renewed_in_time_nothing_lapses_and_nobody_is_told(signed_in, case, work, time_machine):
    work()
    time_machine.move_to(ENDS - DAY, tick=False)
    factories.agree(case.film.participants.get(), at=ENDS - DAY)
    time_machine.move_to(ENDS, tick=False)
    work()
    assert statuses(signed_in(), case) == {200}
    assert not [message for message in mail.outbox if "no longer shown" in message.subject]
    assert not ConsentChange.objects.filter(what=What.RAN_OUT).exists()


def test_the_end_of_a_consent_is_in_the_register_once(case, work, time_machine):
    time_machine.move_to(ENDS, tick=False)
    work()
    work()
    [change] = ConsentChange.objects.filter(what=What.RAN_OUT)
    assert (change.by, change.participant) == (None, case.film.participants.get())


def test_whoever_may_change_the_film_is_reminded_ninety_days_before(case, work, time_machine, trainer):
    work()
    mail.outbox.clear()
    time_machine.move_to(ENDS - 90 * DAY, tick=False)
    work()
    assert [message.to for message in mail.outbox if "ask again" in message.subject] == [[trainer.email]]


def test_real_people_are_not_taken_away(client, case):
    response = client.get(case.url)
    assert "no-store" in response["Cache-Control"]
    page = response.content.decode()
    assert 'controlslist="nodownload"' in page
    assert "as plain text" not in page
    assert client.get(f"/case-studies/{case.pk}/transcript.txt").status_code == 404
