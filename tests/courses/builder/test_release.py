"""Publishing a whole course from its builder."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from courses.models import CoursePage
from learning.people.roles import TRAINERS
from learning.records import records
from learning.records.models import Version
from learning.site.groups import let_trainers_write_below
from tests.courses.builder.conftest import plant
from tests.courses.builder.test_pages import main
from tests.courses.factories import CoursePageFactory


@pytest.fixture
def draft(catalogue):
    """A course that nobody has seen, and that is for one side."""
    course = CoursePageFactory(parent=catalogue, title="New", is_joint=False, live=False)
    built = plant(course, {"One": ["lesson A", "quiz C"]})
    Page.objects.descendant_of(course).update(live=False)
    return built


@pytest.fixture
def publish(writer_client):
    """publish(built, change="minor"): the page that answers."""

    def send(built, **data):
        return writer_client.post(reverse("publish_course", args=[built.course.pk]), data, follow=True)

    return send


def test_a_course_is_published_with_everything_in_it_as_its_first_version(draft, publish):
    assert "“New” is published. This is version 1." in main(publish(draft))
    assert set(Page.objects.descendant_of(draft.course, inclusive=True).values_list("live", flat=True)) == {
        True
    }
    assert Version.objects.filter(course=draft.course).count() == 1


def test_the_first_time_nobody_is_told_what_changed(draft, writer_client):
    words = main(writer_client.get(reverse("publish_course", args=[draft.course.pk])))
    assert "This change is" not in words


def test_what_stops_it_is_listed_by_part_with_a_way_to_each_and_nothing_is_published(draft, publish):
    for title in ("A", "C"):
        page = draft[title]
        page.body, page.questions = [], []
        page.save_revision(clean=False)
    words = main(publish(draft))
    assert "It cannot be published yet. Nothing has been published." in words
    for title, finding in (("A", "This lesson has no words yet"), ("C", "This quiz has no questions")):
        assert reverse("wagtailadmin_pages:edit", args=[draft[title].pk]) in words
        assert finding in words
    assert not Page.objects.descendant_of(draft.course, inclusive=True).live().exists()


def test_a_material_change_is_told_to_those_part_way_and_must_be_said(
    draft, publish, writer_client, learner, now
):
    publish(draft)
    records.enrol(learner=learner, course=CoursePage.objects.get(pk=draft.course.pk), by=learner, at=now)
    lesson = Page.objects.get(pk=draft["A"].pk).specific
    lesson.minutes = 12
    lesson.save_revision()
    url = reverse("publish_course", args=[draft.course.pk])
    words = main(writer_client.get(url))
    assert "1 person is part-way through." in words
    assert "A</a>" in words
    refused = main(publish(draft, change="material", what_changed=" "))
    assert "Say in a sentence what has changed" in refused
    publish(draft, change="material", what_changed="The ages are new.")
    version = Version.objects.latest_of(draft.course.pk)
    assert (version.number, version.change, version.what_changed) == (2, "material", "The ages are new.")


def test_a_course_with_nothing_new_has_nothing_to_publish(draft, publish, writer_client):
    publish(draft)
    words = main(writer_client.get(reverse("publish_course", args=[draft.course.pk])))
    assert "Nothing waits to be published." in words
    assert "Publish now" not in words


def test_the_builder_of_a_joint_course_says_what_it_lacks_and_one_for_one_side_does_not(
    draft, built, writer_client
):
    CoursePage.objects.filter(pk=built.course.pk).update(live=False)
    joint = main(writer_client.get(reverse("course_builder", args=[built.course.pk])))
    assert "Missing:</span> a review by someone from adult services" in joint
    assert "The course needs all of this before it is published." in joint
    assert "Is it joint?" not in main(writer_client.get(reverse("course_builder", args=[draft.course.pk])))


def test_the_builder_of_a_published_joint_course_says_that_a_material_change_needs_it_all_again(
    built, writer_client, now
):
    CoursePage.objects.filter(pk=built.course.pk).update(first_published_at=now)
    words = main(writer_client.get(reverse("course_builder", args=[built.course.pk])))
    assert "The course needs all of this again before its next material change." in words


def test_the_builder_counts_what_stops_publishing_and_leads_to_each(draft, writer_client):
    draft["C"].questions = []
    draft["C"].save_revision(clean=False)
    words = main(writer_client.get(reverse("course_builder", args=[draft.course.pk])))
    assert "1 thing stops publishing." in words
    field = (
        f"{reverse('wagtailadmin_pages:edit', args=[draft['C'].pk])}#panel-child-content-questions-section"
    )
    assert f'<a href="{field}">This quiz has no questions.' in words


def test_whoever_may_write_and_not_publish_finds_no_button_and_no_page(
    draft, writer, writer_client, catalogue
):
    let_trainers_write_below(catalogue)
    group = writer.groups.get(name=TRAINERS)
    group.page_permissions.filter(permission__codename="publish_page").delete()
    url = reverse("publish_course", args=[draft.course.pk])
    builder = writer_client.get(reverse("course_builder", args=[draft.course.pk])).content.decode()
    assert url not in builder
    assert writer_client.get(url).status_code == 404
