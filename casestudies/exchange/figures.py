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
from learning.workforce import scopes
from learning.workforce.entrance import LEADS, open_to, way_in


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

    All that they lead is counted together: two tables of which one is part of the other would tell of the rest. Of each
    organisation only what could be told by itself goes in, so that one which begins or ends to share adds or takes nothing
    that was hidden.
    """
    cases: dict[tuple[int, str], dict[str, list[measures.Exchange]]] = {}
    for page, title, group, _, *counts in _counts(_posts_led(person, today=today)):
        groups = cases.setdefault((page, title), {})
        groups.setdefault(group, []).append(measures.Exchange(*counts))
    return [
        CaseFigures(title, measures.publish((group, measures.pool(each)) for group, each in groups.items()))
        for (_, title), groups in cases.items()
    ]


def _posts_led(person, *, today: datetime.date):
    led = scopes.organisations_led(person, today=today)
    shared = scopes.organisations_shared(person, today=today)
    organisations = Organisation.objects.filter(Q(pk__in=led.values("pk")) | Q(pk__in=shared.values("pk")))
    return Post.objects.held_on(today).filter(organisation__in=organisations)


def _counts(posts):
    answered = Reflection.objects.committed().filter(learner__posts__in=posts)
    added = Q(added_at__isnull=False)
    shifted = added & ~Q(first_step_second="") & ~Q(first_step_second=F("first_step_first"))
    shared = Exists(Share.objects.standing().filter(reflection=OuterRef("pk")))
    rows = answered.exclude(practice_group=None).annotate(is_shared=shared)
    keys = ("page", "page__title", "practice_group__name", "learner__posts__organisation")
    grouped = rows.values(*keys).annotate(
        answered=Count("pk", distinct=True),
        added=Count("pk", filter=added, distinct=True),
        shifted=Count("pk", filter=shifted, distinct=True),
        shared=Count("pk", filter=Q(is_shared=True), distinct=True),
    )
    return grouped.order_by("page__path", "practice_group__name", keys[-1]).values_list(
        *keys, "answered", "added", "shifted", "shared"
    )
