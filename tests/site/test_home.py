"""The admin's home: what needs somebody, and where to act on it."""

import datetime
import re

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from learning.people.roles import TRAINERS
from learning.site.groups import let_trainers_write_below
from tests.courses.factories import LessonPageFactory, SourceFactory
from tests.factories import UserFactory


@pytest.fixture
def writer_client(catalogue, trainer_client):
    let_trainers_write_below(catalogue)
    return trainer_client


@pytest.fixture
def panel(writer_client):
    """panel("drafts"): what one list of the trainer's home says, with its links."""

    def words(name: str, client=writer_client) -> str:
        html = client.get(reverse("wagtailadmin_home")).content.decode()
        found = re.search(
            rf'<section class="tf-panel" aria-labelledby="panel-{name}">(.*?)</section>', html, re.S
        )
        return " ".join(found[1].split()) if found else ""

    return words


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_nothing_of_wagtails_own_home_is_left(writer_client):
    html = writer_client.get(reverse("wagtailadmin_home")).content.decode()
    for words in ("What needs you", "My drafts", "Awaiting my review"):
        assert words in html
    for words in ("Your most recent edits", "editor guide", "w-summary", "Search all pages"):
        assert words not in html


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("courses", "There is no course yet."),
        ("drafts", "Nothing of yours waits to be published."),
        ("reviews", "Nothing waits for you."),
        ("films", "Every film has captions."),
        ("sources", "Every source has been checked in time."),
        ("questions", "None, of those that 20 people or more have answered."),
    ],
)
def test_a_list_with_nothing_in_it_says_so_kindly(name, words, panel):
    assert words in panel(name)


def test_my_drafts_are_those_that_i_began_or_wrote_in_last(course, lessons, trainer, panel):
    begun, written, others, published = [
        *lessons,
        LessonPageFactory(parent=lessons[0].get_parent(), title="Live"),
    ]
    begun.owner = trainer
    begun.save()
    begun.save_revision(user=UserFactory())
    written.save_revision(user=trainer)
    others.save_revision(user=UserFactory())
    published.owner = trainer
    published.save()
    words = panel("drafts")
    assert '<span class="tf-count">2</span>' in words
    assert (edit(begun) in words, edit(written) in words) == (True, True)
    assert (edit(others) in words, edit(published) in words) == (False, False)


def test_a_draft_says_what_it_is_and_when_it_changed(lessons, trainer, panel):
    with time_machine.travel("2027-03-03 23:30 +0000", tick=False):
        lessons[0].save_revision(user=trainer)
    assert "Lesson in “See the family”, changed 3 March 2027" in panel("drafts")


def test_more_drafts_than_fit_are_counted(lessons, trainer, panel):
    for number in range(10):
        LessonPageFactory(parent=lessons[0].get_parent(), title=f"Draft {number}").save_revision(user=trainer)
    words = panel("drafts")
    assert '<span class="tf-count">10</span>' in words
    assert "And 2 more." in words


def test_what_awaits_me_names_who_asked_and_when(lessons, panel):
    author = UserFactory(name="Gareth Ellis")
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Look")
    task.groups.add(Group.objects.get(name=TRAINERS))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    lessons[0].save_revision(user=author)
    with time_machine.travel("2027-03-03 10:00 +0000", tick=False):
        workflow.start(lessons[0], author)
    words = panel("reviews")
    assert "Gareth Ellis asked on 3 March 2027" in words
    assert edit(lessons[0]) in words


def test_a_source_is_due_on_its_day_and_not_before(panel):
    today = timezone.localdate()
    SourceFactory(code="DUE", review_on=today)
    SourceFactory(code="LATER", review_on=today + datetime.timedelta(days=1))
    SourceFactory(code="NEVER", review_on=None)
    words = panel("sources")
    assert "DUE: " in words
    assert f"Due {date_format(today, 'j F Y')}" in words
    assert "LATER" not in words
    assert "NEVER" not in words


def test_courses_lead_to_their_builder(course, panel):
    words = panel("courses")
    assert reverse("course_builder", args=[course.pk]) in words
    assert reverse("new_course") in words


def test_an_administrator_has_the_same_lists(course, administrator_client, panel):
    for name in ("courses", "drafts", "reviews", "films", "sources", "questions"):
        assert panel(name, administrator_client)


def test_home_takes_as_many_queries_for_many_as_for_one(lessons, trainer, writer_client, count_queries):
    url = reverse("wagtailadmin_home")
    lessons[0].save_revision(user=trainer)
    SourceFactory(review_on=datetime.date(2026, 1, 1))
    one = count_queries(writer_client, url)
    for lesson in lessons[1:]:
        lesson.save_revision(user=trainer)
    for _ in range(3):
        SourceFactory(review_on=datetime.date(2026, 1, 1))
    assert count_queries(writer_client, url) == one
