"""Refusals with a page of their own."""

from django.shortcuts import render


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    return render(request, "500.html", status=500)


def form_expired(request, reason=""):
    """The form's token is old: the page was open a long time, or someone signed in in another window."""
    return render(request, "403_csrf.html", status=403)
