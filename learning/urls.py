"""Every address. The outer rooms are named by string."""

from csp.decorators import csp_update
from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path, reverse_lazy
from django.views.generic import RedirectView, TemplateView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.urls import reports as wagtailadmin_reports_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from learning.site import admin_urls as site_admin_urls
from learning.site.access import administrators_only

# Reports name who changed what, of every kind of thing: for administrators alone, as their menu is.
decorate_urlpatterns(wagtailadmin_reports_urls.urlpatterns, administrators_only)

# Wagtail's own admin screens hold inline scripts; every other page has the strict policy.
loosened = csp_update({"script-src": ["'unsafe-inline'"], "style-src": ["'unsafe-inline'"]})

urlpatterns = [
    path("admin/", include("learning.people.admin_urls")),
    path("admin/", include(decorate_urlpatterns(list(site_admin_urls.urlpatterns), loosened))),
    path("admin/", include(decorate_urlpatterns(list(wagtailadmin_urls.urlpatterns), loosened))),
    path("documents/", include(wagtaildocs_urls)),
    path("accounts/", include("learning.people.urls")),
    path("my-learning/", include("learning.site.urls")),
    path("certificates/", include("learning.certificates.urls")),
    path("workforce/", include("learning.workforce.urls")),
    path("learn/", include("courses.urls")),
    path("case-studies/", include("casestudies.urls")),
    path("for-families/", include("casestudies.families.urls")),
    path("quizzes/", include("quizzes.urls")),
    path(
        "robots.txt",
        TemplateView.as_view(template_name="robots.txt", content_type="text/plain"),
        name="robots",
    ),
    # One way to sign in, the one that counts wrong passwords: Wagtail's own form is never shown.
    path(
        "_util/login/",
        RedirectView.as_view(url=reverse_lazy("account_login"), query_string=True),
    ),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("", include(wagtail_urls)),
]

handler403 = "learning.site.errors.forbidden"
handler404 = "learning.site.errors.not_found"
handler500 = "learning.site.errors.server_error"
