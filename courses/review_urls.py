"""Addresses of what is in review, below the admin's review/."""

from django.urls import include, path

from courses import review_views as views

urlpatterns = [
    path("signed-off/", include("courses.lived.urls")),
    path("", views.review, name="review"),
    path("<int:course_id>/", views.review_course, name="review_course"),
    path("<int:course_id>/<int:page_id>/", views.review_preview, name="review_preview"),
    path("<int:course_id>/<int:page_id>/comment/", views.comment_in_review, name="comment_in_review"),
    path("<int:course_id>/decide/<int:state_id>/", views.decide_in_review, name="decide_in_review"),
]
