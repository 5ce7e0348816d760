"""Addresses of the course builder, below the admin's courses/."""

from django.urls import path

from courses.builder import actions, release_view, views

urlpatterns = [
    path("", views.CoursesView.as_view(), name="courses_in_admin"),
    path("new/", views.NewCourseView.as_view(), name="new_course"),
    path("<int:course_id>/", views.BuilderView.as_view(), name="course_builder"),
    path("<int:course_id>/publish/", release_view.ReleaseView.as_view(), name="publish_course"),
    path("<int:course_id>/modules/", actions.add_module, name="add_module"),
    path("<int:course_id>/modules/<int:module_id>/parts/", actions.add_part, name="add_part"),
    path("<int:course_id>/pages/<int:page_id>/step/", actions.step_page, name="step_page"),
    path("<int:course_id>/pages/<int:page_id>/move/", actions.move_page, name="move_page"),
    path("<int:course_id>/pages/<int:page_id>/duplicate/", actions.duplicate_page, name="duplicate_page"),
    path("<int:course_id>/pages/<int:page_id>/minutes/", actions.use_minutes, name="use_minutes"),
]
