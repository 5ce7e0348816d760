"""The framework's edge: what happens when Wagtail says that a page was published."""

from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published

from courses.pages import CoursePage
from learning.records import records


@receiver(page_published, dispatch_uid="courses.raise_version")
def raise_version(sender, instance: Page, revision=None, **kwargs) -> None:
    """Publishing anything in a live course makes its next version. A course that is being built has none yet."""
    for course in CoursePage.objects.live().ancestor_of(instance, inclusive=True):
        records.publish_version(course=course, by=revision.user if revision else None, at=timezone.now())
