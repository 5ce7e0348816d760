"""Addresses of what someone does with a two-sided case; the page has an address of its own."""

from django.urls import path

from casestudies.two_sides import pair_views, views

urlpatterns = [
    path("<int:page_id>/two-sides/begin/", views.begin_two_sides, name="begin_two_sides"),
    path("sittings/join/<str:token>/", pair_views.join_two_sides, name="join_two_sides"),
    path("sittings/<int:sitting_id>/", views.two_sides_file, name="two_sides_file"),
    path("sittings/<int:sitting_id>/both/", views.two_sides_both, name="two_sides_both"),
    path("sittings/<int:sitting_id>/note/", views.keep_two_sides_note, name="keep_two_sides_note"),
    path("sittings/<int:sitting_id>/finish/", views.finish_two_sides, name="finish_two_sides"),
    path("sittings/<int:sitting_id>/colleague/", pair_views.invite_colleague, name="invite_colleague"),
    path("sittings/<int:sitting_id>/leave/", pair_views.leave_colleague, name="leave_colleague"),
    path("sittings/<int:sitting_id>/<slug:name>/", views.two_sides_round, name="two_sides_round"),
]
