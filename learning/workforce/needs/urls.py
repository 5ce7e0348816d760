from django.urls import path

from learning.workforce.needs import file_views, proposal_views, ticked_views, views
from learning.workforce.needs.places import ORGANISATION, PARTNERSHIP


def of(kind: str) -> list:
    """The pages of what a kind of place asks."""
    at, more = f"{kind}s/<int:pk>/", {"kind": kind}
    return [
        path(at, views.grid, more, name=f"{kind}_needs"),
        path(f"{at}cell/", views.cell, more, name=f"{kind}_need_cell"),
        path(f"{at}add/", views.add, more, name=f"{kind}_need_add"),
        path(f"{at}ticked/", ticked_views.ticked, more, name=f"{kind}_need_ticked"),
        path(f"{at}rules/<int:number>/", views.change, more, name=f"{kind}_need_change"),
        path(f"{at}history/", views.history, more, name=f"{kind}_need_history"),
    ]


urlpatterns = [
    path("", views.needs, name="needs"),
    *of(ORGANISATION),
    *of(PARTNERSHIP),
    path("organisations/<int:pk>/file/", file_views.download, name="organisation_need_file"),
    path("organisations/<int:pk>/upload/", file_views.upload, name="organisation_need_upload"),
    path("organisations/<int:pk>/proposals/", proposal_views.proposed, name="organisation_need_proposals"),
]
