"""The data-sharing switch: for whoever leads an organisation, and for administrators. Not found for others."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from learning.people.organisations import Organisation
from learning.workforce.days import DAY
from learning.workforce.entrance import trail
from learning.workforce.sharing import agreeing
from learning.workforce.sharing.agreements import SharingAgreement
from learning.workforce.sharing.forms import AgreementForm
from learning.workforce.sharing.standing import standings_of

LINES_A_PAGE = 50


def _organisations(request):
    return Organisation.objects.staffed_by(request.user, on=timezone.localdate()).select_related(
        "partnership"
    )


@login_required
@require_safe
def sharing(request):
    """Organisations, and what of them is shared today."""
    page = Paginator(_organisations(request).in_order(), LINES_A_PAGE).get_page(request.GET.get("page"))
    if not page.object_list:
        raise Http404
    standings = standings_of(page.object_list, on=timezone.localdate())
    context = {"page": page, "standings": standings, "trail": trail(request)}
    return render(request, "workforce/sharing/organisations.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sharing_of(request, pk: int):
    """What one organisation shares, what it shared before, and the form to begin or renew."""
    organisation = get_object_or_404(_organisations(request), pk=pk)
    today = timezone.localdate()
    [standing] = standings_of([organisation], on=today)
    first = standing.until + DAY if standing.until else today
    form = AgreementForm(request.POST or None, first=first)
    if request.method == "POST" and form.is_valid() and _agree(request, organisation, form):
        return redirect("sharing_of", organisation.pk)
    history = organisation.sharing_agreements.select_related("by", "partnership", "end__by").latest_first()
    context = {
        "organisation": organisation,
        "standing": standing,
        "form": form,
        "history": history,
        "today": today,
        "trail": trail(request, ("Sharing", reverse("sharing"))),
    }
    return render(request, "workforce/sharing/organisation.html", context)


def _agree(request, organisation: Organisation, form: AgreementForm) -> bool:
    try:
        agreed = agreeing.agree(
            organisation=organisation, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except agreeing.SharingRefused as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    first, last = date_format(agreed.starts_on), date_format(agreed.ends_on)
    messages.success(
        request, f"{agreed.partnership} sees counts of {organisation} from {first} to {last}, and no names."
    )
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_sharing(request, pk: int):
    """End an agreement at once, after reading what that means."""
    today = timezone.localdate()
    mine = SharingAgreement.objects.filter(organisation__in=_organisations(request).order_by().values("pk"))
    agreement = get_object_or_404(
        mine.standing().filter(ends_on__gte=today).select_related("organisation", "partnership"), pk=pk
    )
    if request.method == "POST":
        agreeing.end(agreement=agreement, by=request.user, at=timezone.now())
        messages.success(
            request, f"{agreement.partnership} sees no counts of {agreement.organisation} by it."
        )
        return redirect("sharing_of", agreement.organisation_id)
    there = reverse("sharing_of", args=[agreement.organisation_id])
    context = {
        "agreement": agreement,
        "there": there,
        "trail": trail(request, ("Sharing", reverse("sharing"))),
    }
    return render(request, "workforce/sharing/end.html", context)
