"""The framework's edge: what happens when Wagtail says that a page was published, and Django that it has migrated."""

from django.apps import apps
from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published

from quizzes import freezing, publishing
from quizzes.pages import QuizPage
from quizzes.surveys.pages import SurveyPage


@receiver(page_published, sender=SurveyPage, dispatch_uid="quizzes.write_versions_of_surveys")
@receiver(page_published, sender=QuizPage, dispatch_uid="quizzes.write_versions")
def write_versions(sender, instance: QuizPage | SurveyPage, **kwargs) -> None:
    """Write what the page asks from now on."""
    publishing.publish(page=instance, at=timezone.now())


@receiver(post_migrate, sender=apps.get_app_config("quizzes"), dispatch_uid="quizzes.freeze")
def freeze(sender, using: str, **kwargs) -> None:
    """Let the database refuse again what a migration may have let through."""
    freezing.freeze(connections[using])
