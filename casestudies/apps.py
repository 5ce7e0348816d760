from importlib import import_module

from django.apps import AppConfig


class CaseStudiesConfig(AppConfig):
    name = "casestudies"
    verbose_name = "Case studies"

    def ready(self):
        import_module("casestudies.receivers")
        import_module("casestudies.pauses.receivers")
