"""What trainers find in Wagtail's admin beside the pages."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.topics import Topic


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "position"]
    search_fields = ["name"]


register_snippet(TopicViewSet)
