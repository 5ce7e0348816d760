"""Where Wagtail's admin meets workforce."""

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from learning.workforce.admin import RequirementViewSet

register_snippet(RequirementViewSet)


@hooks.register("register_settings_menu_item")
def sharing_entry():
    """The settings are for administrators alone: see learning/site/wagtail_hooks.py."""
    return MenuItem("Data sharing", reverse("sharing"), name="data-sharing", icon_name="group")


@hooks.register("register_settings_menu_item")
def looks_entry():
    return MenuItem("Files taken away", reverse("looks"), name="files-taken", icon_name="download")
