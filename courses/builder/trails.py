"""The way to a page of the builder, as Wagtail shows it above the page."""

from django.urls import reverse

from courses.pages import CoursePage


def trail(course: CoursePage | None = None, *, here: str = "") -> list[dict]:
    """The list of courses, then one of them, then what is open."""
    items = [{"url": reverse("courses_in_admin"), "label": "Courses"}]
    if course:
        items.append({"url": reverse("course_builder", args=[course.pk]), "label": course.draft_title})
    if here:
        items.append({"url": "", "label": here})
    return items
