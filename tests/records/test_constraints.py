"""What the database itself refuses, whoever writes."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.deletion import ProtectedError

from learning.records import records
from learning.records.models import (
    Certificate,
    CertificateName,
    Completion,
    Effect,
    Enrolment,
    Place,
    Version,
)
from tests.factories import EffectFactory

EARLIER = datetime.timedelta(days=1)


def refuse(sql: str, *values) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_period_is_held_once(enrolment):
    copy = Enrolment(learner=enrolment.learner, course=enrolment.course, enrolled_at=enrolment.enrolled_at)
    with pytest.raises(IntegrityError):
        copy.save(force_insert=True)


def test_a_second_period_is_accepted_and_a_period_before_the_first_is_not(enrolment):
    Enrolment.objects.create(
        learner=enrolment.learner, course=enrolment.course, period=2, enrolled_at=enrolment.enrolled_at
    )
    refuse("UPDATE records_enrolment SET period = 0 WHERE id = %s", enrolment.pk)


def test_an_enrolment_cannot_be_completed_before_it_began(enrolment, now):
    refuse("UPDATE records_enrolment SET completed_at = %s WHERE id = %s", now - EARLIER, enrolment.pk)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_enrolment SET completed_at = %s WHERE id = %s", [now, enrolment.pk])


def test_a_part_is_completed_once_in_a_period(enrolment, lessons, complete, now):
    completion = complete(lessons[0])
    with pytest.raises(IntegrityError):
        Completion.objects.create(
            enrolment=enrolment, activity=completion.activity, version=completion.version, completed_at=now
        )


def test_an_enrolment_has_one_certificate(enrolment, lessons, complete):
    complete(*lessons)
    certificate = Certificate.objects.get()
    certificate.pk, certificate.code = None, "A" * 26
    with pytest.raises(IntegrityError):
        certificate.save(force_insert=True)


def test_a_certificate_has_one_name(enrolment, lessons, complete):
    complete(*lessons)
    with pytest.raises(IntegrityError):
        CertificateName.objects.create(certificate=Certificate.objects.get(), name="Another")


def test_a_certificate_cannot_expire_on_the_day_it_is_awarded(enrolment, lessons, complete):
    complete(*lessons)
    refuse("UPDATE records_certificate SET expires_on = awarded_on")


def test_participatory_minutes_are_part_of_the_minutes(enrolment, lessons, complete):
    complete(*lessons)
    refuse("UPDATE records_certificate SET minutes_participatory = minutes + 1")
    Certificate.objects.update(minutes_participatory=75)


def test_a_version_number_is_used_once_and_starts_at_one(course, now):
    version = records.publish_version(course=course, by=None, at=now)
    refuse("UPDATE records_version SET number = 0 WHERE id = %s", version.pk)
    with pytest.raises(IntegrityError):
        Version.objects.create(course=version.course, number=version.number, manifest={}, published_at=now)


def test_a_part_has_one_place(enrolment, lessons, now):
    Place.objects.create(enrolment=enrolment, activity=lessons[0], seen_at=now)
    with pytest.raises(IntegrityError):
        Place.objects.create(enrolment=enrolment, activity=lessons[0], seen_at=now)


def test_a_box_has_one_note_a_person(learner, lessons, now):
    note = records.keep_note(learner=learner, activity=lessons[0], field="note", text="Mine", at=now)
    note.pk = None
    with pytest.raises(IntegrityError):
        note.save(force_insert=True)


def test_an_effect_is_asked_for_once_by_its_key(db):
    EffectFactory(key="mail:1")
    with pytest.raises(IntegrityError):
        EffectFactory(key="mail:1")


def test_an_effect_is_not_both_done_and_given_up(now, db):
    EffectFactory(done_at=now)
    EffectFactory(given_up_at=now)
    refuse("UPDATE records_effect SET done_at = %s, given_up_at = %s", now, now)
    assert Effect.objects.count() == 2


@pytest.mark.parametrize("what", ["course", "lesson", "learner"])
def test_what_records_point_at_cannot_be_deleted(what, enrolment, course, lessons, complete):
    complete(lessons[0])
    thing = {"course": course, "lesson": lessons[0], "learner": enrolment.learner}[what]
    with pytest.raises(ProtectedError):
        thing.delete()
    assert Enrolment.objects.exists()
