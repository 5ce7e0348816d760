"""How a case is answered, in the admin: which first step, by staff group. Counts of five people or more, and no words."""

from dataclasses import dataclass

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from casestudies.exchange.answers import Reflection
from casestudies.pages import CaseStudyPage
from learning.site.framing import frame
from quizzes.figures.handfuls import FEWEST, cells_shown

TITLE = "How it is answered"


@dataclass(frozen=True)
class Line:
    """A staff group, and how many of it took each step first; None where that is not shown."""

    group: str
    counts: list[int | None]


@require_safe
def case_answered(request, case_id: int) -> HttpResponse:
    """For whoever may edit the case; to others there is no such page."""
    page = get_object_or_404(CaseStudyPage, id=case_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    above = (page.get_admin_display_title(), url)
    context = frame(TITLE, above, icon="decimal") | {
        "page": page,
        "steps": list(page.first_steps().values()),
        "lines": lines_of(page),
        "least": FEWEST,
        "back_url": url,
    }
    return TemplateResponse(request, "casestudies/admin/case_answered.html", context)


def lines_of(page: CaseStudyPage) -> list[Line]:
    """Staff groups with something to show. One query."""
    rows = Reflection.objects.on(page).committed().exclude(practice_group=None)
    counted = (
        rows.values_list("practice_group__name", "first_step_first").annotate(count=Count("pk")).order_by()
    )
    table = {(group, step): count for group, step, count in counted}
    steps = list(page.first_steps())
    shown = cells_shown(table, columns=set(steps))
    return [
        Line(group, [table[group, step] if (group, step) in shown else None for step in steps])
        for group in sorted({group for group, _ in shown})
    ]
