"""Minor and material changes: what a version says, and what people who are part-way through are told."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from courses.models import CoursePage, LessonPage
from learning.records import records
from learning.records.changes import changes_for, changes_of, changes_to
from learning.records.findings import PublishRefused
from learning.records.models import Completion, Enrolment, Version
from tests.factories import UserFactory

HOUR = datetime.timedelta(hours=1)
WHAT = "The number to ring is another."


@pytest.fixture
def course(course):
    """The course of two lessons, for one side: nobody needs to review it."""
    CoursePage.objects.update(is_joint=False)
    return CoursePage.objects.get()


@pytest.fixture
def change(course, lessons):
    """change(lesson, "What", at=...) publishes a material change to a lesson, at a time."""

    def publish(lesson, what: str, *, at):
        page = LessonPage.objects.get(pk=lesson.pk)
        page.introduction = what
        page.change, page.what_changed = Version.Change.MATERIAL, what
        page.save_revision().publish()
        Version.objects.filter(pk=Version.objects.latest_of(course.pk).pk).update(published_at=at)

    for page in (course, *lessons):
        page.save_revision().publish()
    Version.objects.update(published_at=datetime.datetime(2020, 1, 6, tzinfo=datetime.UTC))
    return publish


def mine(**about) -> list[Enrolment]:
    """Enrolments as pages read them."""
    return list(Enrolment.objects.filter(**about).with_changed().order_by("pk"))


def said(changes) -> list[str]:
    return [change.what for change in changes]


# What a version says


def test_a_page_is_published_as_a_minor_change_unless_it_says_otherwise(course, lessons):
    lessons[0].save_revision().publish()
    assert (Version.objects.get().change, Version.objects.get().what_changed) == ("minor", "")


def test_a_material_change_names_itself_in_the_version(course, lessons, change, now):
    change(lessons[0], WHAT, at=now)
    version = Version.objects.latest_of(course.pk)
    assert (version.change, version.what_changed) == ("material", WHAT)


def test_the_next_change_is_minor_again(course, lessons, change, now):
    change(lessons[0], WHAT, at=now)
    draft = LessonPage.objects.get(pk=lessons[0].pk).get_latest_revision_as_object()
    assert (draft.change, draft.what_changed) == ("minor", "")
    draft.introduction = "A spelling"
    draft.save_revision().publish()
    assert Version.objects.latest_of(course.pk).change == "minor"


def test_a_draft_keeps_what_its_author_chose(course, lessons, change):
    lesson = LessonPage.objects.get(pk=lessons[0].pk)
    lesson.change, lesson.what_changed = "material", WHAT
    lesson.save_revision()
    draft = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert (draft.change, draft.what_changed) == ("material", WHAT)


def test_a_copy_begins_as_a_minor_change(course, lessons):
    LessonPage.objects.filter(pk=lessons[0].pk).update(change="material", what_changed=WHAT)
    copy = LessonPage.objects.get(pk=lessons[0].pk).copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert (copy.change, copy.what_changed) == ("minor", "")


@pytest.mark.parametrize("words", ["", "  "])
def test_a_material_change_in_a_live_course_is_refused_without_words(course, lessons, words):
    lesson = lessons[0]
    lesson.change, lesson.what_changed = "material", words
    with pytest.raises(PublishRefused, match="Say in a sentence what has changed"):
        lesson.save_revision().publish()


def test_before_a_course_is_open_nobody_needs_to_be_told(course, lessons):
    course.unpublish()
    lesson = lessons[0]
    lesson.change = "material"
    lesson.save_revision().publish()
    assert not Version.objects.exists()


def test_the_database_refuses_a_material_version_without_words(course, now):
    rows = {"course": course.page_ptr, "manifest": {}, "published_at": now}
    Version.objects.create(number=1, change="minor", **rows)
    Version.objects.create(number=2, change="material", what_changed=WHAT, **rows)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(number=3, change="material", **rows)


# What people are told


def test_whoever_joined_before_is_told_and_whoever_joined_after_is_not(course, lessons, change, learner, now):
    other = UserFactory()
    early = records.enrol(learner=learner, course=course, by=learner, at=now)
    change(lessons[0], WHAT, at=now + HOUR)
    late = records.enrol(learner=other, course=course, by=other, at=now + 2 * HOUR)
    told = changes_for(mine())
    assert (said(told[early.pk]), late.pk in told) == ([WHAT], False)
    assert told[early.pk][0].words == f"Changed on 3 March 2027: {WHAT}"


def test_a_minor_change_tells_nobody(course, lessons, change, enrolment):
    page = LessonPage.objects.get(pk=lessons[0].pk)
    page.introduction = "A spelling"
    page.save_revision().publish()
    assert changes_of(*mine()) == []


def test_whoever_has_completed_the_course_is_not_told(course, lessons, change, enrolment, complete, now):
    complete(*lessons)
    change(lessons[0], WHAT, at=now + HOUR)
    assert changes_of(*mine()) == []


def test_a_part_tells_its_own_changes_only(course, lessons, change, enrolment, now):
    change(lessons[0], WHAT, at=now + HOUR)
    change(lessons[1], "Another", at=now + 2 * HOUR)
    assert said(changes_to(lessons[0], *mine())) == [WHAT]
    assert said(changes_to(lessons[1], *mine())) == ["Another"]
    assert said(changes_of(*mine())) == ["Another", WHAT]


def test_a_part_tells_its_change_however_much_has_changed_elsewhere_since(
    course, lessons, change, enrolment, now
):
    change(lessons[0], WHAT, at=now + HOUR)
    for number in range(2, 5):
        change(lessons[1], f"Change {number}", at=now + number * HOUR)
    assert said(changes_to(lessons[0], *mine())) == [WHAT]
    assert said(changes_of(*mine())) == ["Change 4", "Change 3", "Change 2"]


def test_the_course_the_part_and_my_learning_say_it_with_its_date(
    course, lessons, change, enrolment, learner_client, now
):
    change(lessons[0], WHAT, at=now + HOUR)
    for url in (course.get_url(), lessons[0].get_url(), reverse("my_learning")):
        assert f"Changed on 3 March 2027: {WHAT}" in learner_client.get(url).content.decode(), url
    assert WHAT not in learner_client.get(lessons[1].get_url()).content.decode()


def test_in_a_list_of_courses_the_newest_change_is_said(
    course, lessons, change, enrolment, learner_client, now
):
    change(lessons[0], WHAT, at=now + HOUR)
    change(lessons[0], "The newest.", at=now + 2 * HOUR)
    LessonPage.objects.first().get_parent().unpublish()
    page = learner_client.get(reverse("my_learning")).content.decode()
    assert "The newest." in page
    assert WHAT not in page


def test_records_keep_the_version_that_they_had(course, lessons, change, enrolment, complete, now):
    done = complete(lessons[0])
    before = done.version
    change(lessons[0], WHAT, at=now + HOUR)
    assert Completion.objects.get(pk=done.pk).version == before
    complete(lessons[1], at=now + 2 * HOUR)
    certificate = Enrolment.objects.get().certificate
    assert certificate.version == Version.objects.latest_of(course.pk)
    change(lessons[1], "Another", at=now + 3 * HOUR)
    assert Enrolment.objects.get().certificate.version == certificate.version
    assert Completion.objects.count() == 2


@pytest.mark.parametrize("count", [1, 20])
def test_what_changed_takes_one_query_for_however_many_and_none_where_nothing_has(
    course, lessons, change, count, now, django_assert_num_queries
):
    for one in [UserFactory() for _ in range(count)]:
        records.enrol(learner=one, course=course, by=one, at=now)
    before = mine()
    change(lessons[0], WHAT, at=now + HOUR)
    after = mine()
    with django_assert_num_queries(0):
        assert changes_for(before) == {}
    with django_assert_num_queries(1):
        assert len(changes_for(after)) == count
