"""Many people's past at once."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.forms import model_to_dict

from learning.records import past, records
from learning.records.models import Certificate, Completion, Effect, Enrolment, Event
from tests.factories import UserFactory

DAY = datetime.timedelta(days=1)


@pytest.fixture
def published(course, now):
    """The course, with a version for completions to name."""
    records.publish_version(course=course, by=None, at=now - 30 * DAY)
    return course


def test_enrolments_and_completions_have_their_own_times(published, lessons, learner, now):
    past.bring_in([past.Past(learner, published, now - 9 * DAY, [(lessons[0], now - 8 * DAY)])])

    enrolment = Enrolment.objects.get(learner=learner)
    completion = Completion.objects.get(enrolment=enrolment)
    assert (enrolment.period, enrolment.enrolled_at) == (1, now - 9 * DAY)
    assert (completion.activity_id, completion.completed_at) == (lessons[0].pk, now - 8 * DAY)
    assert completion.version.number == 1


def test_the_events_are_those_that_one_call_a_part_would_write(published, lessons, learner, now):
    other = UserFactory()
    records.enrol(learner=other, course=published, by=other, at=now)
    for days, lesson in enumerate(lessons, start=1):
        records.complete(learner=other, activity=lesson, by=other, at=now + days * DAY)

    parts = [(lesson, now + days * DAY) for days, lesson in enumerate(lessons, start=1)]
    past.bring_in([past.Past(learner, published, now, parts)])

    def events(person):
        rows = Event.objects.filter(learner=person, actor=person).order_by("pk")
        return list(rows.values_list("verb", "happened_at", "page", "version"))

    assert events(learner) == events(other)


def test_all_the_parts_complete_the_course_with_a_certificate_of_that_day(published, lessons, learner, now):
    parts = [(lessons[0], now - 9 * DAY), (lessons[1], now - 8 * DAY)]

    past.bring_in([past.Past(learner, published, now - 9 * DAY, parts)])

    certificate = Certificate.objects.get()
    assert certificate.enrolment.completed_at == certificate.awarded_at == now - 8 * DAY
    assert certificate.name_row.name == learner.name


def test_a_certificate_is_the_one_that_the_last_click_would_have_earned(published, lessons, learner, now):
    other = UserFactory()
    records.enrol(learner=other, course=published, by=other, at=now)
    for lesson in lessons:
        records.complete(learner=other, activity=lesson, by=other, at=now)

    past.bring_in([past.Past(learner, published, now, [(lesson, now) for lesson in lessons])])

    mine, theirs = (
        model_to_dict(Certificate.objects.get(learner=person), exclude=["id", "enrolment", "learner", "code"])
        for person in (learner, other)
    )
    assert mine == theirs


def test_some_of_the_parts_complete_nothing(published, lessons, learner, now):
    past.bring_in([past.Past(learner, published, now - DAY, [(lessons[0], now - DAY)])])
    assert not Certificate.objects.exists()

    records.complete(learner=learner, activity=lessons[1], by=learner, at=now)

    assert Certificate.objects.get().awarded_at == now


def test_a_renewal_is_the_one_that_ones_own_clicks_would_have_made(published, lessons, learner, now):
    """In the last 90 days, with the anniversary kept: the same rows and events."""
    other = UserFactory()
    first, renewed = now - 1060 * DAY, now - 5 * DAY
    records.enrol(learner=other, course=published, by=other, at=first)
    for at in (first, renewed):
        if at == renewed:
            records.renew(learner=other, course=published, by=other, at=at)
        for lesson in lessons:
            records.complete(learner=other, activity=lesson, by=other, at=at)

    periods = [(2, renewed), (1, first)]
    past.bring_in(
        [past.Past(learner, published, at, [(lesson, at) for lesson in lessons], n) for n, at in periods]
    )

    def told(person):
        certificates = Certificate.objects.filter(learner=person).order_by("awarded_at")
        events = Event.objects.filter(learner=person, actor=person).order_by("pk")
        return (
            list(certificates.values_list("enrolment__period", "awarded_on", "expires_on")),
            list(events.values_list("verb", "happened_at", "page", "version")),
        )

    assert told(learner) == told(other)
    [(_, awarded_on, expires_on), (_, _, renewed_until)] = told(learner)[0]
    assert expires_on - awarded_on > 1090 * DAY
    assert renewed_until - expires_on > 1090 * DAY


def test_nobody_is_written_to_about_the_past(published, lessons, learner, now):
    past.bring_in([past.Past(learner, published, now, [(lesson, now) for lesson in lessons])])

    assert not Effect.objects.exists()


def test_someone_who_is_on_the_course_already_is_refused(published, learner, now):
    records.enrol(learner=learner, course=published, by=learner, at=now)

    with pytest.raises(IntegrityError), transaction.atomic():
        past.bring_in([past.Past(learner, published, now)])

    assert Enrolment.objects.count() == 1


@pytest.mark.parametrize("count", [1, 20])
def test_it_takes_as_many_queries_for_many_people_as_for_one(
    published, lessons, now, count, django_assert_max_num_queries
):
    parts = [(lesson, now) for lesson in lessons]
    people = [UserFactory() for _ in range(count)]
    pasts = [past.Past(person, published, now, parts, period) for person in people for period in (1, 2)]

    with django_assert_max_num_queries(19):
        past.bring_in(pasts)
