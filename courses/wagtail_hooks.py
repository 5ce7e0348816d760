"""What trainers and reviewers find in Wagtail's admin beside the pages: the builder, lists of parts, reviews."""

from django.shortcuts import redirect
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.action_menu import WorkflowMenuItem
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.experts import is_only_an_expert
from courses.home_panel import CoursesPanel
from courses.listings import CaseStudyViewSet, LessonViewSet, QuizViewSet, TwoSidedCaseViewSet
from courses.pages import CoursePage
from courses.review_pages import may_look
from courses.topics import Topic
from learning.records.pages import programme_above

AND_PUBLISH = " and Publish"
IN_REVIEW = "in-review"
LEAVES_THE_EDITOR = ("action-publish", "action-submit", "action-restart-workflow")


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "position"]
    search_fields = ["name"]


register_snippet(TopicViewSet)


@hooks.register("register_admin_urls")
def our_addresses():
    return [
        path("courses/", include("courses.builder.urls")),
        path("review/", include("courses.review_urls")),
    ]


@hooks.register("register_admin_viewset")
def lists_of_parts():
    return [LessonViewSet(), CaseStudyViewSet(), TwoSidedCaseViewSet(), QuizViewSet()]


class CoursesEntry(MenuItem):
    def is_shown(self, request):
        return user_has_any_page_permission(request.user)


@hooks.register("register_admin_menu_item")
def courses_entry():
    return CoursesEntry(
        "Courses", reverse("courses_in_admin"), name="courses", icon_name="folder-open-inverse", order=110
    )


class TopicsEntry(MenuItem):
    def is_shown(self, request):
        return policy_registry.get_by_type(Topic).user_has_any_permission(request.user, {"add", "change"})


@hooks.register("register_library_menu_item")
def topics_entry():
    return TopicsEntry(
        "Topics", reverse("wagtailsnippets_courses_topic:list"), name="topics", icon_name="tag", order=30
    )


class BuilderButton(PageMenuItem):
    """From a course, or anything in one, to its builder."""

    label = "Course builder"
    icon_name = "list-ul"

    def __init__(self, *, page, course_id: int, **kwargs):
        super().__init__(page=page, url=reverse("course_builder", args=[course_id]), **kwargs)

    def is_shown(self, user):
        return self.page.permissions_for_user(user).can_edit()


@hooks.register("register_page_header_buttons")
def builder_button(page, user, view_name, next_url=None):
    if course := programme_above(page):
        yield BuilderButton(page=page, course_id=course.pk, priority=5)


@hooks.register("register_page_listing_more_buttons")
def builder_button_in_lists(page, user, next_url=None):
    if isinstance(page, CoursePage):
        yield BuilderButton(page=page, course_id=page.pk, priority=1)


@hooks.register("after_edit_page", order=100)
def lead_back_to_the_builder(request, page):
    """What is published or sent for review leads to its course as a whole, and not to Wagtail's list of pages."""
    if request.POST.get("next") or not any(name in request.POST for name in LEAVES_THE_EDITOR):
        return None
    course = CoursePage.objects.ancestor_of(page, inclusive=True).order_by("path").first()
    return course and redirect(f"{reverse('course_builder', args=[course.pk])}#page-{page.pk}")


@hooks.register("construct_homepage_panels")
def courses_on_home(request, panels):
    panels.append(CoursesPanel(request))


class ReviewEntry(MenuItem):
    def is_shown(self, request) -> bool:
        return may_look(request.user)


@hooks.register("register_admin_menu_item")
def review_entry():
    return ReviewEntry(
        "In review", reverse("review"), name=IN_REVIEW, icon_name="doc-full-inverse", order=150
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
