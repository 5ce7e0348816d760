import datetime

import pytest
from django.db import transaction

from learning.records import records
from learning.records.models import Certificate, Completion, Effect, Enrolment, Event, Version
from tests.courses.factories import LessonPageFactory
from tests.factories import UserFactory

MAIL = "learning.certificates.tasks.send_certificate_mail"
HOUR = datetime.timedelta(hours=1)


def test_completing_a_part_is_not_completing_the_course(enrolment, lessons, complete, now):
    completion = complete(lessons[0])
    enrolment.refresh_from_db()
    assert (completion.activity_id, completion.completed_at) == (lessons[0].pk, now)
    assert enrolment.completed_at is None
    assert not Certificate.objects.exists()


def test_completing_the_last_part_completes_the_course_and_awards_once(enrolment, lessons, complete, now):
    complete(lessons[1])
    complete(lessons[0], at=now + HOUR)
    enrolment.refresh_from_db()
    assert enrolment.completed_at == now + HOUR
    assert Certificate.objects.get().enrolment == enrolment


def test_completing_again_changes_nothing(enrolment, lessons, complete, now):
    complete(*lessons)
    complete(*lessons, at=now + HOUR)
    assert set(Completion.objects.values_list("completed_at", flat=True)) == {now}
    assert Certificate.objects.count() == 1
    assert Effect.objects.filter(task=MAIL).count() == 1
    assert Event.objects.filter(verb=Event.Verb.COMPLETED_ACTIVITY).count() == 2


def test_a_certificate_copies_what_it_was_awarded_on(enrolment, course, lessons, complete, now):
    complete(*lessons)
    certificate = Certificate.objects.get()
    assert (certificate.course_title, certificate.minutes) == ("Think child, think parent", 75)
    assert (certificate.awarded_at, certificate.awarded_on) == (now, datetime.date(2027, 3, 3))
    assert certificate.expires_on == datetime.date(2030, 3, 3)
    assert certificate.issuer == "Think Family Learning"
    assert certificate.version == Version.objects.latest_of(course.pk)


def test_a_certificate_keeps_the_name_and_title_it_was_awarded_under(enrolment, course, lessons, complete):
    complete(*lessons)
    learner = enrolment.learner
    learner.name = "Another Name"
    learner.save()
    course.title = "Another title"
    course.save_revision().publish()
    certificate = Certificate.objects.get()
    assert (certificate.name_row.name, certificate.course_title) == (
        "Amina Yusuf",
        "Think child, think parent",
    )


def test_a_day_is_the_day_in_london(enrolment, lessons, complete):
    complete(*lessons, at=datetime.datetime(2027, 6, 30, 23, 30, tzinfo=datetime.UTC))
    assert Certificate.objects.get().awarded_on == datetime.date(2027, 7, 1)


def test_a_code_holds_130_random_bits_and_differs(enrolment, course, lessons, complete, now):
    complete(*lessons)
    other = UserFactory()
    records.enrol(learner=other, course=course, by=other, at=now)
    complete(*lessons, learner=other)
    codes = {certificate.code for certificate in Certificate.objects.all()}
    assert {len(code) for code in codes} == {26}
    assert len(codes) == 2


def test_completing_writes_events_in_order_with_the_version(enrolment, course, lessons, complete):
    complete(*lessons)
    version = Version.objects.get()
    verbs = Event.objects.exclude(verb__in=[Event.Verb.ENROLLED, Event.Verb.PUBLISHED]).order_by("pk")
    assert list(verbs.values_list("verb", "page", "version")) == [
        (Event.Verb.COMPLETED_ACTIVITY, lessons[0].pk, version.pk),
        (Event.Verb.COMPLETED_ACTIVITY, lessons[1].pk, version.pk),
        (Event.Verb.COMPLETED_COURSE, course.pk, version.pk),
        (Event.Verb.AWARDED, course.pk, version.pk),
    ]


def test_the_mail_is_asked_for_with_the_certificate(enrolment, lessons, complete):
    complete(*lessons)
    effect = Effect.objects.get(task=MAIL)
    assert effect.arguments == {"certificate_id": Certificate.objects.get().pk}


def test_what_is_rolled_back_leaves_no_certificate_and_no_mail(enrolment, lessons, complete):
    complete(lessons[0])
    with transaction.atomic():
        complete(lessons[1])
        transaction.set_rollback(True)
    enrolment.refresh_from_db()
    assert enrolment.completed_at is None
    assert not Certificate.objects.exists()
    assert not Effect.objects.exists()


def test_completing_without_an_enrolment_is_refused(learner, lessons, complete):
    with pytest.raises(records.NotEnrolled, match="Join the course first"):
        complete(lessons[0])
    assert not Completion.objects.exists()


def test_an_enrolment_of_another_person_does_not_help(enrolment, lessons, complete):
    with pytest.raises(records.NotEnrolled):
        complete(lessons[0], learner=UserFactory())


def test_only_an_activity_can_be_completed(enrolment, course, module, complete):
    for page in (course, module):
        with pytest.raises(TypeError, match="Only an activity"):
            complete(page)


def test_a_part_that_was_taken_down_cannot_be_completed(enrolment, lessons, complete):
    lessons[0].unpublish()
    with pytest.raises(records.NotOpen, match="has been taken down"):
        complete(lessons[0])


