"""What autosave lets a draft hold half-written is not published, whichever way it is tried."""

import html

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from courses import releases
from courses.models import CoursePage, LessonPage
from learning.records.findings import PublishRefused
from tests import editor
from tests.courses import forms

BLOCKS = LessonPage.body.field.stream_block.child_blocks
MAY_BE_EMPTY = {"picture", "two_sides"}
HAS_WORDS_OF_ITS_OWN = {"key_fact"}


@pytest.fixture
def half_written(lesson, administrator, administrator_client):
    """half_written("picture"): the lesson, of which the editor has saved a draft with an empty block."""

    def save(name: str) -> LessonPage:
        data = editor.sent(lesson, administrator) | editor.rows("body", [(name, BLOCKS[name])], "")
        response = administrator_client.post(
            forms.edit_url(lesson), data, headers={"Accept": "application/json"}
        )
        assert response.json().get("success"), response.json()
        return LessonPage.objects.get(pk=lesson.pk)

    return save


@pytest.mark.parametrize("name", [name for name in BLOCKS if name not in MAY_BE_EMPTY | HAS_WORDS_OF_ITS_OWN])
def test_a_course_is_not_published_with_a_half_written_block(name, course, half_written, administrator):
    half_written(name)
    with pytest.raises(PublishRefused) as refused:
        releases.publish(course=CoursePage.objects.get(pk=course.pk), by=administrator, at=timezone.now())
    [(page, [finding])] = refused.value.amiss
    assert (page.title, finding.field) == ("Asking", "body")
    assert finding.text.startswith(f"Something is missing under “body”: “{BLOCKS[name].label}”. Open it")


def test_nor_are_several_pages_at_once(half_written, administrator_client):
    page = half_written("warning")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = administrator_client.post(f"{url}?id={page.pk}", follow=True)
    assert "Something is missing" in html.unescape(response.content.decode())
    assert Page.objects.get(pk=page.pk).has_unpublished_changes


def test_a_stream_of_too_many_blocks_says_so_itself(course):
    course.outcomes_adult = [("outcome", "Ask who is at home")] * 11
    finding = course.refusals(on=timezone.localdate())[-1]
    assert (finding.field, "The maximum number of items is 10" in finding.text) == ("outcomes_adult", True)
