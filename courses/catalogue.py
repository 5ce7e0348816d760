"""The catalogue: every course, and a way to find one."""

from django.core.paginator import Paginator
from django.db import models
from wagtail.admin.panels import FieldPanel

from courses.cards import card, next_fits, parts_by_course, progress_of, with_sides
from courses.finding import FindForm, search
from courses.lived.marks import marks
from courses.pages import CoursePage
from learning.records.publishing import GatedPage

PER_PAGE = 24


class CourseIndexPage(GatedPage):
    """The catalogue, at /courses/. There is one."""

    introduction = models.CharField(max_length=500, blank=True)

    content_panels = [*GatedPage.content_panels, FieldPanel("introduction")]

    parent_page_types = ["site.HomePage"]
    subpage_types = ["courses.CoursePage"]
    max_count = 1

    def get_context(self, request, *args, **kwargs):
        form = FindForm(request.GET)
        person = None if getattr(request, "is_preview", False) else request.user
        progress = progress_of(person)
        parts = parts_by_course(self)
        found = self.find(form, parts, progress)
        shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        signed = marks(shown)
        cards = [
            card(course, parts[course.path], progress.get(course.pk), request, signed.get(course.pk))
            for course in shown
        ]
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "count": len(found),
            "cards": cards,
            "shown": shown,
        }

    def find(self, form: FindForm, parts: dict, progress: dict) -> list[CoursePage]:
        """The courses that pass every filter, in the order of the catalogue, or best match first."""
        courses = with_sides(CoursePage.objects.live().child_of(self).defer_streamfields())
        found = search(form.courses(courses), form.words)
        if form.minutes_at_most is None:
            return found
        return [
            course
            for course in found
            if next_fits(parts[course.path], progress.get(course.pk), form.minutes_at_most)
        ]
