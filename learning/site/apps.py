from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "learning.site"
    label = "site"
    verbose_name = "Site"
