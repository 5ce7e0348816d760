"""Asking for every cell of the grid that was ticked, in one go."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from learning.workforce.days import DAY
from learning.workforce.needs.places import place_of
from learning.workforce.needs.ticking import TickedForm, cells_of
from learning.workforce.needs.views import edit

TICK = "tick"
NOTHING_TICKED = "Tick at least one cell first."


@require_POST
@login_required
def ticked(request, kind: str, pk: int):
    """The form of a rule for them all. From the grid it comes empty; then it is sent like every other."""
    today = timezone.localdate()
    place = place_of(request, kind, pk, today=today)
    cells = cells_of(place, request.POST.getlist("cell"), today=today)
    if not cells:
        messages.info(request, NOTHING_TICKED)
        return redirect(place.url("needs"))
    is_new = request.POST.get("do") == TICK
    initial = {"first_due_days": 90, "effective_from": today + DAY}
    form = TickedForm(
        None if is_new else request.POST, cells=cells, place=place, initial=initial, today=today
    )
    return edit(request, place, form, title="Ask of those ticked")
