"""Who comes in at all, and where. What they then see is a queryset: see scopes."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.urls import reverse

from learning.people.roles import Role

BY_NAME = frozenset({Role.WORKFORCE_LEAD, Role.LINE_MANAGER})
PARTNERSHIP = frozenset({Role.PARTNERSHIP_LEAD})
ANY = frozenset(Role)
OF_ORGANISATION = frozenset({Role.WORKFORCE_LEAD})
LEADS = frozenset({Role.WORKFORCE_LEAD, Role.PARTNERSHIP_LEAD})


def roles_of(request) -> frozenset[str]:
    """What whoever asks answers for; a stranger for nothing. No query: it came with their account."""
    user = getattr(request, "user", None)
    return user.roles if user is not None and user.is_authenticated else frozenset()


def way_in(request) -> str | None:
    """Where the figures begin for whoever asks; None for whoever answers for nobody."""
    roles = roles_of(request)
    if roles & BY_NAME:
        return reverse("workforce")
    return reverse("workforce_partnership") if roles else None


def trail(request, *further: tuple[str, str]) -> list[dict[str, str]]:
    """The way back to a page: the figures, for whoever has any, and the pages after them, each by its title and address."""
    figures = way_in(request)
    steps = [("Workforce", figures)] if figures else []
    return [{"title": title, "url": url} for title, url in [*steps, *further]]


def late_people(organisation: int | None = None) -> str:
    """Where the list of who is late begins: of everyone that somebody answers for, or of one organisation."""
    within = f"organisation={organisation}&" if organisation else ""
    return f"{reverse('workforce_people')}?{within}status=overdue"


def way_to_late_people(request) -> str | None:
    """The same, for whoever answers for people by name; None for others. No query."""
    return late_people() if roles_of(request) & BY_NAME else None


def today_title(request) -> str:
    """What the page of today is called, for whoever asks."""
    return "My organisation today" if Role.WORKFORCE_LEAD in roles_of(request) else "My teams today"


def leads_pages(request) -> list[tuple[str, str]]:
    """Pages of outer rooms for whoever leads, by the name of their address; for others none."""
    return list(settings.LEADS_PAGES.items()) if roles_of(request) & LEADS else []


def open_to(roles: frozenset[str]) -> Callable:
    """A view for whoever has one of some roles. A stranger is led to sign in; for others there is no such page."""

    def decorate(view):
        @wraps(view)
        @login_required
        def wrapper(request, *args, **kwargs):
            if not roles_of(request) & roles:
                raise Http404
            return view(request, *args, **kwargs)

        return wrapper

    return decorate
