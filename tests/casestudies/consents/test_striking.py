"""Somebody who was listed by mistake is struck out by an administrator: the register keeps it, and nobody who was asked goes."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from casestudies.consents import consenting
from casestudies.consents.consenting import ConsentRefused
from casestudies.consents.register import What
from casestudies.consents.scopes import Scope
from casestudies.models import ConsentChange, Film, Participant
from tests.casestudies import factories
from tests.casestudies.consents.conftest import DAY
from tests.casestudies.factories import AT
from tests.factories import UserFactory


@pytest.fixture
def mistaken(case):
    """The mother has agreed; a neighbour is listed and is in no scene."""
    return factories.person_in(case.film, label="Neighbour")


def url_of(person: Participant, name: str = "strike_participant") -> str:
    return reverse(name, args=[person.film_id, person.pk])


def is_shown(film: Film) -> bool:
    return Film.objects.showable(on=timezone.localdate(), to=Scope.STAFF).filter(pk=film.pk).exists()


def test_the_film_is_shown_again_and_the_register_says_why(case, mistaken, administrator_client):
    assert not is_shown(case.film)
    page = administrator_client.post(url_of(mistaken), {"what": What.STRUCK_ABSENT}, follow=True)
    assert is_shown(case.film)
    shown = page.content.decode()
    assert "Neighbour. Struck out: listed by mistake, and not in this film." in shown
    assert '<h2 class="w-h3">Neighbour</h2>' not in shown
    factories.person_in(case.film, label="Neighbour")


def test_a_reason_is_asked_for(mistaken, administrator_client):
    page = administrator_client.post(url_of(mistaken), {"what": ""})
    assert "Say why they should not be listed." in page.content.decode()
    assert not Participant.objects.exclude(struck_at=None).exists()


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_nobody_who_was_asked_is_struck_out(mother, is_withdrawn, administrator, administrator_client):
    if is_withdrawn:
        said = {"told_on": AT.date(), "route": "phone", "by": UserFactory(), "at": AT + DAY}
        consenting.withdraw(participant=mother, **said)
    assert (
        url_of(mother)
        not in administrator_client.get(reverse("film_consents", args=[mother.film_id])).content.decode()
    )
    page = administrator_client.post(url_of(mother), {"what": What.STRUCK_TWICE})
    assert "So they were asked, and stay listed." in page.content.decode()
    assert Participant.objects.get().struck_at is None


def test_it_is_for_administrators_alone(mistaken, trainer_client):
    assert trainer_client.get(reverse("film_consents", args=[mistaken.film_id])).status_code == 200
    assert trainer_client.post(url_of(mistaken), {"what": What.STRUCK_ABSENT}).status_code == 404


def test_whoever_is_struck_out_cannot_agree_and_stays_struck(mistaken):
    consenting.strike(participant=mistaken, what=What.STRUCK_TWICE, by=UserFactory(), at=AT + DAY)
    consenting.strike(participant=mistaken, what=What.STRUCK_TWICE, by=UserFactory(), at=AT + DAY)
    assert ConsentChange.objects.filter(what=What.STRUCK_TWICE).count() == 1
    with pytest.raises(ConsentRefused, match="struck out"):
        factories.agree(mistaken)
    with pytest.raises(IntegrityError, match="who_is_in_a_film_stays"), transaction.atomic():
        Participant.objects.filter(pk=mistaken.pk).update(struck_at=None)
