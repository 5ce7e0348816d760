"""What holds for every answer."""

from django.db import OperationalError
from django.shortcuts import render
from django.utils.cache import patch_cache_control


class NoStoreMiddleware:
    """A page made for someone signed in, or that touched a session, is kept by no cache, shared or not."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated or request.session.accessed:
            patch_cache_control(response, private=True, no_store=True)
        return response


class BusyDatabaseMiddleware:
    """A database that is locked or away: say so, keep what was typed, and offer to send it again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, OperationalError):
            return None
        kept = [(name, value) for name, values in request.POST.lists() for value in values]
        kept = [(name, value) for name, value in kept if name != "csrfmiddlewaretoken"]
        response = render(request, "503.html", {"kept": kept, "kept_url": request.get_full_path()}, status=503)
        response["Retry-After"] = "5"
        return response
