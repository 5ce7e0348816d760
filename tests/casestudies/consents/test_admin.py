"""The pages of the admin: who may open them, what they say, and what they write."""

import html

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casestudies.consents import consenting
from casestudies.models import Consent, ConsentChange, Film, Participant, Withdrawal
from tests.casestudies import factories
from tests.casestudies.consents.conftest import DAY
from tests.casestudies.encoding import tiny
from tests.casestudies.factories import AT
from tests.factories import UserFactory


@pytest.fixture
def recorder_client(real, sign_in):
    """Someone who may record withdrawals, and change nothing."""
    group = Group.objects.create(name="Front desk")
    group.permissions.add(*Permission.objects.filter(codename__in=["access_admin", "record_withdrawal"]))
    person = UserFactory(name="Dee Desk")
    person.groups.add(group)
    return sign_in(person)


@pytest.fixture
def visitor_client(real, sign_in):
    group = Group.objects.create(name="Into the admin, and no further")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    person = UserFactory()
    person.groups.add(group)
    return sign_in(person)


@pytest.fixture
def client(real, mother, trainer_client):
    """A trainer's browser: the roles' own permissions come with the migrations."""
    return trainer_client


def address(name: str, *args) -> str:
    return reverse(name, args=[Film.objects.order_by("pk")[0].pk, *args])


def text(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def consent_fields(**changed) -> dict:
    fields = {
        "scope": "staff",
        "given_on": "2026-06-04",
        "seen_final_cut_on": "2026-06-02",
        "capacity_considered": "on",
        "taken_by": "Robin",
        "contact_route": "Through the service",
    }
    return {name: value for name, value in (fields | changed).items() if value is not None}


def withdrawal_fields(person, **changed) -> dict:
    return {"participant": person.pk, "route": "phone", "told_on": "2026-06-04"} | changed


def test_the_form_of_a_film_leads_to_who_is_in_it(client, real):
    assert address("film_consents") in text(client.get(reverse("wagtailmedia:edit", args=[real.pk])))


def test_everyone_in_the_film_is_listed_with_what_they_agreed_to_and_the_register(client):
    page = text(client.get(address("film_consents")))
    assert "Mother, 30s" in page
    assert "“Our own story” may be shown now." in page
    assert "<b>Agreed.</b> Staff, in any course. Holds until 3 June 2028." in page
    assert "3 June 2026, 10:00: Mother, 30s. Consent recorded." in page


def test_somebody_is_added_and_agrees(client, real, trainer):
    client.post(address("add_participant"), {"label": " Boy,  9 ", "turns_18_on": "2034-01-31"})
    child = Participant.objects.get(label="Boy, 9")
    page = text(client.get(address("film_consents")))
    assert "“Our own story” is shown to nobody now." in page
    assert "Not asked yet." in page
    client.post(address("record_consent", child.pk), consent_fields())
    consent = child.consents.get()
    assert (consent.paper.taken_by, consent.as_adult) == ("Robin", False)
    assert ConsentChange.objects.latest_first()[0].by == trainer


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"capacity_considered": None}, "Consider first whether they can decide this"),
        ({"expires_on": "2029-06-05"}, "36 months at most: until 4 June 2029"),
        ({"given_on": "2027-01-01"}, "Nobody agrees on a day that is to come."),
        ({"given_on": "soon"}, "Give a whole day."),
        ({"scope": "this_course"}, "Choose the course for which they agreed."),
        ({"scope": "everyone"}, "not one of the available choices"),
    ],
)
def test_bad_answers_are_refused_in_words_and_kept(client, mother, changed, said):
    page = text(client.post(address("record_consent", mother.pk), consent_fields(**changed)))
    assert said in page
    assert "Through the service" in page
    assert Consent.objects.count() == 1


def test_whoever_asks_for_consent_reads_that_a_part_cannot_be_kept_apart(client, mother):
    page = text(client.get(address("record_consent", mother.pk)))
    assert "the file that is sent still holds all of it, and so do its captions" in page


def test_the_same_label_twice_is_refused_in_words(client):
    page = text(client.post(address("add_participant"), {"label": "Mother, 30s"}))
    assert "Somebody in this film has this label already." in page


def test_a_label_is_put_right_and_what_may_name_somebody_erased(client, mother):
    url = address("correct_participant", mother.pk)
    assert "To reach them: Through the service. Signed form: Box 4" in text(
        client.get(address("film_consents"))
    )
    factories.person_in(mother.film, label="Father")
    assert "has this label already" in text(client.post(url, {"label": "Father"}))
    client.post(url, {"label": "Mother", "erase": "on"})
    page = text(client.get(address("film_consents")))
    assert "Mother, 30s" not in page
    assert "Through the service" not in page
    assert "Mother. Label put right." in page
    assert "Mother. What may name somebody erased." in page
    assert "Holds until 3 June 2028." in page


def test_the_page_of_a_withdrawal_says_what_happens_at_once_and_asks_for_no_reason(client, mother):
    page = text(client.get(address("withdraw_consent") + f"?participant={mother.pk}"))
    assert "Nobody is shown the film, its pictures or its words any more" in page
    assert "<textarea" not in page
    assert f'value="{mother.pk}" selected' in page
    assert not Withdrawal.objects.exists()


