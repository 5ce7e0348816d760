"""What holds for every answer."""

from django.db import OperationalError
from django.utils.cache import patch_cache_control

from learning.site import kept
from learning.site.errors import busy


class NoStoreMiddleware:
    """A page that looked at the session, as every personal one does, is kept by no cache, shared or not."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.session.accessed:
            patch_cache_control(response, private=True, no_store=True)
            if request.user.is_authenticated:
                kept.remember_whose(request, response)
        return response


class HeadMiddleware:
    """What answers HEAD has the headers of the page and no body: the web server would drop it, and log that."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "HEAD":
            if response.streaming:
                response.streaming_content = ()
            else:
                response.content = b""
        return response


class BusyDatabaseMiddleware:
    """A database that is locked or away: say so, keep what was typed, and offer to send it again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return busy(request) if isinstance(exception, OperationalError) else None
