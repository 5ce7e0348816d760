"""The courses that someone writes, on the admin's home."""

from django.urls import reverse
from wagtail.admin.auth import user_has_any_page_permission

from courses.builder.listing import courses_of, find_index
from courses.builder.states import state_of
from learning.site.home_panels import HomePanel, Line


class CoursesPanel(HomePanel):
    """Every course that one may change, and a way to start another."""

    name = "courses"
    heading = "Courses"
    empty = (
        "There is no course yet. Start one from a skeleton: it has the modules and parts of a joint course."
    )
    order = 5

    def is_shown(self):
        return user_has_any_page_permission(self.person)

    def actions(self):
        may_add = find_index(self.person) is not None
        return [Line(title="New course", url=reverse("new_course"))] if may_add else []

    def rows(self):
        return courses_of(self.person).prefetch_workflow_states()

    def line(self, row):
        return Line(
            title=row.draft_title, url=reverse("course_builder", args=[row.pk]), note=state_of(row).label
        )
