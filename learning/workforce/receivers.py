"""The framework's edge: what happens when Django migrates."""

from django.apps import apps
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver

from learning.workforce.rollups import triggers

SELF = apps.get_app_config("workforce")


@receiver(pre_migrate, sender=SELF, dispatch_uid="workforce.drop_triggers")
def drop_triggers(sender, using: str, **kwargs) -> None:
    triggers.drop(connections[using])


@receiver(post_migrate, sender=SELF, dispatch_uid="workforce.make_triggers")
def make_triggers(sender, using: str, **kwargs) -> None:
    triggers.make(connections[using])
