"""Who looked: for whoever leads an organisation, of what is in it; and for everyone, of their own record."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from learning.people.organisations import Organisation
from learning.records.counting import counted
from learning.workforce import scopes
from learning.workforce.entrance import trail
from learning.workforce.looks import Look, LookedIn
from learning.workforce.words import LEFT

LINES_A_PAGE = 50


@dataclass(frozen=True)
class Line:
    """A look as its reader may know it: who, in which of the organisations that they know of, and of whom or how much."""

    at: datetime.datetime
    who: str
    what: str
    of: str
    where: str
    reason: str


@login_required
@require_safe
def looks(request):
    """In the organisations that one leads; for an administrator also every file that was taken."""
    today = timezone.localdate()
    led = scopes.organisations_led(request.user, today=today)
    if not (request.user.is_administrator or led.exists()):
        raise Http404
    known = Organisation.objects.staffed_by(request.user, on=today)
    page = Paginator(_seen_by(request.user, led), LINES_A_PAGE).get_page(request.GET.get("page"))
    names = _named(page, request.user, today=today)
    page.object_list = [_line(look, names) for look in _with_places(page.object_list, known)]
    return render(request, "workforce/looks/looks.html", {"page": page, "trail": trail(request)})


def _seen_by(person, led):
    seen = Look.objects.within(led)
    if person.is_administrator:
        seen = Look.objects.filter(Q(pk__in=seen.values("pk")) | ~Q(what=Look.What.RECORD))
    return seen.select_related("by", "reason").latest_first()


def _with_places(looks, known):
    """With the organisations of each that its reader knows of."""
    places = LookedIn.objects.filter(organisation__in=known.order_by()).select_related("organisation")
    return looks.prefetch_related(
        Prefetch("places", places.order_by("organisation__name", "pk"), to_attr="known_places")
    )


def _named(page, person, *, today: datetime.date) -> dict[int, str]:
    """Of those looked at, whoever the reader still sees by name."""
    keys = [look.person_id for look in page.object_list if look.person_id]
    posts = scopes.posts_named(person, today=today).filter(person__in=keys).select_related("person")
    return {post.person_id: str(post.person) for post in posts.order_by("pk")}


def _line(look: Look, names: dict[int, str]) -> Line:
    of = counted(look.rows, "line") if look.rows is not None else names.get(look.person_id, LEFT)
    return Line(
        at=look.at,
        who=str(look.by),
        what=look.get_what_display(),
        of=of,
        where=", ".join(str(place.organisation) for place in look.known_places),
        reason=look.reason.text if hasattr(look, "reason") else "",
    )


@login_required
@require_safe
def looks_at_me(request):
    """At one's own record: on which day, by whom, and for which organisation."""
    found = Look.objects.filter(person=request.user).select_related("by").latest_first()
    page = Paginator(found, LINES_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = list(_with_places(page.object_list, Organisation.objects.all()))
    context = {"page": page, "account_url": reverse("my_account")}
    return render(request, "workforce/looks/mine.html", context)
