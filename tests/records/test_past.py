"""Many people's past at once."""

import datetime

import pytest
from django.db import IntegrityError, transaction

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
    records.complete(learner=other, activity=lessons[0], by=other, at=now + DAY)

    past.bring_in([past.Past(learner, published, now, [(lessons[0], now + DAY)])])

    def events(person):
        rows = Event.objects.filter(learner=person).order_by("pk")
        return [
            (row.verb, row.happened_at, row.actor_id == person.pk, row.page_id, row.version_id)
            for row in rows
        ]

    assert events(learner) == events(other)


def test_nothing_is_awarded_until_the_last_part_is_completed_by_the_writer(published, lessons, learner, now):
    past.bring_in([past.Past(learner, published, now - DAY, [(lessons[0], now - DAY)])])
    assert not Certificate.objects.exists()
    assert not Effect.objects.exists()

    records.complete(learner=learner, activity=lessons[1], by=learner, at=now)

    assert Certificate.objects.get().awarded_at == now


def test_a_past_that_would_complete_a_course_is_refused_whole(published, lessons, learner, now):
    other = UserFactory()
    whole = past.Past(learner, published, now, [(lesson, now) for lesson in lessons])

    with pytest.raises(past.CompletesCourse):
        past.bring_in([past.Past(other, published, now), whole])

    assert not Enrolment.objects.exists()


def test_someone_who_is_on_the_course_already_is_refused(published, learner, now):
    records.enrol(learner=learner, course=published, by=learner, at=now)

    with pytest.raises(IntegrityError), transaction.atomic():
        past.bring_in([past.Past(learner, published, now)])

    assert Enrolment.objects.count() == 1


@pytest.mark.parametrize("count", [1, 20])
def test_it_takes_as_many_queries_for_many_people_as_for_one(
    published, lessons, now, count, django_assert_max_num_queries
):
    pasts = [past.Past(UserFactory(), published, now, [(lessons[0], now)]) for _ in range(count)]

    with django_assert_max_num_queries(8):
        past.bring_in(pasts)
