from django.urls import path

from learning.workforce import downloads, views
from learning.workforce.sharing import looking
from learning.workforce.sharing import views as sharing

urlpatterns = [
    path("", views.table, name="workforce"),
    path("people/", views.people, name="workforce_people"),
    path("people/<int:pk>/", views.person, name="workforce_person"),
    path("posts/<int:pk>/end/", views.end_post, name="end_post"),
    path("partnership/", views.partnership, name="workforce_partnership"),
    path("how/", views.how, name="workforce_how"),
    path("export/", downloads.table, name="export_table"),
    path("people/export/", downloads.people, name="export_people"),
    path("partnership/export/", downloads.partnership, name="export_partnership"),
    path("sharing/", sharing.sharing, name="sharing"),
    path("sharing/<int:pk>/", sharing.sharing_of, name="sharing_of"),
    path("sharing/<int:pk>/end/", sharing.end_sharing, name="end_sharing"),
    path("looks/", looking.looks, name="looks"),
    path("looks/mine/", looking.looks_at_me, name="looks_at_me"),
]
