"""The framework's edge: what happens when Wagtail says that a page was published or reviewed."""

from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import page_published, task_submitted, workflow_approved, workflow_rejected

from courses import review_mail
from courses.pages import CoursePage
from courses.side_review import SideReview
from learning.records import records
from learning.records.publishing import VersionedPage
from learning.records.releasing import is_releasing


@receiver(page_published, dispatch_uid="courses.raise_version")
def raise_version(sender, instance: Page, revision=None, **kwargs) -> None:
    """Publishing anything in a live course makes its next version. A course being built has none yet, and a
    release makes one for all that it publishes.
    """
    if not isinstance(instance, VersionedPage):
        return
    if not is_releasing():
        _raise(instance, by=get_active_log_context().user or (revision.user if revision else None))
    instance.begin_anew()


def _raise(page: VersionedPage, *, by) -> None:
    for course in CoursePage.objects.live().ancestor_of(page, inclusive=True):
        records.publish_version(
            course=course, by=by, at=timezone.now(), change=page.change, what_changed=page.what_changed
        )


@receiver(task_submitted, sender=TaskState, dispatch_uid="courses.ask_for_review")
def ask_for_review(sender, instance: TaskState, **kwargs) -> None:
    if isinstance(instance.task.specific, SideReview):
        review_mail.ask_for_review(instance)


@receiver(workflow_rejected, sender=WorkflowState, dispatch_uid="courses.tell_of_changes_wanted")
def tell_of_changes_wanted(sender, instance: WorkflowState, **kwargs) -> None:
    review_mail.tell_of_changes_wanted(instance)


@receiver(workflow_approved, sender=WorkflowState, dispatch_uid="courses.tell_of_approval")
def tell_of_approval(sender, instance: WorkflowState, **kwargs) -> None:
    review_mail.tell_of_approval(instance)
