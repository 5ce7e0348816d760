"""Every model of courses, by the page that holds it."""

from courses.pages import CourseIndexPage

__all__ = ["CourseIndexPage"]
