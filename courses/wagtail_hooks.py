"""What trainers and reviewers find in Wagtail's admin beside the pages."""

from django.urls import path, reverse_lazy
from wagtail import hooks
from wagtail.admin.action_menu import WorkflowMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from courses import review_views
from courses.experts import is_only_an_expert
from courses.review_pages import may_look
from courses.topics import Topic

AND_PUBLISH = " and Publish"
IN_REVIEW = "in-review"


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "position"]
    search_fields = ["name"]


register_snippet(TopicViewSet)


@hooks.register("register_admin_urls")
def review_addresses():
    part = "review/<int:course_id>/<int:page_id>/"
    return [
        path("review/", review_views.review, name="review"),
        path("review/<int:course_id>/", review_views.review_course, name="review_course"),
        path(part, review_views.review_preview, name="review_preview"),
        path(f"{part}comment/", review_views.comment_in_review, name="comment_in_review"),
        path(
            "review/<int:course_id>/decide/<int:state_id>/",
            review_views.decide_in_review,
            name="decide_in_review",
        ),
    ]


class ReviewMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_look(request.user)


@hooks.register("register_admin_menu_item")
def review_menu_item():
    return ReviewMenuItem(
        "In review", reverse_lazy("review"), name=IN_REVIEW, icon_name="doc-full-inverse", order=150
    )


@hooks.register("construct_main_menu")
def show_an_expert_what_is_in_review(request, menu_items):
    """What is shut to them is not offered either."""
    if is_only_an_expert(request.user):
        menu_items[:] = [item for item in menu_items if item.name == IN_REVIEW]


@hooks.register("construct_page_action_menu")
def say_that_approving_is_not_publishing(menu_items, request, context):
    """Wagtail names the last step's button as if the page were published by it."""
    for item in menu_items:
        if isinstance(item, WorkflowMenuItem):
            item.label = str(item.label).removesuffix(AND_PUBLISH)
