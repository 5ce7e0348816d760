"""Where Wagtail's admin meets workforce."""

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from learning.workforce.admin import RequirementViewSet
from learning.workforce.evidence.accepting import EVIDENCE_WITHDRAWN
from learning.workforce.reminders.plans import PLAN_SET

register_snippet(RequirementViewSet)


class NeedsEntry(MenuItem):
    """From the admin to the grids, for whoever keeps every one of them."""

    def is_shown(self, request):
        return request.user.is_administrator


@hooks.register("register_admin_menu_item")
def needs_entry():
    return NeedsEntry("Training needs", reverse("needs"), name="needs", icon_name="table", order=451)


@hooks.register("register_log_actions")
def name_what_leads_do(actions):
    actions.register_action(PLAN_SET, "Set reminders", "Reminders set")
    actions.register_action(EVIDENCE_WITHDRAWN, "Withdraw evidence", "Evidence withdrawn")


@hooks.register("register_settings_menu_item")
def sharing_entry():
    """The settings are for administrators alone: see learning/site/wagtail_hooks.py."""
    return MenuItem("Data sharing", reverse("sharing"), name="data-sharing", icon_name="group")


@hooks.register("register_settings_menu_item")
def looks_entry():
    return MenuItem("Files taken away", reverse("looks"), name="files-taken", icon_name="download")
