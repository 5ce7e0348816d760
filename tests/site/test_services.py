"""Local services and decisions: what each row may and may not be."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from learning.site.models import DecisionService, LocalDecision, LocalService
from learning.site.services import lines
from tests.factories import AreaFactory, PartnershipFactory, UserFactory
from tests.site.factories import LocalDecisionFactory, LocalServiceFactory, SituationFactory

TODAY = datetime.date(2027, 3, 3)
KINDS = [LocalServiceFactory, LocalDecisionFactory]


@pytest.fixture
def area(db):
    return AreaFactory(name="Northmoor North")


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


# Where it holds


@pytest.mark.parametrize("factory", KINDS)
def test_a_row_covers_an_area_or_a_partnership(factory, area):
    assert factory(area=area).place == "Northmoor North"
    assert factory(partnership=area.partnership).place == area.partnership.name


@pytest.mark.parametrize("factory", KINDS)
def test_a_row_covers_not_both_and_not_neither(factory, area):
    name = f"{factory._meta.model._meta.model_name}_covers_an_area_or_a_partnership"
    with refused(name), transaction.atomic():
        factory(area=area, partnership=area.partnership)
    with refused(name), transaction.atomic():
        factory(area=None, partnership=None)


@pytest.mark.parametrize("factory", KINDS)
def test_the_editor_is_told_to_choose_one_of_the_two(factory, area):
    row = factory(area=area)
    row.partnership = area.partnership
    with pytest.raises(ValidationError, match="one of the two"):
        row.full_clean()


# A service


@pytest.mark.parametrize("ages", [(0, 1), (3, 18), (18, None), (0, None)])
def test_a_service_takes_some_age(area, ages):
    assert LocalServiceFactory(area=area, age_from=ages[0], age_to=ages[1]).pk


@pytest.mark.parametrize("ages", [(3, 3), (18, 3), (0, 0)])
def test_a_service_that_would_take_no_age_is_refused(area, ages):
    with refused("a_service_takes_some_age"), transaction.atomic():
        LocalServiceFactory(area=area, age_from=ages[0], age_to=ages[1])


def test_a_service_is_named_once_in_an_area(area):
    LocalServiceFactory(area=area, name="CAMHS")
    LocalServiceFactory(area=AreaFactory(), name="CAMHS")
    with refused("site_localservice.area_id|a_service_is_named_once_in_an_area"), transaction.atomic():
        LocalServiceFactory(area=area, name="CAMHS")


def test_a_service_is_named_once_in_a_partnership(area):
    LocalServiceFactory(partnership=area.partnership, name="MASH")
    LocalServiceFactory(partnership=PartnershipFactory(), name="MASH")
    name = "site_localservice.partnership_id|a_service_is_named_once_in_a_partnership"
    with refused(name), transaction.atomic():
        LocalServiceFactory(partnership=area.partnership, name="MASH")


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (180, False), (181, True)])
def test_a_service_should_be_checked_every_180_days(area, days, is_late):
    service = LocalServiceFactory(area=area, checked_on=TODAY - datetime.timedelta(days=days))
    assert service.was_checked_lately(on=TODAY) is not is_late
    assert list(LocalService.objects.not_checked_lately(on=TODAY)) == ([service] if is_late else [])


@pytest.mark.parametrize(
    ("age_of", "age_from", "age_to", "words"),
    [
        ("anyone", 0, None, ""),
        ("anyone", 16, None, "16 and over"),
        ("adult", 0, None, "Adult"),
        ("adult", 18, None, "Adult, 18 and over"),
        ("child", 0, 18, "Child, under 18"),
        ("anyone", 0, 18, "Under 18"),
        ("child", 5, 18, "Child, 5 to 17"),
        ("child", 5, 6, "Child, 5"),
    ],
)
def test_ages_of_a_service_in_words(age_of, age_from, age_to, words):
    assert LocalService(age_of=age_of, age_from=age_from, age_to=age_to).ages == words


def test_what_is_written_one_thing_a_line_is_read_so():
    assert lines("  who is seen \r\n\r\nhow soon\n") == ["who is seen", "how soon"]
    assert lines("") == []


def test_a_service_outlives_its_owners_account(area):
    owner = UserFactory()
    service = LocalServiceFactory(area=area, owner=owner)
    owner.delete()
    service.refresh_from_db()
    assert service.owner is None


# A decision


def test_an_area_answers_a_situation_once(area):
    situation = SituationFactory()
    LocalDecisionFactory(situation=situation, area=area)
    LocalDecisionFactory(situation=situation, area=AreaFactory())
    LocalDecisionFactory(area=area)
    name = "site_localdecision.situation_id, site_localdecision.area_id|an_area_answers_a_situation_once"
    with refused(name), transaction.atomic():
        LocalDecisionFactory(situation=situation, area=area)


def test_a_partnership_answers_a_situation_once(area):
    situation = SituationFactory()
    LocalDecisionFactory(situation=situation, partnership=area.partnership)
    LocalDecisionFactory(situation=situation, area=area)
    name = "site_localdecision.partnership_id|a_partnership_answers_a_situation_once"
    with refused(name), transaction.atomic():
        LocalDecisionFactory(situation=situation, partnership=area.partnership)


def test_a_decision_names_a_service_once(area):
    service = LocalServiceFactory(area=area)
    decision = LocalDecisionFactory(area=area, naming=[service])
    LocalDecisionFactory(area=AreaFactory(), naming=[service])
    name = "site_decisionservice.service_id|a_decision_names_a_service_once"
    with refused(name), transaction.atomic():
        DecisionService.objects.create(decision=decision, service=service, sort_order=1)


@pytest.mark.parametrize("count", [0, 1, 5])
def test_a_decision_gives_its_services_in_their_order_in_two_queries(count, area, django_assert_num_queries):
    services = [LocalServiceFactory(area=area) for _ in range(count)]
    LocalDecisionFactory(area=area, naming=services[::-1])
    with django_assert_num_queries(2):
        [decision] = LocalDecision.objects.with_details()
        named = [row.service for row in decision.named_services.all()]
        places = [str(service.place) for service in named] + [decision.place]
    assert named == services[::-1]
    assert set(places) == {"Northmoor North"}


def test_a_service_or_situation_that_a_decision_names_is_kept(area):
    service = LocalServiceFactory(area=area)
    decision = LocalDecisionFactory(area=area, naming=[service])
    for row in (service, decision.situation):
        with pytest.raises(ProtectedError):
            row.delete()
    decision.delete()
    service.delete()
