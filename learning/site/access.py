"""Who may ask at all. Whether they may ask this is the queryset's or the page's business."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse

from learning.site import kept

SIGNED_OUT = (
    "You were signed out while you were away. Sign in and you will be back on this page, with what you typed."
)
SIGNED_OUT_NOTHING_KEPT = (
    "You were signed out while you were away. Sign in and you will be back on this page."
)


def signed_in(view):
    """Send whoever is not signed in to sign in first. A form they sent is kept, and they come back to its
    page.
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if kept.is_background(request):
            return HttpResponse(status=401)
        if request.method == "POST":
            messages.info(request, SIGNED_OUT if kept.keep(request) else SIGNED_OUT_NOTHING_KEPT)
            return redirect_to_login(kept.page_of_form(request))
        return redirect_to_login(request.get_full_path())

    return wrapper


def administrators_only(view):
    """To anyone else who is signed in, it is not there."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.is_administrator:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper
