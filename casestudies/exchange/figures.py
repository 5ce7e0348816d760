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
from learning.workforce.entrance import LEADS, open_to, trail

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
        "trail": trail(request),
    }
    return render(request, "casestudies/exchange_figures.html", context)


def figures(person, *, today: datetime.date) -> list[CaseFigures]:
    """Each case that somebody has answered of those whom a person leads. One query, however many.

    All that they lead is counted together: two tables of which one is part of the other would tell of the rest. Of each
    organisation only what could be told by itself goes in, so that one which begins or ends to share adds or takes nothing
    that was hidden.
    """
    cases: dict[tuple[int, str], dict[tuple[int, str], list[measures.Exchange]]] = {}
    for page, title, side, group, _, *counts in _counts(_posts_led(person, today=today)):
        lines = cases.setdefault((page, title), {})
        lines.setdefault((ORDER[side], group), []).append(measures.Exchange(*counts))
    return [CaseFigures(title, _publish(lines)) for (_, title), lines in cases.items()]


def _publish(lines: dict[tuple[int, str], list[measures.Exchange]]) -> measures.Published:
    labels = [*Side.labels]
    return measures.publish(
        (labels[side], group, measures.pool(each)) for (side, group), each in sorted(lines.items())
    )


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
    keys = ("page", "page__title", "service_side", "practice_group__name", "learner__posts__organisation")
    grouped = rows.values(*keys).annotate(
        answered=Count("pk", distinct=True),
        added=Count("pk", filter=added, distinct=True),
        shifted=Count("pk", filter=shifted, distinct=True),
        shared=Count("pk", filter=Q(is_shared=True), distinct=True),
    )
    return grouped.order_by("page__path", keys[-1]).values_list(
        *keys, "answered", "added", "shifted", "shared"
    )
