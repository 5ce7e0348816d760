"""What base.html needs on every page: names, navigation, help and the foot of the page."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, lazystr

from learning.site.settings import SiteSettings
from learning.workforce.entrance import way_in

# The pages of the tree that the navigation names; see docs/architecture.md.
COURSES_URL = "/courses/"
HELP_URL = "/help/"
SUPPORT_URL = "/support/"
# Pages of a course that have addresses of their own.
PARTS = ("/learn/", "/case-studies/", "/quizzes/")


def frame(request) -> dict:
    """Everything lazy: a page that shows none of it asks nothing of the database, and one that does asks
    once.
    """
    site = _settings_once(request)
    return {
        "site_name": lazystr(SimpleLazyObject(lambda: site.site_name)),
        "site_settings": site,
        "demonstration": settings.DEMONSTRATION,
        "demo_password": getattr(settings, "DEMONSTRATION_PASSWORD", ""),
        "demo_accounts": getattr(settings, "DEMONSTRATION_ACCOUNTS", []),
        "nav": SimpleLazyObject(lambda: _navigation(request)),
        "courses_url": COURSES_URL,
        "support_url": SUPPORT_URL,
        "sign_in_url": reverse("account_login"),
        "sign_out_url": reverse("account_logout"),
        "account_url": reverse("my_account"),
    }


def _settings_once(request) -> SimpleLazyObject:
    """The settings, read once a request however many templates it renders."""
    if not hasattr(request, "site_settings"):
        request.site_settings = SimpleLazyObject(SiteSettings.objects.current)
    return request.site_settings


def _navigation(request) -> list[dict]:
    user = getattr(request, "user", None)
    is_signed_in = user is not None and user.is_authenticated
    check = reverse("verify")
    certificates = reverse("my_certificates") if is_signed_in else check
    entries = [("Courses", COURSES_URL), ("Certificates", certificates), ("Help", HELP_URL)]
    if is_signed_in:
        entries.insert(0, ("My learning", reverse("my_learning")))
    if workforce := way_in(request):
        # Four entries at most: whoever answers for others finds their certificates under My learning.
        entries = [("Workforce", workforce), *(entry for entry in entries if entry[1] != certificates)]
    # Where each entry leads, and what else belongs to it: parts of a course, and certificates by themselves.
    below = (
        {url: url for _, url in entries} | {prefix: COURSES_URL for prefix in PARTS} | {check: certificates}
    )
    if workforce:
        below |= {reverse(name): workforce for name in ("workforce", *settings.LEADS_PAGES)}
    found = max((prefix for prefix in below if request.path.startswith(prefix)), key=len, default=None)
    return [{"title": title, "url": url, "current": url == below.get(found)} for title, url in entries]
