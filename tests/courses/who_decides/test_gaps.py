"""An age that no service of an area takes, in a line of its own."""

import pytest

from learning.site.models import LocalService
from tests.site.factories import LocalDecisionFactory, LocalServiceFactory


@pytest.fixture
def telling(situation):
    situation.names_gaps = True
    situation.save()


def add_camhs(area, **ages):
    return LocalServiceFactory(area=area, kind=LocalService.Kind.CAMHS, **ages)


def gap(area, children: str) -> str:
    return f"No specialist mental health service in {area} takes referrals for {children}."


def test_an_age_that_no_service_of_the_area_takes_is_named(read, telling, north, south, works_in):
    add_camhs(south, age_from=3, age_to=18)
    add_camhs(north, age_from=0, age_to=18)
    works_in(south)
    assert gap(south, "children aged two and under") in read()


def test_a_service_elsewhere_does_not_close_the_gap(read, telling, north, south, works_in):
    add_camhs(south, age_from=3, age_to=18)
    add_camhs(north, age_from=0, age_to=18)
    works_in(north)
    assert "takes referrals for" not in read()


def test_each_area_has_its_own_gaps(read, telling, north, south):
    add_camhs(south, age_from=3, age_to=18)
    add_camhs(north, age_from=0, age_to=16)
    words = read()
    first, second = gap(north, "children aged 16 and over"), gap(south, "children aged two and under")
    assert words.index("In Northmoor North") < words.index(first) < words.index("In Northmoor South")
    assert words.index("In Northmoor South") < words.index(second)


def test_a_service_of_the_whole_partnership_closes_the_gap(read, telling, south, works_in):
    add_camhs(south, age_from=3, age_to=18)
    LocalServiceFactory(
        partnership=south.partnership, kind=LocalService.Kind.PARENT_INFANT, age_from=0, age_to=3
    )
    works_in(south)
    assert "takes referrals for" not in read()


@pytest.mark.parametrize(
    "other",
    [
        {"kind": LocalService.Kind.HEALTH_VISITING, "age_from": 0, "age_to": 5},
        {"kind": LocalService.Kind.CAMHS, "age_of": LocalService.AgeOf.ADULT, "age_from": 0},
    ],
)
def test_a_service_of_another_kind_or_for_adults_does_not(read, telling, south, other, works_in):
    add_camhs(south, age_from=3, age_to=18)
    LocalServiceFactory(area=south, **other)
    works_in(south)
    assert gap(south, "children aged two and under") in read()


def test_where_no_service_is_written_down_nothing_is_claimed(read, telling, south, works_in):
    works_in(south)
    assert "takes referrals for" not in read()


def test_a_situation_that_is_not_about_a_childs_health_names_no_gap(read, south, works_in):
    add_camhs(south, age_from=3, age_to=18)
    works_in(south)
    assert "takes referrals for" not in read()


def test_a_partnerships_answer_names_the_gaps_of_ones_own_area(
    asking, telling, situation, partnership, north, south, enrolment, learner_client, text, works_in
):
    for area in (north, south):
        add_camhs(area, age_from=3, age_to=18)
    LocalDecisionFactory(situation=situation, partnership=partnership)
    works_in(south)
    words = text(learner_client.get(asking.url))
    assert gap(south, "children aged two and under") in words
    assert gap(north, "children aged two and under") not in words
