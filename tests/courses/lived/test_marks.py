"""A course says that it was made with people who have lived it only while one of them has signed off what is published."""

import pytest
from django.db import IntegrityError, transaction

from courses.lived import marks, signing
from courses.models import CoursePage, LessonPage, LivedExperienceSignOff
from learning.records.findings import PublishRefused
from learning.records.models import Version
from tests.courses import joint
from tests.courses.factories import trainers
from tests.factories import UserFactory

MATERIAL = {"change": Version.Change.MATERIAL, "what_changed": "A number is different."}


def mark_of(course) -> str:
    found = marks.marks([course]).get(course.pk)
    return found.words if found else ""


@pytest.fixture
def signed(course, expert, now):
    signing.sign_off(course=course, by=expert, at=now, credited_as="Lorna")
    return course


@pytest.fixture
def live(signed, release):
    return release(signed)


def test_a_course_with_the_mark_is_not_published_until_somebody_has_signed_it_off(
    course, expert, release, now
):
    [finding] = [one for one in course.findings(on=now.date()) if one.field == "is_co_produced"]
    assert finding.stops
    with pytest.raises(
        PublishRefused, match="needs an expert by experience to sign off version 1"
    ) as refused:
        release(course)
    assert str(refused.value).count(finding.text) == 1
    signing.sign_off(course=course, by=expert, at=now)
    assert release(course).live


def test_a_course_without_the_mark_needs_nobody(catalogue, release):
    assert release(joint.plant(catalogue, is_joint=False)).live


def test_the_mark_stays_through_minor_changes(live, release):
    lesson = LessonPage.objects.get()
    lesson.introduction = "Spelling"
    lesson.save_revision()
    assert mark_of(release(live)) == "Made with people who have lived it: Lorna"


def test_a_part_may_be_corrected_at_once_and_the_mark_is_not_shown_until_signed_again(live, expert, now):
    lesson = LessonPage.objects.get()
    for name, value in MATERIAL.items():
        setattr(lesson, name, value)
    lesson.save_revision().publish()
    assert mark_of(live) == ""
    signing.sign_off(course=live, by=expert, at=now)
    assert mark_of(live) == "Made with people who have lived it"


def test_a_draft_that_was_signed_off_brings_its_mark_when_it_is_published(signed, release):
    assert mark_of(signed) == ""
    assert mark_of(release(signed)) == "Made with people who have lived it: Lorna"


def test_a_material_release_needs_a_sign_off_of_its_own(live, expert, release, now):
    LessonPage.objects.get().save_revision()
    with pytest.raises(PublishRefused, match="sign off version 2"):
        release(live, **MATERIAL)
    signing.sign_off(course=live, by=expert, at=now)
    assert mark_of(release(live, **MATERIAL)) == "Made with people who have lived it"


def test_the_mark_is_not_put_on_later_without_a_sign_off(catalogue, release):
    course = release(joint.plant(catalogue, is_joint=False))
    course.is_co_produced = True
    draft = course.save_revision()
    with pytest.raises(PublishRefused, match="sign off version 2"):
        draft.publish()


def test_names_are_joined_in_the_order_of_signing_and_those_who_chose_none_are_not_named(
    course, expert, release, now
):
    for name in ("A parent", "", "Sam"):
        other = UserFactory()
        other.groups.add(*expert.groups.all())
        signing.sign_off(course=course, by=other, at=now, credited_as=name)
    assert mark_of(release(course)) == "Made with people who have lived it: A parent and Sam"


def test_the_mark_is_on_the_course_and_on_its_card(live, client):
    words = "Made with people who have lived it: Lorna"
    assert words in client.get(live.url).content.decode()
    assert words in client.get(live.get_parent().url).content.decode()


def test_marks_of_many_courses_take_two_queries_and_of_none_none(catalogue, django_assert_num_queries):
    courses = [joint.plant(catalogue, title=f"C{number}", is_co_produced=True) for number in range(3)]
    with django_assert_num_queries(2):
        marks.marks(courses)
    with django_assert_num_queries(0):
        marks.marks([CoursePage(title="Plain")])


def test_a_copy_does_not_carry_the_mark(signed, catalogue):
    copy = signed.copy(to=catalogue, update_attrs={"slug": "copy", "title": "Copy"})
    assert not copy.is_co_produced


# Who signs


def test_only_an_expert_by_experience_signs_and_not_what_they_wrote(course, expert, trainer, now):
    with pytest.raises(signing.MayNotSign):
        signing.sign_off(course=course, by=trainer, at=now)
    expert.groups.add(trainers())
    course.title = "By Lorna"
    course.save_revision(user=expert)
    with pytest.raises(signing.MayNotSign):
        signing.sign_off(course=course, by=expert, at=now)


def test_signing_twice_is_signing_once_and_changes_the_name(course, expert, now):
    for name in ("Lorna", ""):
        row = signing.sign_off(course=course, by=expert, at=now, credited_as=name)
    assert LivedExperienceSignOff.objects.get() == row
    assert row.credit.name == ""


def test_the_database_keeps_one_sign_off_a_version_and_person(course, expert, now):
    row = {"course_id": course.pk, "expert": expert, "signed_at": now}
    LivedExperienceSignOff.objects.create(version=1, **row)
    for version in (1, 0):
        with pytest.raises(IntegrityError), transaction.atomic():
            LivedExperienceSignOff.objects.create(version=version, **row)
