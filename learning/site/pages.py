"""The front page and the standing pages: accessibility, privacy, cookies, help, support, families."""

from django.db import models
from django.http import Http404
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from learning.site.blocks import StandardPageBlocks


class HomePage(Page):
    """The front page, for whoever is not signed in."""

    lead = models.CharField(max_length=300, blank=True, help_text="One or two sentences under the title.")
    body = StreamField(StandardPageBlocks(), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["site.StandardPage", "courses.CourseIndexPage"]
    max_count = 1

    def route(self, request, path_components):
        """Find the page by its whole path in one query, where Wagtail would ask once a level."""
        if not path_components:
            return super().route(request, path_components)
        url_path = f"{self.url_path}{'/'.join(path_components)}/"
        page = Page.objects.live().filter(url_path=url_path).order_by("pk").first()
        if page is None:
            raise Http404
        return RouteResult(page.specific)



class StandardPage(Page):
    """A standing page of words, editable by an administrator."""

    summary = models.CharField(max_length=300, blank=True)
    body = StreamField(StandardPageBlocks(), blank=True)
    shows_leave = models.BooleanField(
        "has “Leave this page”", default=False, help_text="For pages that someone may need to leave quickly."
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("shows_leave"),
    ]

    parent_page_types = ["site.HomePage"]
    subpage_types: list[str] = []
