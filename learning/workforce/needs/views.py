"""The pages of training needs: the grid, a cell, a rule, and the history. Whoever keeps none of it finds none of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from learning.workforce import entrance
from learning.workforce.days import DAY
from learning.workforce.needs import grid as grids
from learning.workforce.needs import words
from learning.workforce.needs.answers import answers
from learning.workforce.needs.consequences import consequences
from learning.workforce.needs.forms import NeedForm
from learning.workforce.needs.history import occasions, reasons_of
from learning.workforce.needs.keeping import ChangedMeanwhile, keep
from learning.workforce.needs.places import KEPT_BY, Place, place_of
from learning.workforce.needs.planning import plan
from learning.workforce.needs.steps import NeedRefused, Step, seal
from learning.workforce.scopes import keys_led

OCCASIONS_A_PAGE = 50
# A grid of more cells takes longer to write with ticks than it is worth.
MOST_TICKS = 5000
NOTHING_CHANGED = "Nothing was changed: it is as it was."
KINDS_OF_ROW = {grids.TEAMS: "Team", grids.ROLES: "Job role"}
KEPT = "Saved. Who changed it, when and why is in the history."


@require_safe
@login_required
def needs(request):
    """Every place whose rules one keeps. With one alone, its grid."""
    today = timezone.localdate()
    places = [
        Place(kind, owner)
        for kind, kept_by in KEPT_BY.items()
        for owner in kept_by(request.user, today=today)
    ]
    if not places:
        raise Http404
    rows = [{"title": str(place.owner), "url": place.url("needs")} for place in places]
    if len(rows) == 1:
        return redirect(rows[0]["url"])
    return render(request, "workforce/needs/places.html", {"rows": rows, "trail": entrance.trail(request)})


@require_safe
@login_required
def grid(request, kind: str, pk: int):
    today = timezone.localdate()
    place = place_of(request, kind, pk, today=today)
    by = _rows_by(place, request.GET.get("rows"))
    context = {
        "place": place,
        "kind_of_row": KINDS_OF_ROW.get(by, "Staff group"),
        "choices": _choices(place, by),
        "rows": grids.grid(place, by, today=today),
        "courses": place.courses.values(),
        "urls": _urls(place),
        "today": today,
        "answers": [] if place.is_organisation else answers(place, today=today),
        "trail": entrance.trail(request),
    }
    context["may_tick"] = len(context["rows"]) * len(place.courses) <= MOST_TICKS
    return render(request, "workforce/needs/grid.html", context)


def _rows_by(place: Place, asked: str | None) -> str:
    return asked if asked in _rows_offered(place) else grids.GROUPS


def _rows_offered(place: Place) -> dict[str, str]:
    if not place.is_organisation:
        return {}
    offered = {grids.GROUPS: "staff groups here", grids.ALL_GROUPS: "every staff group"}
    offered |= {grids.TEAMS: "teams"} if place.teams else {}
    return offered | ({grids.ROLES: "job roles"} if place.roles else {})


def _choices(place: Place, by: str) -> list[dict]:
    """What the rows may be, each with its address but for the one that is shown."""
    return [
        {"words": said, "url": "" if rows == by else place.url("needs", rows=rows)}
        for rows, said in _rows_offered(place).items()
    ]


@require_safe
@login_required
def cell(request, kind: str, pk: int):
    """What is asked in one cell, with all its numbers."""
    today = timezone.localdate()
    place = place_of(request, kind, pk, today=today)
    row, course = grids.row_of(place, request.GET, today=today), _course(place, request.GET)
    if row is None or course is None:
        raise Http404
    rules = [
        {
            "title": f"{words.term(each.need, 'kind', place)} {words.days(each.need, today=today)}".strip(),
            "who": place.who(each.need),
            "terms": words.terms(each.need, place),
            "url": place.url("need_change", each.number),
        }
        for each in grids.rules_in(place, row, course.pk, today=today)
    ]
    context = {"place": place, "row": row, "course": course, "rules": rules, "trail": trail(request, place)}
    context["add_url"] = place.url("need_add", course=course.pk, **row.query)
    return render(request, "workforce/needs/cell.html", context)


def _course(place: Place, asked):
    return next((course for key, course in place.courses.items() if str(key) == asked.get("course")), None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request, kind: str, pk: int):
    """A new rule. Nothing is saved before whoever adds it has seen what it would change."""
    today = timezone.localdate()
    place = place_of(request, kind, pk, today=today)
    form = NeedForm(
        request.POST or None, place=place, initial=_beginning(place, request.GET, today), today=today
    )
    return edit(request, place, form, title="Ask for a course")


def _beginning(place: Place, asked, today) -> dict:
    """What the form of a new rule starts with: the cell it was opened from."""
    row, course = grids.row_of(place, asked, today=today), _course(place, asked)
    named = {row.by: [row.key]} if row and row.key != grids.EVERY else {}
    return {"course": course, "first_due_days": 90, "effective_from": today + DAY} | named


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, kind: str, pk: int, number: int):
    """A rule that stands: other terms from a day on, a last day, or, before it counts, taken back."""
    today = timezone.localdate()
    place = place_of(request, kind, pk, today=today)
    held = place.find(number)
    form = NeedForm(request.POST or None, place=place, held=held, today=today)
    return edit(request, place, form, title="Change what is asked")


def edit(request, place: Place, form: NeedForm, *, title: str):
    """Show a form; once it is valid, what it would change; and once that is accepted, keep it."""
    context = {
        "place": place,
        "form": form,
        "title": title,
        "trail": trail(request, place),
        "held": form.held,
    }
    context["may_take_back"] = form.held and form.held.need.is_to_come_on(form.today)
    if request.method == "POST" and form.is_valid():
        try:
            steps = plan(form, do=request.POST.get("do", ""))
            if not steps:
                messages.info(request, NOTHING_CHANGED)
                return redirect(place.url("needs"))
            if _is_accepted(request, place, steps):
                return _keep(request, place, steps, why=form.cleaned_data["why"])
            context |= seen(request, place, steps, today=form.today) | {"do": request.POST.get("do", "")}
        except NeedRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        except ChangedMeanwhile as refusal:
            form.add_error(None, str(refusal))
    return render(request, "workforce/needs/need.html", context)


def _is_accepted(request, place: Place, steps: list[Step]) -> bool:
    """What a partnership proposes counts nowhere yet, so there is nothing to look at first."""
    return not place.is_organisation or request.POST.get("seal") == seal(steps)


def _keep(request, place: Place, steps: list[Step], *, why: str):
    keep(owner=place.owner, steps=steps, why=why, by=request.user, at=timezone.now())
    messages.success(request, KEPT)
    return redirect(place.url("needs"))


def seen(request, place: Place, steps: list[Step], *, today) -> dict:
    """What some steps would change, and the seal by which it is accepted."""
    in_full = place.owner.pk in keys_led(request.user, today=today)
    return {"seen": consequences(place, steps, today=today, in_full=in_full), "seal": seal(steps)}


@require_safe
@login_required
def history(request, kind: str, pk: int):
    """Every change with who, when and why, the newest first."""
    place = place_of(request, kind, pk, today=timezone.localdate())
    page = Paginator(reasons_of(place), OCCASIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "place": place,
        "page": page,
        "occasions": occasions(place, page),
        "trail": trail(request, place),
    }
    return render(request, "workforce/needs/history.html", context)


def _urls(place: Place) -> dict[str, str]:
    pages = {"add": "need_add", "ticked": "need_ticked", "history": "need_history"}
    if place.is_organisation:
        pages |= {"file": "need_file", "upload": "need_upload", "proposals": "need_proposals"}
    return {name: place.url(page) for name, page in pages.items()}


def trail(request, place: Place) -> list[dict[str, str]]:
    """The way back from a page below the grid. The grid is its last step."""
    return entrance.trail(request, (f"Training needs of {place.owner}", place.url("needs")))
