"""The front page and the standing pages: accessibility, privacy, cookies, help, support, families."""

from itertools import accumulate

from django.db import models
from django.http import Http404
from django.shortcuts import redirect
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from learning.records.counting import minutes_in_words
from learning.records.pages import Programme
from learning.records.publishing import GatedPage
from learning.site.blocks import HomePageBlocks, StandardPageBlocks

MAX_DEPTH = 8
COURSES_SHOWN = 3


class HomePage(GatedPage):
    """The front page, for whoever is not signed in. Whoever is goes to My learning, which is their front
    page.
    """

    heading = models.CharField(max_length=120, blank=True, help_text="Large, at the top. Empty: the title.")
    lead = models.CharField(max_length=300, blank=True, help_text="One or two sentences under the heading.")
    courses_heading = models.CharField(max_length=120, default="Courses, made to be taken together")
    body = StreamField(HomePageBlocks(), blank=True)

    content_panels = [
        *GatedPage.content_panels,
        FieldPanel("heading"),
        FieldPanel("lead"),
        FieldPanel("courses_heading"),
        FieldPanel("body"),
    ]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["site.StandardPage", "courses.CourseIndexPage", "casestudies.FamilyIndexPage"]
    max_count = 1

    def route(self, request, path_components):
        """Find the page by its whole path in one query, where Wagtail would ask once a level.

        As with Wagtail's own routing, a page below one that was taken down is not found.
        """
        if not path_components:
            return super().route(request, path_components)
        urls = list(accumulate(path_components, lambda url, slug: f"{url}{slug}/", initial=self.url_path))[1:]
        if len(urls) > MAX_DEPTH or "\x00" in urls[-1]:
            raise Http404
        pages = {page.url_path: page for page in Page.objects.filter(url_path__in=urls).order_by("pk")}
        if len(pages) < len(urls) or not all(page.live for page in pages.values()):
            raise Http404
        return RouteResult(pages[urls[-1]].specific)

    def serve(self, request, *args, **kwargs):
        if request.user.is_authenticated and not getattr(request, "is_preview", False):
            return redirect("my_learning")
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        courses = Page.objects.type(Programme).live().order_by("path").specific()[:COURSES_SHOWN]
        cards = [_card(course, request) for course in courses]
        return super().get_context(request, *args, **kwargs) | {"courses": cards}


def _card(course: Programme, request) -> dict:
    """What components/card.html takes, of what every programme has."""
    return {
        "title": course.title,
        "url": course.get_url(request),
        "text": course.search_description,
        "meta": [{"icon": "clock", "text": minutes_in_words(course.minutes)}],
    }


class StandardPage(GatedPage):
    """A standing page of words, editable by an administrator."""

    summary = models.CharField(max_length=300, blank=True)
    body = StreamField(StandardPageBlocks(), blank=True)

    content_panels = [
        *GatedPage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
    ]

    parent_page_types = ["site.HomePage"]
    subpage_types: list[str] = []
