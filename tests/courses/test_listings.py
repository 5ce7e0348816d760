"""Lists of lessons, case studies and quizzes across courses."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests.courses import factories
from tests.courses.builder.conftest import plant


@pytest.fixture
def two(course, catalogue):
    other = factories.CoursePageFactory(parent=catalogue, title="Another course")
    return plant(course, {"One": ["lesson A", "case B", "quiz C"]}), plant(other, {"Two": ["lesson D"]})


def look(client, name: str, **query) -> str:
    return client.get(reverse(f"{name}:index"), query).content.decode()


@pytest.mark.parametrize(
    ("name", "there", "gone"),
    [("lessons", "AD", "BC"), ("case_studies", "B", "ACD"), ("quizzes", "C", "ABD")],
)
def test_a_list_has_its_own_kind_of_every_course(name, there, gone, two, writer_client):
    words = look(writer_client, name)
    edits = {
        title: reverse("wagtailadmin_pages:edit", args=[Page.objects.get(title=title).pk]) for title in "ABCD"
    }
    assert [title for title in there if edits[title] in words] == list(there)
    assert [title for title in gone if edits[title] in words] == []
    assert two[0].course.title in words


def test_a_list_names_a_page_and_its_course_by_their_drafts_and_says_the_minutes(two, writer_client):
    two[1].course.title = "A course renamed"
    two[1].course.save_revision()
    words = look(writer_client, "lessons")
    assert "A course renamed" in words
    assert "10" in words


def test_a_list_is_narrowed_by_course_and_by_what_waits(two, writer_client):
    words = look(writer_client, "lessons", course=two[1].course.pk)
    assert reverse("wagtailadmin_pages:edit", args=[two[1]["D"].pk]) in words
    assert reverse("wagtailadmin_pages:edit", args=[two[0]["A"].pk]) not in words
    Page.objects.filter(pk=two[0]["A"].pk).update(has_unpublished_changes=False)
    words = look(writer_client, "lessons", has_unpublished_changes="False")
    assert reverse("wagtailadmin_pages:edit", args=[two[0]["A"].pk]) in words
    assert reverse("wagtailadmin_pages:edit", args=[two[1]["D"].pk]) not in words


def test_a_list_is_searched_by_title(two, writer_client, indexed):
    for built in two:
        for page in built.pages.values():
            page.save()
    words = look(writer_client, "lessons", q="D")
    assert reverse("wagtailadmin_pages:edit", args=[two[1]["D"].pk]) in words
    assert reverse("wagtailadmin_pages:edit", args=[two[0]["A"].pk]) not in words


def test_a_list_offers_no_person_to_filter_by_and_no_button_to_add(two, writer_client):
    words = look(writer_client, "lessons")
    assert "Course" in words
    for label in ("Owner", "Edited by", "Add lesson", "choose_parent"):
        assert label not in words


def test_a_list_takes_as_many_queries_for_many_pages_as_for_one(two, writer_client, queries):
    url = reverse("case_studies:index")
    one = queries(writer_client, url)
    plant(two[1].course, {"Three": [f"case K{number}" for number in range(4)]})
    assert queries(writer_client, url) == one
