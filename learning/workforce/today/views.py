"""The page of today, for a lead or a manager. It changes nothing."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from learning.people.roles import Role
from learning.workforce.entrance import BY_NAME, open_to, roles_of, today_title, trail
from learning.workforce.today.forms import TodayForm
from learning.workforce.today.today import today_of


@require_safe
@open_to(BY_NAME)
def today(request):
    now = timezone.now()
    form = TodayForm(request.GET, person=request.user, today=timezone.localdate(now))
    context = {
        "form": form,
        "title": today_title(request),
        "invite_url": reverse("invite") if Role.WORKFORCE_LEAD in roles_of(request) else "",
        "trail": trail(request),
    }
    if form.is_valid() and (shown := form.counted(lambda filters: today_of(request.user, filters, at=now))):
        context["shown"] = shown
    return render(request, "workforce/today/today.html", context)
