"""Who may review: a trainer of that side, who did not write it, and for one side only."""

import datetime

import pytest
from django.core import mail as outbox
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, TaskState, WorkflowState

from courses import reviews
from courses.models import CoursePage, LessonPage, SideReview
from learning.people.sides import Side
from learning.records.models import Effect, Version
from learning.site.groups import let_trainers_write_below
from tests.courses import forms, joint
from tests.factories import PostFactory, UserFactory

TODAY = timezone.localdate()
ADULT, CHILDREN, WHOLE = Side.ADULT, Side.CHILDREN, Side.WHOLE_FAMILY


@pytest.fixture
def course(catalogue):
    return joint.plant(catalogue)


@pytest.fixture
def author(db):
    return joint.trainer_of(CHILDREN, person__name="Ruth Author")


def may(person, side, page) -> bool:
    return reviews.may_review(type(person).objects.get(pk=person.pk), side=side, page=page, on=TODAY)


@pytest.mark.parametrize(
    ("side", "adult", "children"),
    [(ADULT, True, False), (CHILDREN, False, True), (WHOLE, True, True), (Side.NONE, False, False)],
)
def test_a_trainer_reviews_for_the_side_of_their_post(course, side, adult, children):
    person = joint.trainer_of(side)
    assert (may(person, ADULT, course), may(person, CHILDREN, course)) == (adult, children)


def test_a_post_that_has_ended_or_not_begun_gives_no_side(course):
    gone = joint.trainer_of(ADULT, ends_on=TODAY - datetime.timedelta(days=1))
    coming = joint.trainer_of(WHOLE)
    coming.posts.update(starts_on=TODAY + datetime.timedelta(days=1))
    assert not may(gone, ADULT, course)
    assert not may(coming, ADULT, course)


def test_nobody_reviews_who_is_not_a_trainer(course, administrator):
    learner = PostFactory(service_side=ADULT).person
    PostFactory(person=administrator, service_side=ADULT)
    assert not may(learner, ADULT, course)
    assert not may(administrator, ADULT, course)


def test_whoever_wrote_in_the_course_does_not_review_it(course):
    writer = joint.trainer_of(ADULT)
    lesson = LessonPage.objects.get(title="Who decides")
    lesson.save_revision()
    lesson.introduction = "New words"
    lesson.save_revision(user=writer)
    assert not may(writer, ADULT, course)


def test_a_draft_saved_without_a_change_of_words_is_not_writing(course):
    """A comment in the editor saves a draft in the commenter's name."""
    reader = joint.trainer_of(ADULT)
    course.save_revision()
    Comment.objects.create(page=course, user=reader, text="Why?", contentpath="title")
    CoursePage.objects.get(pk=course.pk).save_revision(user=reader)
    assert may(reader, ADULT, course)


def test_what_was_written_before_the_last_material_version_is_another_matter(course):
    writer = joint.trainer_of(ADULT)
    course.save_revision(user=writer)
    assert not may(writer, ADULT, course)
    Version.objects.create(course=course.page_ptr, number=1, manifest={}, published_at=timezone.now())
    assert may(writer, ADULT, course)


def test_whoever_stands_for_the_whole_family_stands_for_one_side_a_version(course, author):
    both = joint.trainer_of(WHOLE)
    state = joint.act(joint.submit(course, author), both)
    assert not may(both, CHILDREN, course)
    with pytest.raises(PermissionDenied):
        joint.act(state, both)
    assert state.status == WorkflowState.STATUS_IN_PROGRESS


# The workflow


def test_the_workflow_asks_adult_and_then_childrens_services(course, author):
    state = joint.submit(course, author)
    assert state.current_task_state.task.specific.side == ADULT
    joint.act(state, joint.trainer_of(ADULT))
    assert state.current_task_state.task.specific.side == CHILDREN


def test_a_review_by_both_sides_ends_it_and_publishes_nothing(course, author):
    state = joint.approve(course, author)
    assert state.status == WorkflowState.STATUS_APPROVED
    assert not CoursePage.objects.get(pk=course.pk).live
    assert reviews.approved_sides(course, pages=[course]) == {ADULT, CHILDREN}


def test_changes_that_are_asked_for_go_back_to_the_author_with_the_words(course, author):
    state = joint.act(
        joint.submit(course, author), joint.trainer_of(ADULT), "reject", comment="Say who rings."
    )
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert TaskState.objects.get().comment == "Say who rings."
    assert reviews.approved_sides(course, pages=[course]) == set()


