"""What someone typed, kept over a sign-in: the form came too late, and nothing typed may be lost.

It waits in the session of the browser it came from, and only the person who was signed in there before gets
it back: another who signs in next, on a shared computer, does not. A signed cookie (see middleware) remembers
whose browser it last was. Never kept: passwords, the account pages, the admin, and files.
"""

import json
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme

SESSION_KEY = "kept"
TOKEN = "csrfmiddlewaretoken"  # noqa: S105  the name of a field
COOKIE = "whose"
COOKIE_SALT = "learning.site.kept"
COOKIE_DAYS = 7
MAX_BYTES = 64 * 1024
MAX_FORMS = 5


def keep(request) -> bool:
    """Put a POST aside for its path. False, and nothing is kept, when it must not be or is too large."""
    whose = _whose(request)
    if not whose or request.path.startswith(_never()):
        return False
    fields = dict(request.POST.lists())
    fields.pop(TOKEN, None)
    if not fields or any(map(is_password, fields)):
        return False
    forms = [form for form in request.session.get(SESSION_KEY, []) if form["path"] != request.path]
    forms = [*forms, {"path": request.path, "whose": whose, "fields": fields}][-MAX_FORMS:]
    while forms and len(json.dumps(forms)) > MAX_BYTES:
        forms.pop(0)
    request.session[SESSION_KEY] = forms
    return bool(forms)


def take(request, path: str | None = None) -> QueryDict | None:
    """What this person typed for a path (this page's own, unless another is named). It is gone once taken."""
    path = path or request.path
    forms = request.session.get(SESSION_KEY, []) if request.user.is_authenticated else []
    found = next((form for form in forms if form["path"] == path), None)
    if found is None:
        return None
    request.session[SESSION_KEY] = [form for form in forms if form is not found]
    if found["whose"] != str(request.user.pk):
        return None
    typed = QueryDict(mutable=True)
    for name, values in found["fields"].items():
        typed.setlist(name, values)
    typed._mutable = False
    return typed


def page_of_form(request) -> str:
    """The page that a form was sent from, when it is ours; else the address it was sent to."""
    sent_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(sent_from, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(sent_from)
        path = escape_leading_slashes(parts.path or "/")  # with two slashes in front it would name a host
        return f"{path}?{parts.query}" if parts.query else path
    return request.path


def is_from_our_page(request) -> bool:
    """Whether a browser says that the form was sent from this site."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(origin)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


def is_background(request) -> bool:
    """Whether a script of ours sent it, which reads the status and follows no redirect to a page."""
    return request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate" or not request.accepts("text/html")


def remember_whose(request, response) -> None:
    """Note in the browser whom it last served, so that what is kept goes back to them alone."""
    person = str(request.user.pk)
    if request.get_signed_cookie(COOKIE, default=None, salt=COOKIE_SALT) != person:
        response.set_signed_cookie(
            COOKIE,
            person,
            salt=COOKIE_SALT,
            max_age=COOKIE_DAYS * 24 * 60 * 60,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )


def _whose(request) -> str | None:
    if request.user.is_authenticated:
        return str(request.user.pk)
    return request.get_signed_cookie(COOKIE, default=None, salt=COOKIE_SALT)


def _never() -> tuple[str, ...]:
    return (reverse("account_login").removesuffix("login/"), reverse("wagtailadmin_home"))


def is_password(name: str) -> bool:
    return "password" in name.lower()
