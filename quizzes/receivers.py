"""The framework's edge: what happens when Wagtail says that a page was published."""

from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published

from quizzes import publishing
from quizzes.pages import QuizPage


@receiver(page_published, sender=QuizPage, dispatch_uid="quizzes.write_versions")
def write_versions(sender, instance: QuizPage, **kwargs) -> None:
    """Write what the page asks from now on."""
    publishing.publish(page=instance, at=timezone.now())
