"""What base.html needs on every page: names, navigation, help and the foot of the page."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from learning.site.settings import SiteSettings


def frame(request) -> dict:
    """Everything lazy: a page that does not extend base.html asks nothing of the database."""
    return {
        "site_name": SimpleLazyObject(lambda: _site_name(request)),
        "site_settings": SimpleLazyObject(lambda: SiteSettings.load(request_or_site=request)),
        "demonstration": settings.DEMONSTRATION,
        "demo_password": getattr(settings, "DEMONSTRATION_PASSWORD", ""),
        "nav": _navigation(request),
        "sign_in_url": reverse("account_login"),
        "sign_out_url": reverse("account_logout"),
        "account_url": reverse("my_account"),
    }


def _site_name(request) -> str:
    site = Site.find_for_request(request)
    return (site and site.site_name) or settings.WAGTAIL_SITE_NAME


def _navigation(request) -> list[dict]:
    signed_in = getattr(request, "user", None) and request.user.is_authenticated
    certificates = reverse("my_certificates") if signed_in else reverse("verify")
    entries = [("Courses", "/courses/"), ("Certificates", certificates), ("Help", "/help/")]
    if signed_in:
        entries.insert(0, ("My learning", reverse("my_learning")))
    current = max((url for _, url in entries if request.path.startswith(url)), key=len, default=None)
    return [{"title": title, "url": url, "current": url == current} for title, url in entries]
