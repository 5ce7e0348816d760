"""Months as they were counted at their ends, for leads of the organisation. None is ever changed here."""

from django.contrib import messages
from django.db.models import Max
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learning.people.organisations import Organisation
from learning.people.posts import Post
from learning.workforce import scopes
from learning.workforce.entrance import OF_ORGANISATION, open_to, trail
from learning.workforce.filters import Asked
from learning.workforce.snapshots import correcting, taking
from learning.workforce.snapshots.forms import TrendForm, WhyForm
from learning.workforce.snapshots.rows import Snapshot
from learning.workforce.snapshots.showing import Kept
from learning.workforce.snapshots.trends import HEIGHT, LEFT, SCALE, WIDTH, trends

# Posts up to which a month is counted while one waits; above it the worker does it.
AT_ONCE = 2000
MONTHS = 24

TAKEN = "{month} is kept. It stays as it is from now on."
BY_WORKER = "{month} is being counted. With so many people it takes some minutes: load this page again then."
NOTED = "Counted again. What differs stands below, and the month stays as it was."
SAME = "Counted again, and every number and every rule is the same. There is nothing to note."
AGAIN_BY_WORKER = (
    "The month is being counted again. If anything differs, a note will stand here in some minutes."
)


@require_safe
@open_to(OF_ORGANISATION)
def snapshots(request):
    """Every month that is kept of an organisation, and how its figures went."""
    organisation, led = _organisation(request, request.GET)
    kept = Snapshot.objects.filter(organisation=organisation).latest_first()
    kept = kept.annotate(noted_at=Max("notes__at"))
    months = list(kept[:MONTHS])
    names = Kept(months[0]).names if months else {}
    form = TrendForm(request.GET, organisations=led, organisation=organisation, rows=names)
    dimension, key = form.place
    last = taking.last_ended(timezone.now())
    context = {
        "form": form,
        "organisation": organisation,
        "months": months,
        "trends": trends(months, dimension=dimension, key=key),
        "missing": None if months and months[0].month_end == last else last,
        "drawing": {"width": WIDTH, "height": HEIGHT, "left": LEFT, "scale": SCALE},
        "trail": trail(request),
    }
    return render(request, "workforce/snapshots/months.html", context)


@require_POST
@open_to(OF_ORGANISATION)
def take_snapshot(request):
    """Keep the last month that is over, if the worker has not done it yet."""
    organisation, _ = _organisation(request, request.POST)
    now = timezone.now()
    month_end = taking.last_ended(now)
    if _is_large(organisation, month_end):
        taking.ask_for(organisation=organisation.pk, month_end=month_end, at=now, by=request.user)
        messages.info(request, BY_WORKER.format(month=f"{month_end:%B %Y}"))
        return redirect(f"{reverse('snapshots')}?organisation={organisation.pk}")
    kept = taking.take(organisation=organisation, month_end=month_end, at=now, by=request.user)
    messages.success(request, TAKEN.format(month=f"{month_end:%B %Y}"))
    return redirect("snapshot", kept.pk)


@require_safe
@open_to(OF_ORGANISATION)
def snapshot(request, pk):
    """One month, as it was kept."""
    kept = Kept(_snapshot(request, pk))
    context = {
        "kept": kept,
        "snapshot": kept.snapshot,
        "required": kept.table(Asked.REQUIRED),
        "recommended": kept.table(Asked.RECOMMENDED),
        "notes": kept.notes(),
        "trail": trail(request, _months(kept.snapshot)),
    }
    return render(request, "workforce/snapshots/month.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(OF_ORGANISATION)
def count_snapshot_again(request, pk):
    """Count a month as it is known today, and keep what differs beside it."""
    kept = _snapshot(request, pk)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _count_again(request, kept, why=form.cleaned_data["why"])
        return redirect("snapshot", kept.pk)
    month = (f"{kept.month_end:%B %Y}", reverse("snapshot", args=[pk]))
    context = {"form": form, "snapshot": kept, "trail": trail(request, _months(kept), month)}
    return render(request, "workforce/snapshots/again.html", context)


def _count_again(request, kept: Snapshot, *, why: str) -> None:
    facts = {"snapshot": kept, "by": request.user, "why": why, "at": timezone.now()}
    if _is_large(kept.organisation, kept.month_end):
        correcting.ask_to_note(**facts)
        messages.info(request, AGAIN_BY_WORKER)
    elif correcting.note(**facts):
        messages.success(request, NOTED)
    else:
        messages.info(request, SAME)


def _is_large(organisation: Organisation, on) -> bool:
    return Post.objects.filter(organisation=organisation).held_on(on).count() > AT_ONCE


def _organisation(request, data):
    """The one that is asked for, of those that someone leads; else the first of them. And all of them."""
    led = scopes.organisations_led(request.user, today=timezone.localdate()).in_order()
    found = {str(each.pk): each for each in led}
    if not found:
        raise Http404
    return found.get(data.get("organisation", "")) or next(iter(found.values())), led


def _snapshot(request, pk) -> Snapshot:
    seen = Snapshot.objects.led_by(request.user, today=timezone.localdate())
    return get_object_or_404(seen.select_related("organisation"), pk=pk)


def _months(kept: Snapshot) -> tuple[str, str]:
    return "Month by month", f"{reverse('snapshots')}?organisation={kept.organisation_id}"
