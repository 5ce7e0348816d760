"""How much anybody may send at once: little, but in the admin, for whoever may add films or change them."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtailmedia.views.media import permission_checker

from casestudies.encoding.room import NoRoom, refuse_without_room
from casestudies.films.checks import MEGABYTE

WORDS_MB = 52  # what may come beside a film: its captions, other fields, and what parts them

TOO_LARGE = (
    "What you sent is larger than we can take here, which is {most} MB. Go back, and choose a smaller file."
)


class LargeBodyMiddleware:
    """Refuses a body by the length that its head says, before a byte of it is read.

    Django reads all of it while it looks for the form's token, and keeps its files on the disk, before any view asks who sends it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        size = _said(request.META.get("CONTENT_LENGTH"))
        if size > settings.BODY_MOST_MB * MEGABYTE:
            if size > settings.FILM_MOST_MB * MEGABYTE + WORDS_MB * MEGABYTE or not _may_send_film(request):
                return _refuse(request, TOO_LARGE.format(most=settings.BODY_MOST_MB), status=413)
            try:
                refuse_without_room(size, at=Path(settings.FILE_UPLOAD_TEMP_DIR or tempfile.gettempdir()))
            except NoRoom as refusal:
                return _refuse(request, refusal.messages[0], status=507)
        return self.get_response(request)


def _said(length: str | None) -> int:
    """Bytes; none where nothing is said that Django would read by."""
    return int(length[:20]) if length and length.isascii() and length.isdigit() else 0


def _may_send_film(request: HttpRequest) -> bool:
    """Anywhere in the admin, whose forms say in their own words what is too large for them."""
    if not request.path_info.startswith(reverse("wagtailadmin_home")):
        return False
    return permission_checker.policy.user_has_any_permission(request.user, ["add", "change"])


def _refuse(request: HttpRequest, words: str, *, status: int) -> HttpResponse:
    return render(request, "413.html", {"words": words}, status=status)