def test_a_review_counts_until_the_next_material_version(course, author):
    joint.approve(course, author)
    later = timezone.now() + datetime.timedelta(minutes=1)
    versions = {"course": course.page_ptr, "manifest": {}, "published_at": later}
    Version.objects.create(number=1, **versions)
    assert reviews.approved_sides(course, pages=[course]) == set()


def test_a_minor_version_leaves_reviews_as_they_are(course, author):
    earlier = timezone.now() - datetime.timedelta(days=1)
    Version.objects.create(course=course.page_ptr, number=1, manifest={}, published_at=earlier)
    joint.approve(course, author)
    later = timezone.now() + datetime.timedelta(minutes=1)
    Version.objects.create(course=course.page_ptr, number=2, manifest={}, published_at=later)
    assert reviews.approved_sides(course, pages=[course]) == {ADULT, CHILDREN}


@pytest.mark.parametrize("side", ["whole_family", "none", ""])
def test_a_review_is_by_one_of_the_two_sides(db, side):
    with pytest.raises(IntegrityError), transaction.atomic():
        SideReview.objects.create(name="Other", side=side)


# In the admin


def buttons(client, page) -> str:
    html = client.get(forms.edit_url(page)).content.decode()
    return html[html.index("<footer") :]


def test_a_reviewer_finds_the_buttons_and_the_author_does_not(course, author, sign_in, catalogue):
    reviewer = joint.trainer_of(ADULT)
    let_trainers_write_below(catalogue)
    joint.submit(course, author)
    shown = buttons(sign_in(reviewer), course)
    assert "Ask for changes" in shown
    assert "Approve with a comment" in shown
    assert "Ask for changes" not in buttons(sign_in(author), course)


def test_the_last_button_does_not_claim_to_publish(course, author, sign_in, catalogue):
    let_trainers_write_below(catalogue)
    state = joint.act(joint.submit(course, author), joint.trainer_of(ADULT))
    shown = buttons(sign_in(joint.trainer_of(CHILDREN)), course)
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    assert "Approve" in shown
    assert "and Publish" not in shown


def approve_in_admin(client, page, state):
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state_id]
    )
    return client.post(url, {"comment": "Well said."})


def test_a_reviewer_approves_in_the_admin_and_a_stranger_is_refused(course, author, sign_in, catalogue):
    let_trainers_write_below(catalogue)
    state = joint.submit(course, author)
    assert approve_in_admin(sign_in(author), course, state).status_code == 302
    assert TaskState.objects.get().status == TaskState.STATUS_IN_PROGRESS
    approve_in_admin(sign_in(joint.trainer_of(ADULT)), course, state)
    assert TaskState.objects.order_by("pk")[0].comment == "Well said."
    assert TaskState.objects.order_by("pk")[0].status == TaskState.STATUS_APPROVED


def test_what_waits_for_a_reviewer_is_on_their_list_and_on_nobody_elses(course, author):
    reviewer = joint.trainer_of(ADULT)
    joint.submit(course, author)
    mine = TaskState.objects.reviewable_by(type(reviewer).objects.get(pk=reviewer.pk))
    assert [state.revision_id for state in mine] == [course.get_latest_revision().pk]
    for person in (author, joint.trainer_of(CHILDREN), UserFactory()):
        assert not TaskState.objects.reviewable_by(type(person).objects.get(pk=person.pk)).exists()


# Mail


def letters(**about) -> list[dict]:
    effects = Effect.objects.filter(task="learning.people.tasks.send_mail", **about).order_by("pk")
    return [effect.arguments for effect in effects]


def test_whoever_may_review_is_asked_by_the_worker_and_nobody_waits_for_mail(course, author):
    adult, children = joint.trainer_of(ADULT), joint.trainer_of(CHILDREN)
    UserFactory(is_superuser=True)
    state = joint.submit(course, author)
    assert [letter["to"] for letter in letters()] == [adult.email]
    assert reverse("review_course", args=[course.pk]) in letters()[0]["body"]
    joint.act(state, adult)
    assert [letter["to"] for letter in letters()] == [adult.email, children.email]
    assert outbox.outbox == []


def test_the_author_is_told_what_is_wanted_and_when_all_approve(course, author):
    state = joint.act(
        joint.submit(course, author), joint.trainer_of(ADULT), "reject", comment="Say who rings."
    )
    [letter] = letters(key__contains="review_changes")
    assert (letter["to"], "Say who rings." in letter["body"]) == (author.email, True)
    state.resume(author)
    for side in reviews.SIDES:
        joint.act(state, joint.trainer_of(side))
    [letter] = letters(key__contains="review_approved")
    assert (letter["to"], letter["subject"]) == (author.email, "Approved: Joint")
