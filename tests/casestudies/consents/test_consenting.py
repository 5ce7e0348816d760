"""What is written of a consent, and what is refused in words."""

import datetime

import pytest

from casestudies.consents import consenting
from casestudies.consents.consenting import ConsentRefused
from casestudies.consents.scopes import Scope
from casestudies.consents.standing import standings
from casestudies.models import Consent, ConsentChange, Withdrawal
from tests.casestudies import factories
from tests.casestudies.consents.conftest import DAY
from tests.casestudies.factories import AT
from tests.factories import UserFactory

EIGHTEEN = datetime.date(2026, 6, 1)


def test_a_consent_lasts_24_calendar_months_and_is_reviewed_90_days_before(mother):
    consent = Consent.objects.get()
    assert consent.expires_on == datetime.date(2028, 6, 3)
    assert consent.expires_on - consent.review_on == 90 * DAY


def test_what_is_agreed_for_a_child_is_reviewed_90_days_before_they_are_eighteen(real):
    person = factories.person_in(real, turns_18_on=datetime.date(2027, 3, 3))
    assert factories.agree(person).review_on == datetime.date(2027, 3, 3) - 90 * DAY
    [standing] = standings(real, on=AT.date())
    assert standing.words == "Staff, in any course. Holds until 3 March 2027."


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"given_on": AT.date() + DAY}, "given_on", "to come"),
        ({"seen_final_cut_on": AT.date() + DAY}, "seen_final_cut_on", "finished film"),
        ({"expires_on": AT.date()}, "expires_on", "run out after"),
        ({"expires_on": datetime.date(2029, 6, 4)}, "expires_on", "36 months at most: until 3 June 2029"),
        ({"scope": Scope.THIS_COURSE}, "course", "Choose the course"),
        ({"capacity_considered": False}, "capacity_considered", "Consider first"),
        ({"paper": {"taken_by": " ", "contact_route": "By phone"}}, "taken_by", "who asked them"),
        ({"paper": {"taken_by": "Robin"}}, "contact_route", "can be reached"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_answer(real, fields, field, words):
    person = factories.person_in(real)
    with pytest.raises(ConsentRefused, match=words) as refusal:
        factories.agree(person, **fields)
    assert refusal.value.field == field
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    ("given_on", "as_adult", "words"),
    [(EIGHTEEN - DAY, True, "were not eighteen"), (EIGHTEEN, False, "only they themselves")],
)
def test_from_eighteen_on_only_they_themselves_agree_and_not_before(real, given_on, as_adult, words):
    person = factories.person_in(real, turns_18_on=EIGHTEEN)
    with pytest.raises(ConsentRefused, match=words):
        factories.agree(person, given_on=given_on, as_adult=as_adult)
    factories.agree(person, given_on=given_on, as_adult=not as_adult)


def test_a_paper_of_before_somebody_withdrew_brings_nothing_back(mother):
    at = AT + 10 * DAY
    consenting.withdraw(participant=mother, told_on=AT.date(), route="phone", by=UserFactory(), at=at)
    with pytest.raises(ConsentRefused, match="They withdrew on 13 June 2026"):
        factories.agree(mother, at=at + DAY, given_on=AT.date())


def test_withdrawing_twice_is_withdrawing_once(mother):
    said = {"participant": mother, "told_on": AT.date(), "route": "phone", "by": UserFactory()}
    first = consenting.withdraw(**said, at=AT + DAY)
    assert consenting.withdraw(**said, at=AT + 2 * DAY) == first
    assert Withdrawal.objects.count() == 1


def test_nobody_tells_us_on_a_day_to_come_that_they_withdraw(mother):
    with pytest.raises(ConsentRefused, match="told us on a day that is to come") as refusal:
        consenting.withdraw(
            participant=mother, told_on=AT.date() + DAY, route="phone", by=UserFactory(), at=AT
        )
    assert refusal.value.field == "told_on"
    assert not Withdrawal.objects.exists()


def test_a_film_in_which_people_are_listed_is_not_written_down_as_fictional(real, mother):
    real.is_fictional = True
    with pytest.raises(ConsentRefused, match="real people listed") as refusal:
        consenting.write_fictional(film=real, by=UserFactory(), at=AT)
    assert refusal.value.field == "is_fictional"
    assert not ConsentChange.objects.filter(participant=None).exists()


def test_nobody_real_is_in_a_fictional_film(db):
    with pytest.raises(ConsentRefused, match="fictional"):
        factories.person_in(factories.film())
