"""The framework's edge: what happens when Django says that it has migrated."""

from django.apps import apps
from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from learning.workforce import freezing


@receiver(post_migrate, sender=apps.get_app_config("workforce"), dispatch_uid="workforce.freeze")
def freeze(sender, using: str, **kwargs) -> None:
    """Let the database refuse again what a migration may have let through."""
    freezing.freeze(connections[using])
