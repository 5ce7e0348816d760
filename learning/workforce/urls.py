from django.urls import include, path

from learning.workforce import downloads, views
from learning.workforce.evidence.views import withdraw_evidence
from learning.workforce.files.views import take_file
from learning.workforce.packs.views import board_pack
from learning.workforce.sharing import looking
from learning.workforce.sharing import views as sharing
from learning.workforce.today import views as today

urlpatterns = [
    path("", views.table, name="workforce"),
    path("today/", today.today, name="workforce_today"),
    path("people/", views.people, name="workforce_people"),
    path("people/<int:pk>/", views.person, name="workforce_person"),
    path("posts/<int:pk>/end/", views.end_post, name="end_post"),
    path("evidence/<int:pk>/withdraw/", withdraw_evidence, name="withdraw_evidence"),
    path("partnership/", views.partnership, name="workforce_partnership"),
    path("lists/", include("learning.workforce.staff_lists.urls")),
    path("how/", views.how, name="workforce_how"),
    path("needs/", include("learning.workforce.needs.urls")),
    path("inspection/", include("learning.workforce.packs.urls")),
    path("months/<uuid:pk>/board/", board_pack, name="board_pack"),
    path("months/", include("learning.workforce.snapshots.urls")),
    path("export/", downloads.table, name="export_table"),
    path("people/export/", downloads.people, name="export_people"),
    path("reminders/", include("learning.workforce.reminders.urls")),
    path("files/<int:pk>/", take_file, name="take_file"),
    path("partnership/export/", downloads.partnership, name="export_partnership"),
    path("sharing/", sharing.sharing, name="sharing"),
    path("sharing/<int:pk>/", sharing.sharing_of, name="sharing_of"),
    path("sharing/<int:pk>/end/", sharing.end_sharing, name="end_sharing"),
    path("looks/", looking.looks, name="looks"),
    path("looks/mine/", looking.looks_at_me, name="looks_at_me"),
]
