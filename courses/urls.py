"""Addresses of actions; pages have addresses of their own."""

from django.urls import path

from courses import views

urlpatterns = [
    path("courses/<int:course_id>/join/", views.enrol, name="enrol"),
    path("courses/<int:course_id>/renew/", views.renew, name="renew"),
    path("parts/<int:activity_id>/complete/", views.complete_activity, name="complete_activity"),
    path("parts/<int:activity_id>/notes/<slug:box>/", views.keep_note, name="keep_note"),
    path("parts/<int:activity_id>/place/", views.keep_place, name="keep_place"),
    path("parts/<int:activity_id>/print/<slug:block_id>/", views.print_page, name="print_page"),
]
