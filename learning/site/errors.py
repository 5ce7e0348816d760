"""Refusals with a page of their own."""

import sys

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from learning.site import kept

KEPT = (
    "This page had been open a long time, so we did not send the form. What you typed is still here. "
    "Please send it again."
)
NOT_KEPT = "This page had been open a long time, so we did not send the form. Please try again."


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """What went wrong outside a view ends here too: reading the session from a database that is away."""
    if isinstance(sys.exception(), OperationalError):
        return busy(request)
    return render(request, "500.html", status=500)


def busy(request):
    """The database is locked or away. What was typed is on the page, to send again; passwords never are."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    if any(kept.is_password(name) for name, _ in fields):
        fields = []
    context = {
        "kept": [(name, value) for name, value in fields if name != kept.TOKEN],
        "kept_url": request.get_full_path(),
    }
    response = render(request, "503.html", context, status=503)
    response["Retry-After"] = "5"
    return response


def form_expired(request, reason=""):
    """The form's token is old: the page was open a long time, or someone signed in in another window.

    Sent from a page of ours, it goes back there, with what was typed; from anywhere else it is refused.
    """
    if not kept.is_from_our_page(request):
        return render(request, "403_csrf.html", status=403)
    if kept.is_background(request):
        return HttpResponse(status=403)
    messages.warning(request, KEPT if kept.keep(request) else NOT_KEPT)
    return redirect(kept.page_of_form(request))
