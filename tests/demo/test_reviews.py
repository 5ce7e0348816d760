"""The demonstration's courses pass what any course must, and were reviewed as any course is."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState

from courses import joint, reviews
from learning.people.sides import Side
from learning.records.models import Version
from learning.records.publishing import GatedPage

CODES = ("C1", "C2", "C3")
TODAY = datetime.date(2026, 11, 26)


def test_nothing_stops_any_page_that_is_published(demonstration):
    pages = [page for page in Page.objects.live().specific() if isinstance(page, GatedPage)]
    stopped = {page.title: page.refusals(on=TODAY) for page in pages if page.refusals(on=TODAY)}
    assert len(pages) > 30
    assert stopped == {}


@pytest.mark.parametrize("code", CODES)
def test_a_trainer_of_each_side_approved_a_course_before_it_opened(course, account, code):
    page = course(code)
    states = TaskState.objects.filter(workflow_state__object_id=str(page.pk)).order_by("task")
    opened_at = Version.objects.get(course=page).published_at
    assert [state.finished_by for state in states] == [account("trainer2"), account("trainer3")]
    assert all(state.finished_at < opened_at for state in states)


@pytest.mark.parametrize("code", CODES)
def test_a_course_lacks_nothing_but_a_new_review_to_be_changed_materially(course, code):
    lacking = [check.text for check in joint.checklist(course(code)) if not check.is_met]
    assert lacking == [joint.ADULT_REVIEW, joint.CHILDREN_REVIEW]


def test_the_accounts_can_show_a_review_from_submitting_to_both_approvals(course, account):
    page, author = course("C1"), account("trainer")
    on = timezone.localdate()
    for side, name in ((Side.ADULT, "trainer2"), (Side.CHILDREN, "trainer3")):
        assert reviews.may_review(account(name), side=side, page=page, on=on)
    assert page.get_workflow().name == reviews.BOTH_SIDES
    page.strapline = "New words"
    page.save_revision(user=author)
    assert not reviews.may_review(author, side=Side.CHILDREN, page=page, on=on)


def test_the_expert_is_led_to_what_is_in_review(account, sign_in):
    client = sign_in(account("expert"))
    assert client.get("/admin/").headers["Location"] == reverse("review")
    assert "Nothing is in review at the moment" in client.get(reverse("review")).content.decode()
