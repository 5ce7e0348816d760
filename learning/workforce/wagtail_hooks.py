"""Where Wagtail's admin meets workforce."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from learning.workforce.admin import RequirementViewSet
from learning.workforce.reminders.plans import PLAN_SET

register_snippet(RequirementViewSet)


@hooks.register("register_log_actions")
def name_what_leads_do(actions):
    actions.register_action(PLAN_SET, "Set reminders", "Reminders set")
