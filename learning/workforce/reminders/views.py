"""The pages of reminders: messages and what became of them, how an organisation writes, nudging, and stopping one's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from learning.records.counting import counted
from learning.workforce import scopes
from learning.workforce.entrance import OF_ORGANISATION, open_to, trail
from learning.workforce.fields import is_key
from learning.workforce.reminders import nudging, stops
from learning.workforce.reminders.forms import MessagesForm, PlanForm
from learning.workforce.reminders.messages import lines, messages_shown, this_week
from learning.workforce.reminders.plans import plan_of, set_plan
from learning.workforce.reminders.stops import ReminderStop

LINES_A_PAGE = 50
SAVED = "Saved. It counts from the next message on."
SENT_NOBODY = "Nobody was written to. Below is why."


@require_safe
@open_to(OF_ORGANISATION)
def reminders(request):
    """Every message of the organisations that one leads, and what became of it."""
    now = timezone.now()
    today = timezone.localdate(now)
    form = MessagesForm(request.GET)
    context = {
        "form": form,
        "organisations": scopes.organisations_led(request.user, today=today).in_order(),
        "week": this_week(request.user, now=now),
        "trail": trail(request),
    }
    if form.is_valid():
        shown = messages_shown(request.user, today=today, **form.cleaned_data)
        rows = shown.select_related("person", "by")
        page = Paginator(rows, LINES_A_PAGE).get_page(request.GET.get("page"))
        page.object_list = lines(list(page.object_list))
        context |= {"page": page, "is_of_one": bool(form.cleaned_data["person"])}
    return render(request, "workforce/reminders/messages.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(OF_ORGANISATION)
def plan(request, pk: int):
    """How an organisation that one leads writes to its people."""
    led = scopes.organisations_led(request.user, today=timezone.localdate())
    organisation = get_object_or_404(led, pk=pk)
    form = PlanForm(request.POST or None, instance=plan_of(organisation))
    if request.method == "POST" and form.is_valid():
        set_plan(plan=form.instance, by=request.user, at=timezone.now())
        messages.success(request, SAVED)
        return redirect("reminders")
    context = {
        "form": form,
        "organisation": organisation,
        "trail": trail(request, ("Reminders", reverse("reminders"))),
    }
    return render(request, "workforce/reminders/plan.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(OF_ORGANISATION)
def nudge(request):
    """What a nudge of chosen people would do; and, by POST, the nudge."""
    is_sending = request.method == "POST"
    chosen = _keys((request.POST if is_sending else request.GET).getlist("person"))
    act = nudging.nudge if is_sending else nudging.preview
    seen = act(chosen, by=request.user, at=timezone.now())
    if is_sending and seen.nudges:
        messages.success(request, _said(seen))
        return redirect("reminders")
    if is_sending:
        messages.info(request, SENT_NOBODY)
    context = {"seen": seen, "trail": trail(request, ("People", reverse("workforce_people")))}
    return render(request, "workforce/reminders/nudge.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def weekly_mail(request):
    """Stop the weekly mail about one's own training, or take that back."""
    if request.method == "POST":
        if request.POST.get("wanted"):
            stops.start_again(person=request.user)
        else:
            stops.stop(person=request.user, at=timezone.now())
        messages.success(request, "Saved.")
        return redirect("weekly_mail")
    is_stopped = ReminderStop.objects.filter(person=request.user).exists()
    return render(request, "workforce/reminders/weekly_mail.html", {"is_stopped": is_stopped})


def _keys(sent: list[str]) -> set[int]:
    """Keys of rows among what was sent; nothing else is any."""
    return {int(key) for key in sent if is_key(key)}


def _said(seen: nudging.Preview) -> str:
    people = counted(len(seen.nudges), "person", "people")
    later = min((each.goes_at for each in seen.nudges if each.goes_at), default=None)
    when = f" The mail goes on {timezone.localtime(later):%A at %H:%M}." if later else ""
    left_out = f" {len(seen.left_out)} left out." if seen.left_out else ""
    return f"{people} nudged.{when}{left_out}"
