"""What a partnership proposes, before an organisation: take it over, or say why not."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from learning.workforce.needs import words
from learning.workforce.needs.forms import DeclineForm
from learning.workforce.needs.keeping import ChangedMeanwhile
from learning.workforce.needs.places import ORGANISATION, PARTNERSHIP, Place, place_of
from learning.workforce.needs.proposals import Proposal, decline, proposals, take_over
from learning.workforce.needs.steps import NeedRefused
from learning.workforce.needs.views import KEPT, trail

TAKE_ALL, DECLINE = "take_all", "decline"
CHOOSE = "Choose at least one proposal."


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def proposed(request, pk: int):
    """Every proposal with how the organisation stands to it; some chosen, or all that are open."""
    today = timezone.localdate()
    place = place_of(request, ORGANISATION, pk, today=today)
    found = proposals(place, today=today)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if _decide(request, place, found, form.cleaned_data["why"]):
                messages.success(request, KEPT)
                return redirect(place.url("need_proposals"))
            form.add_error(None, CHOOSE)
        except (NeedRefused, ChangedMeanwhile) as refusal:
            form.add_error(None, str(refusal))
    names = Place(PARTNERSHIP, place.owner.partnership) if place.owner.partnership else place
    context = {
        "place": place,
        "form": form,
        "shown": [_shown(each, names, today) for each in found],
        "open": sum(each.is_open for each in found),
        "trail": trail(request, place),
    }
    return render(request, "workforce/needs/proposals.html", context)


def _decide(request, place: Place, found: list[Proposal], why: str) -> list[Proposal]:
    """What was taken over or declined; nothing when nothing was chosen that could be."""
    do, now = request.POST.get("do"), timezone.now()
    facts = {"place": place, "why": why, "by": request.user, "at": now}
    chosen = [each for each in found if str(each.held.number) in request.POST.getlist("proposal")]
    if do == DECLINE:
        declined = [each for each in chosen if each.own is None]
        return declined and decline(declined=declined, **facts)
    taken = [each for each in found if each.is_open] if do == TAKE_ALL else chosen
    taken = [each for each in taken if not each.is_taken]
    return taken and take_over(taken=taken, today=timezone.localdate(now), **facts)


def _shown(each: Proposal, names: Place, today) -> dict:
    need = each.held.need
    state, kind = _state(each, names)
    return {
        "number": each.held.number,
        "title": names.title_of(need),
        "who": names.who(need),
        "days": words.days(need, today=today),
        "terms": words.terms(need, names),
        "word": state,
        "kind": kind,
        "declined": each.declined,
        "differs": [
            f"{words.LABELS[name]}: {words.term(each.own.need, name, names)} here, {words.term(need, name, names)} proposed"
            for name in each.differs
        ],
        "may_choose": not each.is_taken,
    }


def _state(each: Proposal, names: Place) -> tuple[str, str]:
    if each.is_taken:
        return "Asked here", "done"
    if each.own:
        return "Asked here on other terms", "plain"
    return ("Not taken over", "grey") if each.declined else ("Not decided", "soon")