def test_a_part_added_later_un_completes_nobody(enrolment, module, lessons, complete, now):
    complete(*lessons)
    LessonPageFactory(parent=module)
    enrolment.refresh_from_db()
    assert enrolment.completed_at == now
    assert Certificate.objects.get().status(now.date()) == Certificate.Status.VALID


def test_a_part_added_later_may_be_completed_without_a_second_certificate(
    enrolment, module, lessons, complete
):
    complete(*lessons)
    complete(LessonPageFactory(parent=module))
    assert Completion.objects.count() == 3
    assert Certificate.objects.count() == 1


def test_taking_down_the_last_part_completes_nobody(enrolment, lessons, complete):
    complete(lessons[0])
    lessons[1].unpublish()
    enrolment.refresh_from_db()
    assert enrolment.completed_at is None
    assert not Certificate.objects.exists()


def test_a_renewal_is_completed_by_itself(learner, course, lessons, enrolment, complete):
    complete(*lessons)
    first = Certificate.objects.get()
    at = datetime.datetime.combine(first.expires_on, datetime.time(9), tzinfo=datetime.UTC)
    renewal = records.renew(learner=learner, course=course, by=learner, at=at)
    complete(lessons[0], at=at)
    assert renewal.completions.count() == 1
    assert Certificate.objects.count() == 1
    complete(lessons[1], at=at)
    assert Certificate.objects.count() == 2


def test_withdrawing_a_certificate_keeps_it_and_says_who_and_why(enrolment, lessons, complete, now):
    complete(*lessons)
    certificate, by = Certificate.objects.get(), UserFactory()
    for _ in range(2):
        revocation = records.revoke(certificate=certificate, by=by, at=now, reason="Awarded in error.")
    certificate = Certificate.objects.with_details().get()
    assert certificate.status(now.date()) == Certificate.Status.REVOKED
    assert (revocation.revoked_by, revocation.reason) == (by, "Awarded in error.")
    assert Event.objects.filter(verb=Event.Verb.REVOKED, actor=by).count() == 1


def test_a_certificate_expires_on_the_day_it_says(enrolment, lessons, complete):
    complete(*lessons)
    certificate = Certificate.objects.with_details().get()
    last_day = certificate.expires_on - datetime.timedelta(days=1)
    assert certificate.status(last_day) == Certificate.Status.VALID
    assert certificate.status(certificate.expires_on) == Certificate.Status.EXPIRED


def test_two_people_on_one_course_complete_apart(enrolment, course, lessons, complete, now):
    other = UserFactory()
    records.enrol(learner=other, course=course, by=other, at=now)
    complete(lessons[0])
    complete(lessons[1], learner=other)
    assert not Enrolment.objects.completed().exists()


# Versions


def test_publishing_raises_the_number_when_something_changed(course, lessons, now):
    first = records.publish_version(course=course, by=None, at=now)
    lessons[0].save_revision().publish()
    second = records.publish_version(course=course, by=None, at=now)
    assert second.number == first.number + 1


def test_the_same_pages_are_the_same_version(course, now):
    first = records.publish_version(course=course, by=None, at=now)
    assert records.publish_version(course=course, by=None, at=now + HOUR) == first
    assert Event.objects.filter(version=first, verb=Event.Verb.PUBLISHED).count() == 1


def test_a_version_lists_the_live_pages_alone(course, module, lessons, now):
    lessons[0].unpublish()
    version = records.publish_version(course=course, by=None, at=now)
    assert set(version.manifest) == {str(page.pk) for page in (course, module, lessons[1])}


def test_a_completion_names_the_version_it_was_earned_on(enrolment, course, lessons, complete, now):
    first = complete(lessons[0]).version
    lessons[1].save_revision().publish()
    records.publish_version(course=course, by=None, at=now)
    second = complete(lessons[1]).version
    assert second.number > first.number
    assert Completion.objects.get(activity=lessons[0].pk).version == first


# Places and notes


def test_a_place_is_kept_once_for_a_part(enrolment, lessons, learner, now):
    for position in ("p-1", "p-2"):
        records.keep_place(learner=learner, activity=lessons[0], position=position, at=now)
    assert enrolment.places.get().position == "p-2"


def test_no_place_is_kept_for_someone_who_has_not_joined(course, lessons, learner, now):
    assert records.keep_place(learner=learner, activity=lessons[0], position="p-1", at=now) is None


def test_the_last_note_saved_stands(learner, lessons, now):
    for text in ("First", "Second"):
        records.keep_note(learner=learner, activity=lessons[0], field="note", text=text, at=now)
    assert learner.notes.get().text == "Second"


def test_notes_of_two_people_are_apart(learner, lessons, now):
    for person in (learner, UserFactory()):
        records.keep_note(learner=person, activity=lessons[0], field="note", text="Mine", at=now)
    assert learner.notes.count() == 1


def test_a_submission_is_an_event(learner, lessons, now):
    records.log_submission(learner=learner, activity=lessons[0], at=now)
    event = Event.objects.get(verb=Event.Verb.SUBMITTED)
    assert (event.learner, event.page_id) == (learner, lessons[0].pk)
