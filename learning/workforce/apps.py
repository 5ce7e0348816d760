from importlib import import_module

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "learning.workforce"
    label = "workforce"
    verbose_name = "Workforce"

    def ready(self):
        import_module("learning.workforce.receivers")
