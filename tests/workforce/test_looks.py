"""Constraints of what is kept about looks."""

import pytest
from django.db import IntegrityError

from learning.workforce.looks import Look, record_export, record_look
from tests.factories import UserFactory
from tests.workforce.factories import ON
from tests.workforce.world import NOW

pytestmark = pytest.mark.django_db


def a_look(**facts) -> Look:
    facts = {
        "what": Look.What.RECORD,
        "by": UserFactory(),
        "person": UserFactory(),
        "on": ON,
        "at": NOW,
    } | facts
    return Look.objects.create(**facts)


def test_a_look_at_a_record_and_a_file_are_accepted():
    a_look()
    a_look(what=Look.What.TABLE, person=None, rows=0)
    a_look(what=Look.What.LIST, person=None, rows=3)


@pytest.mark.parametrize(
    "facts",
    [
        {"person": None},
        {"rows": 3},
        {"what": Look.What.TABLE, "rows": 3},
        {"what": Look.What.LIST, "person": None},
        {"what": Look.What.PEOPLE, "person": None},
        {"what": "other", "person": None, "rows": 3},
    ],
)
def test_a_look_without_a_person_or_a_file_without_rows_is_refused(facts):
    with pytest.raises(IntegrityError, match="a_look_at_a_record_has_a_person_and_a_file_has_rows"):
        a_look(**facts)


def test_a_look_at_oneself_is_refused():
    person = UserFactory()
    with pytest.raises(IntegrityError, match="nobody_looks_at_themselves"):
        a_look(by=person, person=person)


def test_a_second_look_on_a_day_is_refused():
    look = a_look()
    with pytest.raises(IntegrityError):
        a_look(by=look.by, person=look.person)


def test_a_second_look_on_a_day_is_asked_for_in_vain():
    look = a_look()
    record_look(person=look.person, by=look.by, at=NOW)
    assert Look.objects.count() == 1


def test_every_file_is_kept_even_twice_a_day():
    by = UserFactory()
    for _ in range(2):
        record_export(what=Look.What.PEOPLE, filters={"team": 3}, rows=12, by=by, at=NOW)
    assert [(look.filters, look.rows, look.person) for look in Look.objects.all()] == [
        ({"team": 3}, 12, None)
    ] * 2
