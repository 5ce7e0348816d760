"""The admin's pages on which trainers read shared answers before others do, or because others asked. No names."""

import datetime
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from casestudies.exchange import sharing
from casestudies.exchange.marking_up import marked
from casestudies.exchange.shares import Share
from casestudies.moderation import deciding
from casestudies.moderation.forms import DecisionForm, LookForm
from learning.site.framing import frame

ICON = "openquote"
TITLE = "Shared answers to read"
SAID = {
    Share.State.OK: "It is shown to colleagues.",
    Share.State.HELD: "It is held back, and whoever wrote it is told why.",
    Share.State.REMOVED: "It is removed, and whoever wrote it is told why.",
}


def may_read(person) -> bool:
    return person.is_authenticated and (person.is_trainer or person.is_administrator)


def trainers_only(view):
    """To anyone else there is no such page."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not may_read(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper


@never_cache
@require_safe
@trainers_only
def answers_to_read(request) -> HttpResponse:
    """All that waits, and below it what was kept back, in an order that tells nothing of who shared first."""
    mine = Share.objects.not_of(request.user).with_details().in_order()
    context = frame(TITLE, icon=ICON) | {
        "waiting": [_line(row) for row in mine.waiting()],
        "kept_back": [_line(row) for row in mine.kept_back()],
    }
    return TemplateResponse(request, "casestudies/admin/answers_to_read.html", context)


def _line(row: Share) -> dict:
    return {
        "title": row.reflection.page.title,
        "url": reverse("answer_to_read", args=[row.public_id]),
        "note": f"{as_shown(row)}. {week_of(row.shared_at)}.",
        "state": row.get_state_display(),
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@trainers_only
def answer_to_read(request, public_id: UUID) -> HttpResponse:
    """One answer, with what was found in it marked, and what becomes of it. Also one that was decided before."""
    row = _find(request, public_id)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _decide(request, public_id, form)
    return _show(request, row, form)


def _decide(request, public_id: UUID, form: DecisionForm) -> HttpResponse:
    try:
        row = deciding.decide(public_id=public_id, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, SAID[Share.State(row.state)])
    except deciding.NotDecided as refusal:
        messages.error(request, str(refusal))
    return redirect("answers_to_read")


@never_cache
@require_POST
@trainers_only
def look_behind_answer(request, public_id: UUID) -> HttpResponse:
    """Who wrote it, said once, to an administrator who has said why."""
    if not request.user.is_administrator:
        raise Http404
    row = _find(request, public_id)
    form = LookForm(request.POST)
    if not form.is_valid():
        return _show(request, row, DecisionForm(), look_form=form)
    try:
        author = deciding.look_behind(
            public_id=public_id, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except deciding.NotDecided as refusal:
        messages.error(request, str(refusal))
        return redirect("answers_to_read")
    return _show(request, row, DecisionForm(), author=author)


def _show(request, row: Share, form: DecisionForm, **context) -> HttpResponse:
    page = row.reflection.page.specific
    words = {each.get_lens_display(): each for each in row.words.all()}
    found = sharing.identifiers_in(page, {each.prompt: each.text for each in words.values()})
    context = {"look_form": LookForm()} | context
    context |= frame("Read it", (TITLE, reverse("answers_to_read")), icon=ICON) | {
        "title": page.title,
        "who": as_shown(row),
        "week": week_of(row.shared_at),
        "texts": [(lens, marked(each.text, found.get(each.prompt, []))) for lens, each in words.items()],
        "first_step": page.first_steps().get(row.first_step, ""),
        "reports": sorted(report.get_reason_display() for report in row.reports.all()),
        "decision": row.get_state_display() if row.decided_at else "",
        "public_id": row.public_id,
        "form": form,
    }
    return TemplateResponse(request, "casestudies/admin/answer_to_read.html", context)


def _find(request, public_id: UUID) -> Share:
    rows = Share.objects.for_trainers().not_of(request.user).with_details().prefetch_related("reports")
    return get_object_or_404(rows, public_id=public_id)


def as_shown(row: Share) -> str:
    """As whom colleagues would meet it, and nothing more."""
    return f"{row.reflection.practice_group}, {row.reflection.get_service_side_display()}"


def week_of(moment: datetime.datetime) -> str:
    """No nearer than the week, so that a time does not tell who wrote it."""
    day = timezone.localdate(moment)
    return f"In the week of {date_format(day - datetime.timedelta(days=day.weekday()))}"
