"""Mail about reviews: asked of the worker in the transaction of what it is about."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState

from courses import reviews
from learning.people import mail
from learning.people.users import User
from learning.records.pages import programme_above


def ask_for_review(state: TaskState) -> None:
    """Tell everyone who may review the page for this side that it waits for one of them."""
    page, side = state.workflow_state.content_object, state.task.specific
    course = programme_above(page)
    about = {
        "side": side.get_side_display(),
        "by": state.workflow_state.requested_by,
        "link": _address("review_course", course) if course else _editor(page),
    }
    for person in reviews.reviewers(side=side.side, page=page, on=timezone.localdate()):
        _ask("review_asked", f"{state.pk}:{person.pk}", page, person, about)


def tell_of_changes_wanted(state: WorkflowState) -> None:
    """Tell whoever asked for the review what the reviewer wants changed."""
    said = state.current_task_state
    _tell_author("review_changes", f"{said.pk}", state, {"by": said.finished_by, "comment": said.comment})


def tell_of_approval(state: WorkflowState) -> None:
    """Tell whoever asked for the review that both sides approve: they may publish."""
    _tell_author("review_approved", f"{state.pk}", state, {})


def _tell_author(name: str, key: str, state: WorkflowState, about: dict) -> None:
    if state.requested_by:
        page = state.content_object
        _ask(name, key, page, state.requested_by, about | {"link": _editor(page)})


def _ask(name: str, key: str, page: Page, person: User, about: dict) -> None:
    context = {"title": page.draft_title, "person": person} | about
    mail.ask(template=f"courses/email/{name}", to=person.email, key=f"{name}:{key}", context=context)


def _editor(page: Page) -> str:
    return _address("wagtailadmin_pages:edit", page)


def _address(name: str, page: Page) -> str:
    return settings.SITE_URL + reverse(name, args=[page.pk])
