from django.urls import path

from learning.workforce.snapshots import views

urlpatterns = [
    path("", views.snapshots, name="snapshots"),
    path("take/", views.take_snapshot, name="take_snapshot"),
    path("<uuid:pk>/", views.snapshot, name="snapshot"),
    path("<uuid:pk>/again/", views.count_snapshot_again, name="count_snapshot_again"),
]
