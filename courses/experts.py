"""Experts by experience: they read what is in review and comment on it. The rest of the admin is shut to them, but
for their own preferences.
"""

from django.http import Http404
from django.shortcuts import redirect

OPEN = {
    *("review", "review_course", "review_preview", "comment_in_review", "film_in_admin"),
    *("signed_off", "sign_off_in_review", "credit_in_review"),
    *("wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtailadmin_logout", "preferences"),
}
HOME = "wagtailadmin_home"
ADMIN = "admin/"


def is_only_an_expert(person) -> bool:
    """Someone who is a trainer or an administrator too has that way in."""
    return person.is_authenticated and person.is_expert and not (person.is_trainer or person.is_administrator)


class ExpertsDoorMiddleware:
    """Every address of the admin is shut to an expert but those named here, so one that is added is shut too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if not match.route.startswith(ADMIN) or not is_only_an_expert(request.user):
            return None
        if match.url_name == HOME:
            return redirect("review")
        if match.url_name not in OPEN:
            raise Http404
        return None
