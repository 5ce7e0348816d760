"""Evidence that its organisation accepts no longer."""

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from learning.workforce import scopes
from learning.workforce.entrance import OF_ORGANISATION, open_to, trail
from learning.workforce.evidence.accepting import withdraw
from learning.workforce.evidence.evidence import AcceptedEvidence
from learning.workforce.evidence.forms import WithdrawForm
from learning.workforce.looks import record_look

WITHDRAWN = "Withdrawn. It does not count from today on."
ALREADY = "This had been withdrawn already."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(OF_ORGANISATION)
def withdraw_evidence(request, pk: int):
    """Accept no longer what an organisation that one leads accepts of its people. That one person's was looked at is kept."""
    now = timezone.now()
    evidence = get_object_or_404(_withdrawable(request.user, today=timezone.localdate(now)), pk=pk)
    record_look(person=evidence.person, by=request.user, at=now)
    there = reverse("workforce_person", args=[evidence.person_id])
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _, is_new = withdraw(evidence=evidence, by=request.user, at=now, **form.cleaned_data)
        messages.success(request, WITHDRAWN if is_new else ALREADY)
        return redirect(there)
    steps = [("People", reverse("workforce_people")), (str(evidence.person), there)]
    context = {"form": form, "evidence": evidence, "there": there, "trail": trail(request, *steps)}
    return render(request, "workforce/withdraw_evidence.html", context)


def _withdrawable(lead, *, today):
    """Of organisations that someone leads, about people whom they see there; withdrawn ones too, for who presses twice."""
    seen = scopes.posts_named(lead, today=today)
    there = seen.filter(person=OuterRef("person"), organisation=OuterRef("organisation"))
    led = AcceptedEvidence.objects.filter(organisation__in=scopes.organisations_led(lead, today=today))
    return led.filter(Exists(there)).select_related("person", "organisation", "course", "words", "withdrawal")
