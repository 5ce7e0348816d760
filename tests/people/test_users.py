import pytest
from django.db import IntegrityError, connection

from learning.people.backends import AuthenticationBackend
from learning.people.models import User
from learning.people.roles import Role
from tests.factories import (
    LONG_AGO,
    LineManagerFactory,
    OrganisationFactory,
    PartnershipLeadFactory,
    UserFactory,
    WorkforceLeadFactory,
)

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_in_lower_case():
    assert UserFactory(email=" Amina.Yusuf@Northmoor.Example ").email == "amina.yusuf@northmoor.example"


def test_an_address_is_found_without_regard_to_case():
    person = UserFactory(email="amina@northmoor.example")
    assert User.objects.with_email("AMINA@Northmoor.example").get() == person
    assert User.objects.get_by_natural_key("Amina@northmoor.EXAMPLE") == person


def test_two_people_cannot_have_one_address_that_differs_in_case():
    UserFactory(email="amina@northmoor.example")
    with pytest.raises(IntegrityError):
        UserFactory(email="AMINA@northmoor.example")


def test_the_database_refuses_capitals_in_an_address():
    person = UserFactory()
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("UPDATE people_user SET email = 'Amina@northmoor.example' WHERE id = %s", [person.pk])


def test_someone_known_stays_as_they_are():
    person = UserFactory(email="amina@northmoor.example", name="Amina Yusuf")
    assert User.objects.known_or_new("AMINA@northmoor.example", "Someone Else") == person
    assert User.objects.get().name == "Amina Yusuf"


def test_someone_new_has_no_password_yet():
    person = User.objects.known_or_new("New@northmoor.example", "New Person")
    assert (person.email, person.has_usable_password()) == ("new@northmoor.example", False)


def test_a_superuser_is_an_administrator_and_not_a_trainer():
    person = User.objects.create_superuser("root@northmoor.example", "Root", "think-family")
    assert (person.is_administrator, person.is_trainer, person.is_staff) == (True, False, True)


def test_groups_make_a_trainer_and_an_administrator(trainer, administrator, learner):
    assert (trainer.is_trainer, trainer.is_administrator) == (True, False)
    assert administrator.is_administrator
    assert (learner.is_trainer, learner.is_administrator) == (False, False)


def test_a_lead_leads_their_own_organisation_and_no_other():
    lead = WorkforceLeadFactory()
    assert lead.person.leads(lead.organisation, on=LONG_AGO.date())
    assert not lead.person.leads(OrganisationFactory(), on=LONG_AGO.date())


def test_someone_is_greeted_by_the_first_word_of_their_name():
    person = UserFactory(name="Amina Yusuf Ali")
    assert (person.first_name, person.last_name, person.get_full_name()) == (
        "Amina",
        "Yusuf Ali",
        "Amina Yusuf Ali",
    )


def test_people_are_listed_by_name_without_regard_to_case():
    for name in ("bea", "Abel", "Cara"):
        UserFactory(name=name)
    assert [person.name for person in User.objects.in_order()] == ["Abel", "bea", "Cara"]


# Roles


def test_roles_come_with_the_account_of_whoever_is_signed_in(django_assert_num_queries):
    lead = WorkforceLeadFactory().person
    LineManagerFactory(person=lead)
    PartnershipLeadFactory()
    with django_assert_num_queries(1):
        person = AuthenticationBackend().get_user(lead.pk)
        assert person.roles == {Role.WORKFORCE_LEAD, Role.LINE_MANAGER}


def test_roles_of_somebody_else_are_asked_for_once(django_assert_num_queries):
    lead = WorkforceLeadFactory().person
    with django_assert_num_queries(1):
        assert lead.roles == lead.roles == {Role.WORKFORCE_LEAD}


def test_nobody_comes_with_a_closed_account_or_a_key_that_is_none():
    assert AuthenticationBackend().get_user(UserFactory(is_active=False).pk) is None
    assert AuthenticationBackend().get_user(0) is None
