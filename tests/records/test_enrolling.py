import datetime

import pytest
from django.db import transaction

from learning.records import records
from learning.records.models import Certificate, Enrolment, Event
from tests.factories import UserFactory

HOUR = datetime.timedelta(hours=1)


def enrol(learner, course, at):
    return records.enrol(learner=learner, course=course, by=learner, at=at)


def test_enrolling_begins_the_first_period(learner, course, now):
    enrolment = enrol(learner, course, now)
    assert (enrolment.learner, enrolment.course_id, enrolment.period) == (learner, course.pk, 1)
    assert (enrolment.enrolled_at, enrolment.completed_at) == (now, None)


def test_enrolling_again_changes_nothing(learner, course, now):
    first = enrol(learner, course, now)
    assert enrol(learner, course, now + HOUR) == first
    assert Enrolment.objects.get().enrolled_at == now
    assert Event.objects.filter(verb=Event.Verb.ENROLLED).count() == 1


def test_enrolling_writes_who_did_it_about_whom(learner, course, now):
    by = UserFactory()
    records.enrol(learner=learner, course=course, by=by, at=now)
    event = Event.objects.get(verb=Event.Verb.ENROLLED)
    assert (event.actor, event.learner, event.page_id, event.happened_at) == (by, learner, course.pk, now)


def test_a_course_that_was_taken_down_cannot_be_joined(learner, course, now):
    course.unpublish()
    with pytest.raises(records.NotOpen, match="has been taken down"):
        enrol(learner, course, now)
    assert not Enrolment.objects.exists()


def test_whoever_is_on_a_course_stays_on_it_when_it_is_taken_down(enrolment, course):
    course.unpublish()
    assert Enrolment.objects.get() == enrolment


@pytest.mark.parametrize("what", ["module", "lesson", "home"])
def test_only_a_course_can_be_enrolled_on(what, learner, module, lessons, home, now):
    page = {"module": module, "lesson": lessons[0], "home": home}[what]
    with pytest.raises(TypeError, match="Only a programme"):
        enrol(learner, page, now)


def test_an_enrolment_that_is_rolled_back_leaves_no_event(learner, course, now):
    with transaction.atomic():
        enrol(learner, course, now)
        transaction.set_rollback(True)
    assert not Enrolment.objects.exists()
    assert not Event.objects.filter(verb=Event.Verb.ENROLLED).exists()


# Renewing


def finished(complete, enrolment, lessons) -> Certificate:
    complete(*lessons)
    return Certificate.objects.get()


def on_day(day) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(9), tzinfo=datetime.UTC)


def renew(learner, course, at):
    return records.renew(learner=learner, course=course, by=learner, at=at)


def test_a_renewal_is_a_new_period_beside_the_old(learner, course, lessons, enrolment, complete):
    certificate = finished(complete, enrolment, lessons)
    renewal = renew(learner, course, on_day(certificate.expires_on))
    assert (renewal.period, renewal.completed_at) == (2, None)
    enrolment.refresh_from_db()
    assert enrolment.completed_at
    assert enrolment.completions.count() == 2


def test_a_course_may_be_renewed_from_90_days_before_the_end(learner, course, lessons, enrolment, complete):
    certificate = finished(complete, enrolment, lessons)
    first_day = certificate.expires_on - datetime.timedelta(days=90)
    with pytest.raises(records.NotDueForRenewal, match="last 90 days"):
        renew(learner, course, on_day(first_day - datetime.timedelta(days=1)))
    assert renew(learner, course, on_day(first_day)).period == 2


def test_renewing_twice_is_one_renewal(learner, course, lessons, enrolment, complete):
    certificate = finished(complete, enrolment, lessons)
    first = renew(learner, course, on_day(certificate.expires_on))
    assert renew(learner, course, on_day(certificate.expires_on)) == first
    assert Enrolment.objects.count() == 2


def test_renewing_what_was_never_joined_is_refused(learner, course, now):
    with pytest.raises(records.NotEnrolled, match="Join the course first"):
        renew(learner, course, now)


def test_a_certificate_without_an_end_is_never_due(learner, course, lessons, enrolment, complete, now):
    course.certificate_months = None
    course.save()
    assert finished(complete, enrolment, lessons).expires_on is None
    with pytest.raises(records.NotDueForRenewal):
        renew(learner, course, now + datetime.timedelta(days=9999))


def test_renewing_early_keeps_the_anniversary(learner, course, lessons, enrolment, complete):
    first = finished(complete, enrolment, lessons)
    early = on_day(first.expires_on - datetime.timedelta(days=60))
    renew(learner, course, early)
    complete(*lessons, at=early)
    second = Certificate.objects.latest_first()[0]
    assert second.expires_on == first.expires_on.replace(year=first.expires_on.year + 3)


def test_renewing_sooner_for_whoever_asks_lasts_from_then(learner, course, lessons, enrolment, complete):
    first = finished(complete, enrolment, lessons)
    sooner = on_day(first.expires_on - datetime.timedelta(days=365))
    asked_by = sooner.date() + datetime.timedelta(days=30)
    records.renew(learner=learner, course=course, by=learner, at=sooner, asked_by=asked_by)
    complete(*lessons, at=sooner)
    second = Certificate.objects.latest_first()[0]
    assert second.expires_on == second.awarded_on.replace(year=second.awarded_on.year + 3)


def test_what_was_withdrawn_is_taken_again_at_once_and_keeps_no_anniversary(
    learner, course, lessons, enrolment, complete, now
):
    first = finished(complete, enrolment, lessons)
    records.revoke(certificate=first, by=learner, at=now, reason="Awarded in error.")
    renew(learner, course, now)
    complete(*lessons, at=now)
    second = Certificate.objects.latest_first()[0]
    assert second.pk != first.pk
    assert second.expires_on == now.date().replace(year=now.year + 3)


def test_renewing_late_counts_from_the_day_it_is_awarded(learner, course, lessons, enrolment, complete):
    first = finished(complete, enrolment, lessons)
    late = on_day(first.expires_on + datetime.timedelta(days=10))
    renew(learner, course, late)
    complete(*lessons, at=late)
    second = Certificate.objects.latest_first()[0]
    assert second.expires_on == late.date().replace(year=late.year + 3)


@pytest.fixture
def renewal(learner, course, lessons, enrolment, complete):
    certificate = finished(complete, enrolment, lessons)
    return renew(learner, course, on_day(certificate.expires_on))


def test_enrolling_after_a_renewal_gives_the_latest_period(renewal, learner, course, now):
    assert enrol(learner, course, now) == renewal


def test_each_persons_current_enrolment_is_the_latest_period(renewal, course, now):
    other = enrol(UserFactory(), course, now)
    assert set(Enrolment.objects.current()) == {renewal, other}
