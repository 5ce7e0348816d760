"""Addresses of Wagtail's editor that are ours, looked up before its own."""

from django.http import Http404
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from learning.site.editing import EditView


def closed(request, **kwargs):
    """The admin's API can publish and copy pages without their editor. Nothing here uses that."""
    raise Http404


urlpatterns = decorate_urlpatterns(
    [
        path("pages/<int:page_id>/edit/", EditView.as_view()),
        path("api/main/pages/<int:pk>/action/<str:action>/", closed),
    ],
    lambda view: never_cache(require_admin_access(view)),
)
