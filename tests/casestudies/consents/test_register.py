"""What the database itself refuses, and what the register holds."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from casestudies.consents import consenting
from casestudies.consents.scopes import Scope
from casestudies.models import Consent, ConsentChange, ConsentPaper, Participant, Withdrawal
from tests.casestudies.consents.conftest import DAY
from tests.casestudies.factories import AT
from tests.factories import UserFactory

FROZEN = {
    ConsentChange: ("what", "added", "the_register_only_grows"),
    Consent: ("expires_on", "2029-01-01", "a_consent_never_changes|36_months"),
    Withdrawal: ("told_on", "2020-01-01", "a_withdrawal_never_changes"),
    Participant: ("turns_18_on", "2030-01-01", "who_is_in_a_film_stays"),
}


@pytest.fixture
def withdrawn(mother):
    by = UserFactory(name="Robin Received")
    return consenting.withdraw(participant=mother, told_on=AT.date(), route="letter", by=by, at=AT + DAY)


@pytest.mark.parametrize("model", FROZEN)
def test_nothing_that_was_written_is_changed_deleted_or_replaced(model, withdrawn):
    column, value, name = FROZEN[model]
    row = model.objects.order_by("pk").last()
    table = model._meta.db_table
    before = list(model.objects.order_by("pk").values_list())
    tries = [
        lambda: model.objects.filter(pk=row.pk).update(**{column: value}),
        lambda: model.objects.filter(pk=row.pk)._raw_delete("default"),
    ]
    if connection.vendor == "sqlite":
        tries.append(lambda: sql(f"REPLACE INTO {table} SELECT * FROM {table}"))  # noqa: S608 - names of ours
    else:
        connection.check_constraints()
        tries.append(lambda: sql(f"TRUNCATE {table} CASCADE"))
    for attempt in tries:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            attempt()
    assert list(model.objects.order_by("pk").values_list()) == before


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_label_and_what_may_name_somebody_can_be_taken_out(mother):
    Participant.objects.update(label="Mother")
    ConsentPaper.objects.update(taken_by="", contact_route="", document_ref="")
    assert Participant.objects.get().label == "Mother"


def test_the_register_says_who_when_and_what_in_turn(mother, withdrawn):
    lines = ConsentChange.objects.order_by("pk").values_list("what", "participant", "at", "by__name")
    assert list(lines) == [
        ("added", mother.pk, AT, None),
        ("consented", mother.pk, AT, None),
        ("withdrawn", mother.pk, AT + DAY, "Robin Received"),
    ]


def test_a_film_with_somebody_in_it_is_not_deleted(real, mother):
    with pytest.raises(ProtectedError):
        real.delete()


@pytest.fixture
def row(mother) -> dict:
    fields = Consent.objects.values().get()
    return fields | {"id": None}


@pytest.mark.parametrize(
    ("given", "last"),
    [("2026-06-03", "2029-06-03"), ("2028-02-29", "2031-02-28"), ("2025-12-31", "2028-12-31")],
)
def test_a_consent_lasts_36_calendar_months_at_most(row, given, last):
    given, last = datetime.date.fromisoformat(given), datetime.date.fromisoformat(last)
    row |= {"given_on": given, "review_on": given}
    Consent.objects.create(**row | {"expires_on": last})
    with pytest.raises(IntegrityError, match="36_months"), transaction.atomic():
        Consent.objects.create(**row | {"expires_on": last + DAY})


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"expires_on": AT.date(), "review_on": AT.date()}, "a_consent_runs_out_after_it_is_given"),
        ({"review_on": AT.date() - DAY}, "a_consent_is_reviewed_before_it_runs_out"),
        ({"scope": Scope.THIS_COURSE}, "a_consent_for_one_course_names_it"),
    ],
)
def test_a_consent_that_makes_no_sense_is_refused_by_the_database(row, wrong, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Consent.objects.create(**row | wrong)


def test_a_consent_for_staff_names_no_course(row, course):
    with pytest.raises(IntegrityError, match="a_consent_for_one_course_names_it"), transaction.atomic():
        Consent.objects.create(**row | {"course_id": course.pk})


@pytest.mark.parametrize("wrong", [{"what": "added", "participant": None}, {"what": "real"}])
def test_a_line_of_the_register_is_of_a_film_or_of_someone_in_it(real, mother, wrong):
    line = {"film": real, "participant": mother, "what": "added", "at": AT}
    with pytest.raises(IntegrityError, match="a_change_is_of_a_film"), transaction.atomic():
        ConsentChange.objects.create(**line | wrong)


@pytest.mark.parametrize("what", ["consented", "ran_out", "turned_18"])
def test_a_line_of_a_consent_names_it_and_no_other_does(real, mother, what):
    line = {"film": real, "participant": mother, "at": AT}
    for wrong in ({"what": what}, {"what": "corrected", "consent": Consent.objects.get()}):
        with pytest.raises(IntegrityError, match="a_change_of_a_consent_names_it"), transaction.atomic():
            ConsentChange.objects.create(**line | wrong)


def test_a_consent_runs_out_once(real, mother):
    line = {"film": real, "participant": mother, "consent": Consent.objects.get(), "at": AT}
    ConsentChange.objects.create(**line, what="ran_out")
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentChange.objects.create(**line, what="turned_18")


@pytest.mark.parametrize("label", ["Mother, 30s", ""])
def test_a_label_is_one_person_of_a_film(real, mother, label):
    with pytest.raises(IntegrityError), transaction.atomic():
        Participant.objects.create(film=real, label=label, added_at=AT)
