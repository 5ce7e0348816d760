from importlib import import_module

from django.apps import AppConfig
from wagtail.admin.apps import WagtailAdminAppConfig


class SiteConfig(AppConfig):
    name = "learning.site"
    label = "site"
    verbose_name = "Site"
    default = True


class QuietAdminConfig(WagtailAdminAppConfig):
    """Wagtail's own app for the admin, which sends no mail while someone waits for a page."""

    def ready(self):
        super().ready()
        import_module("learning.site.workflow_mail").disconnect_mail()
