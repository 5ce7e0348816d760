"""How the cases are answered by the people that a lead answers for: counts, and nobody's words or choices."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from casestudies.exchange import measures
from casestudies.exchange.answers import Reflection
from casestudies.exchange.shares import Share
from learning.people.organisations import Organisation
from learning.people.posts import Post
from learning.people.sides import Side
from learning.workforce import scopes
from learning.workforce.entrance import LEADS, open_to, way_in

ORDER = {side: number for number, side in enumerate(Side.values)}


@dataclass(frozen=True)
class CaseFigures:
    """One case study, and what may be told of it."""

    title: str
    published: measures.Published


@require_safe
@open_to(LEADS)
def exchange_figures(request):
    context = {
        "cases": figures(request.user, today=timezone.localdate()),
        "trail": [{"title": "Workforce", "url": way_in(request)}],
    }
    return render(request, "casestudies/exchange_figures.html", context)


def figures(person, *, today: datetime.date) -> list[CaseFigures]:
    """Each case that somebody has answered of those whom a person leads. One query, however many.

    All that they lead is counted together: two tables of which one is part of the other would tell of the rest.
    """
    cases: dict[tuple[int, str], list[tuple[int, str, measures.Exchange]]] = {}
    for page, title, side, group, *counts in _counts(_posts_led(person, today=today)):
        cases.setdefault((page, title), []).append((ORDER[side], group, measures.Exchange(*counts)))
    return [CaseFigures(title, _publish(rows)) for (_, title), rows in cases.items()]


def _publish(rows: list[tuple[int, str, measures.Exchange]]) -> measures.Published:
    ordered = sorted(rows, key=lambda row: row[:2])
    return measures.publish((Side.labels[side], group, counts) for side, group, counts in ordered)


def _posts_led(person, *, today: datetime.date):
    partnerships = scopes.partnerships_led(person, today=today)
    led = scopes.organisations_led(person, today=today)
    organisations = Organisation.objects.filter(Q(pk__in=led) | Q(partnership__in=partnerships))
    return Post.objects.held_on(today).filter(organisation__in=organisations)


def _counts(posts):
    answered = Reflection.objects.committed().filter(learner__in=posts.values("person"))
    added = Q(added_at__isnull=False)
    shifted = added & ~Q(first_step_second="") & ~Q(first_step_second=F("first_step_first"))
    shared = Exists(Share.objects.standing().filter(reflection=OuterRef("pk")))
    rows = answered.exclude(practice_group=None).annotate(is_shared=shared)
    grouped = rows.values("page", "page__title", "service_side", "practice_group__name").annotate(
        answered=Count("pk"),
        added=Count("pk", filter=added),
        shifted=Count("pk", filter=shifted),
        shared=Count("pk", filter=Q(is_shared=True)),
    )
    names = ("service_side", "practice_group__name", "answered", "added", "shifted", "shared")
    return grouped.order_by("page__path").values_list("page", "page__title", *names)