def test_whoever_may_record_withdrawals_does_so_and_no_more(recorder_client, mother):
    page = text(recorder_client.get(address("film_consents")))
    assert "They withdraw" in page
    assert "Record consent" not in page
    assert "Through the service" not in page
    for name, *args in (
        ("add_participant",),
        ("record_consent", mother.pk),
        ("correct_participant", mother.pk),
    ):
        assert recorder_client.post(address(name, *args), consent_fields()).status_code == 404
    response = recorder_client.post(address("withdraw_consent"), withdrawal_fields(mother))
    assert response["Location"] == address("film_consents")
    assert Withdrawal.objects.get().received_by.name == "Dee Desk"
    assert "Withdrew on 4 June 2026." in text(recorder_client.get(address("film_consents")))


def test_nobody_withdraws_on_a_day_to_come(client, mother):
    page = text(client.post(address("withdraw_consent"), withdrawal_fields(mother, told_on="2026-06-05")))
    assert "They cannot have told us on a day that is to come." in page
    assert not Withdrawal.objects.exists()


def test_nobody_in_another_film_is_withdrawn_or_asked_here(client, mother):
    stranger = factories.person_in(factories.real_film(title="Theirs"))
    here = reverse("withdraw_consent", args=[mother.film_id])
    assert client.post(here, withdrawal_fields(stranger)).status_code == 200
    there = reverse("record_consent", args=[mother.film_id, stranger.pk])
    assert client.post(there, consent_fields()).status_code == 404
    assert not Withdrawal.objects.exists()


def test_whoever_has_no_right_finds_nothing(visitor_client, mother):
    for name, *args in (
        ("film_consents",),
        ("add_participant",),
        ("withdraw_consent",),
        ("record_consent", mother.pk),
    ):
        for ask in (visitor_client.get, visitor_client.post):
            assert ask(address(name, *args)).status_code in (404, 405)
    assert "Our own story" not in text(visitor_client.get(reverse("films_of_real_people")))


@pytest.mark.parametrize("name", ["films_of_real_people", "film_consents", "wagtailadmin_home"])
def test_a_page_takes_as_many_queries_for_one_as_for_many(home, client, real, mother, name):
    url = address(name) if name == "film_consents" else reverse(name)
    client.get(url)
    counts = []
    for round_ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))
        for number in range(3):
            factories.agree(factories.person_in(real, label=f"Person {number} of {round_}"))
            factories.agree(factories.person_in(factories.real_film(title=f"Film {number}")))
    assert counts[0] == counts[1]


def test_a_film_in_which_somebody_is_listed_is_not_called_fictional(client, real, mother):
    assert "There are real people listed" in text(save(client, real, is_fictional="on"))
    real.refresh_from_db()
    assert not real.is_fictional


def test_saying_anew_whether_a_film_is_fictional_is_in_the_register(trainer_client, trainer, real):
    save(trainer_client, real, is_fictional="on")
    save(trainer_client, real, is_fictional="on", title="Another name")
    real.refresh_from_db()
    assert real.is_fictional
    assert [(line.what, line.by) for line in ConsentChange.objects.all()] == [("fictional", trainer)]


@pytest.mark.parametrize("field", ["original", "file", "described", "low_data", "audio"])
def test_another_file_in_place_of_a_film_of_real_people_is_in_the_register(
    field, trainer_client, real, mother
):
    ending = "m4a" if field == "audio" else "mp4"
    save(trainer_client, real, **{field: SimpleUploadedFile(f"new.{ending}", tiny.film())})
    last = ConsentChange.objects.latest_first()[0]
    assert (last.what, last.participant) == ("replaced", None)


def save(client, film: Film, **changed):
    fields = {
        "title": film.title,
        "language": "en-GB",
        "duration": "60",
        "collection": film.collection_id,
        "content_note": "Low mood.",
    }
    return client.post(reverse("wagtailmedia:edit", args=[film.pk]), fields | changed)


def test_a_film_with_a_register_is_not_deleted_and_that_is_said(administrator_client, mother):
    url = reverse("wagtailmedia:delete", args=[mother.film_id])
    page = text(administrator_client.post(url, follow=True))
    assert "cannot be deleted: what people in it agreed to has to be kept." in page
    assert Film.objects.exists()


def test_the_home_of_the_admin_names_whom_to_ask(home, client, real, mother):
    factories.agree(factories.person_in(factories.real_film(title="All agree")))
    words = text(client.get(reverse("wagtailadmin_home")))
    assert "Consents to review or lapsed" in words
    assert "Our own story" not in words
    consenting.withdraw(participant=mother, told_on=AT.date(), route="phone", by=UserFactory(), at=AT)
    words = text(client.get(reverse("wagtailadmin_home")))
    assert "Mother, 30s: Withdrew on 3 June 2026." in words
    assert "All agree" not in words


def test_the_form_of_a_film_that_has_lapsed_says_so_and_leads_to_no_file(mother, trainer_client):
    url = reverse("wagtailmedia:edit", args=[mother.film_id])
    captions = reverse("captions", args=[mother.film_id, "captions"])
    assert captions in trainer_client.get(url).content.decode()
    said = {"told_on": AT.date(), "route": "phone", "by": UserFactory(), "at": AT + DAY}
    consenting.withdraw(participant=mother, **said)
    page = trainer_client.get(url).content.decode()
    assert captions not in page
    assert "Nobody is sent the film or its words any more, and neither are you." in page
