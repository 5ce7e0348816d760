from django.urls import include, path

from learning.workforce import downloads, views
from learning.workforce.packs.views import board_pack

urlpatterns = [
    path("", views.table, name="workforce"),
    path("people/", views.people, name="workforce_people"),
    path("people/<int:pk>/", views.person, name="workforce_person"),
    path("posts/<int:pk>/end/", views.end_post, name="end_post"),
    path("partnership/", views.partnership, name="workforce_partnership"),
    path("how/", views.how, name="workforce_how"),
    path("inspection/", include("learning.workforce.packs.urls")),
    path("months/<uuid:pk>/board/", board_pack, name="board_pack"),
    path("months/", include("learning.workforce.snapshots.urls")),
    path("export/", downloads.table, name="export_table"),
    path("people/export/", downloads.people, name="export_people"),
    path("partnership/export/", downloads.partnership, name="export_partnership"),
]
