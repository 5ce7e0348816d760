"""Where Wagtail's admin meets workforce."""

from wagtail.snippets.models import register_snippet

from learning.workforce.admin import RequirementViewSet

register_snippet(RequirementViewSet)
