"""The framework's edge: what happens when Wagtail says that a case study was published."""

from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published

from casestudies.pages import CaseStudyPage
from quizzes import publishing


@receiver(page_published, sender=CaseStudyPage, dispatch_uid="casestudies.write_versions")
def write_versions(sender, instance: CaseStudyPage, **kwargs) -> None:
    """Write what its pause points ask from now on."""
    publishing.publish(page=instance, at=timezone.now())
