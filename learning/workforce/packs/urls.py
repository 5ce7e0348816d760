from django.urls import path

from learning.workforce.packs import views

urlpatterns = [
    path("", views.inspection_pack, name="inspection_pack"),
    path("<uuid:pk>/", views.pack, name="pack"),
    path("<uuid:pk>/file/", views.pack_file, name="pack_file"),
]
