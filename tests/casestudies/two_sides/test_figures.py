"""What trainers are told of choices: counts by staff group, nothing of a handful, no names."""

import html

import pytest
from django.urls import reverse

from casestudies.two_sides import moving
from casestudies.two_sides.figures import tables_of
from casestudies.two_sides.files import Round
from tests.casestudies.factories import AT
from tests.casestudies.two_sides import factories


@pytest.fixture
def chose(family, course):
    """chose("mhn", 6, 1): six people of a staff group choose the first of every round, from their side's file."""

    def choose(group: str, people: int, *numbers: int):
        for number in range(people):
            name = f"Person {group} {number}"
            person = factories.someone(course, group, name, service_side="adult")
            factories.choose_all(factories.begin(family, person), *numbers)

    return choose


def lines(family) -> dict[str, tuple[int | None, list[tuple[int, int]]]]:
    table = next(one for one in tables_of(family) if one.side == "adult" and one.round == Round.ASK)
    return {
        line.text[-1]: (line.of_all, [(one.chose, one.people) for one in line.shown]) for line in table.lines
    }


def test_below_five_people_nothing_is_told(family, chose):
    chose("mhn", 4, 1)
    assert {table.people for table in tables_of(family)} == {None}


def test_choices_are_counted_by_staff_group(family, chose):
    chose("mhn", 6, 1)
    chose("csw", 5, 2)
    assert lines(family) == {
        "1": (6, [(6, 6), (0, 5)]),
        "2": (5, [(0, 6), (5, 5)]),
        "3": (0, [(0, 6), (0, 5)]),
        "4": (0, [(0, 6), (0, 5)]),
    }


def test_neither_a_handful_that_chose_nor_one_that_did_not_is_told(family, chose):
    chose("mhn", 6, 1)
    chose("mhn", 3, 2)
    told = lines(family)
    assert told["1"] == (None, [])
    assert told["2"] == (None, [])
    assert told["3"] == (0, [(0, 9)])


def test_a_small_staff_group_is_not_told_and_cannot_be_worked_out(family, chose):
    chose("mhn", 9, 1)
    chose("csw", 2, 1)
    assert lines(family)["1"] == (11, [])


def test_a_person_counts_once_by_their_first_way_through(family, chose, course):
    chose("mhn", 5, 1)
    person = course.enrolments.order_by("pk").first().learner
    moving.finish(sitting=person.sittings.get(), page=family, at=AT)
    factories.choose_all(factories.begin(family, person, side="adult"), 2)
    assert lines(family)["1"] == (5, [(5, 5)])
    assert lines(family)["2"] == (0, [(0, 5)])


def test_whoever_may_edit_the_case_finds_the_counts_and_no_name(
    family, chose, administrator_client, trainer_client
):
    chose("mhn", 6, 1)
    url = reverse("what_people_chose", args=[family.pk])
    words = html.unescape(administrator_client.get(url).content.decode())
    assert "6 of 6" in words
    assert "Person mhn" not in words
    edit = administrator_client.get(reverse("wagtailadmin_pages:edit", args=[family.pk])).content.decode()
    assert url in edit
    assert trainer_client.get(url).status_code == 302


def test_figures_take_as_many_queries_for_many_as_for_one(family, chose, django_assert_num_queries):
    chose("mhn", 1, 1)
    with django_assert_num_queries(1):
        tables_of(family)
    chose("csw", 6, 2)
    with django_assert_num_queries(1):
        tables_of(family)
