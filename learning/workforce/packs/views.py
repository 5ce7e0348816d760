"""Packs to take away: the page for a board, and the matrix for an inspection."""

import datetime

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learning.people.responsibilities import Responsibility
from learning.people.roles import Role
from learning.workforce import scopes
from learning.workforce.downloads import asked_why
from learning.workforce.entrance import BY_NAME, OF_ORGANISATION, open_to, trail
from learning.workforce.kept_files import KEPT_DAYS
from learning.workforce.looks import Look
from learning.workforce.packs import board, making
from learning.workforce.packs.forms import InspectionForm
from learning.workforce.packs.inspection import expected_lines, inspection
from learning.workforce.packs.packs import Pack
from learning.workforce.sending import CSV, PDF, attached, private_file, refuse_gone
from learning.workforce.sharing.taking import take_away
from learning.workforce.snapshots.rows import Snapshot

# People by courses up to which a matrix is made while one waits; above it the worker makes it.
MOST_LINES = 2000
# Above so many it is too thick to be read, and takes longer to make than a worker holds a task.
MOST_ON_PAPER = 50_000
TOO_THICK = "That would be up to {lines} lines on paper. Choose a team, or the file to sort."
CHOOSE_TEAM = "That would be up to {lines} lines. Choose one of your teams."
TYPES = {Pack.File.PDF: PDF, Pack.File.CSV: CSV}


@require_POST
@open_to(OF_ORGANISATION)
def board_pack(request, pk):
    """A month on one page, for a board."""
    now = timezone.now()
    seen = Snapshot.objects.led_by(request.user, today=timezone.localdate(now))
    kept = get_object_or_404(seen.select_related("organisation"), pk=pk)
    content = board.board_page(kept)
    filters = {
        "organisation": kept.organisation_id,
        "month": kept.month_end.isoformat(),
        "rules": kept.rules_hash,
        "notes": kept.notes.count(),
    }
    take_away(what=Look.What.BOARD, filters=filters, rows=1, by=request.user, at=now)
    return attached(content, filename=board.filename(kept), content_type=PDF)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(BY_NAME)
def inspection_pack(request):
    """Ask for an inspection matrix. A small one comes at once."""
    now = timezone.now()
    today = timezone.localdate(now)
    form = InspectionForm(request.POST or None, person=request.user, today=today)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        lines = expected_lines(request.user, wanted["organisation"], wanted["team"], on=today)
        if lines <= MOST_LINES:
            return _at_once(request, at=now, **wanted)
        if not wanted["team"] and wanted["organisation"].pk not in form.led:
            form.add_error("team", CHOOSE_TEAM.format(lines=f"{lines:,}"))
        elif lines <= MOST_ON_PAPER or wanted["file"] != Pack.File.PDF:
            return redirect("pack", making.ask(by=request.user, at=now, **wanted).pk)
        else:
            form.add_error("team", TOO_THICK.format(lines=f"{lines:,}"))
    context = {
        "form": form,
        "trail": trail(request),
        "most": MOST_LINES,
        "packs": Pack.objects.asked_by(request.user, at=now).order_by("-asked_at", "pk"),
    }
    return render(request, "workforce/packs/inspection.html", context)


@require_safe
@open_to(BY_NAME)
def pack(request, pk):
    """How far it is."""
    way_back = trail(request, ("Inspection matrix", reverse("inspection_pack")))
    context = {"pack": _own(request, pk), "trail": way_back, "days": KEPT_DAYS}
    return render(request, "workforce/packs/pack.html", context)


def _at_once(request, *, organisation, team, file: str, at: datetime.datetime) -> HttpResponse:
    matrix = inspection(request.user, organisation, team, at=at)
    name, content = making.make(matrix, file=file)
    made = Pack(organisation=organisation, team=team, file=file, rules_hash=matrix.rules_hash)
    take_away(what=Look.What.INSPECTION, filters=made.filters, rows=matrix.lines, by=request.user, at=at)
    return attached(content, filename=name, content_type=TYPES[file])


@require_POST
@open_to(BY_NAME)
def pack_file(request, pk):
    """The file that the worker made. That it was taken is kept; of a long one, first the question why."""
    made = _own(request, pk)
    if not made.made_at:
        raise Http404
    refuse_gone(made.stored_as)
    question = asked_why(request, what=Look.What.INSPECTION, filters=made.filters, rows=made.lines)
    return question or private_file(made.stored_as, filename=made.filename, content_type=TYPES[made.file])


def _own(request, pk) -> Pack:
    """Someone's own, as long as they answer for all that it is of: the organisation, or the team as they did when they asked."""
    now = timezone.now()
    today = timezone.localdate(now)
    led = Q(organisation__in=scopes.organisations_led(request.user, today=today))
    no_more_led = Responsibility.objects.filter(
        person=request.user,
        role=Role.WORKFORCE_LEAD,
        organisation=OuterRef("organisation"),
        ends_on__lt=today,
    )
    managed = Q(~Exists(no_more_led), team__in=scopes.teams_managed(request.user, today=today))
    seen = Pack.objects.asked_by(request.user, at=now).filter(led | managed)
    return get_object_or_404(seen.select_related("organisation", "team"), pk=pk)
