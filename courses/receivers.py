"""The framework's edge: what happens when Wagtail says that a page was published."""

from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page
from wagtail.signals import page_published

from courses.pages import CoursePage
from learning.records import records
from learning.records.pages import VersionedPage
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
