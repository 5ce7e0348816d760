"""What someone gets instead of a part that is not open to them."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect

from learning.records.pages import Activity

JOIN_FIRST = "Join the course to open this part."


def gate(activity: Activity, request) -> HttpResponse | None:
    """None when the part is open, or being previewed by an editor; else a way to sign in, or to the course."""
    if getattr(request, "is_preview", False) or activity.open_to(request.user):
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    messages.info(request, JOIN_FIRST)
    return redirect(activity.course_page().get_url(request))
