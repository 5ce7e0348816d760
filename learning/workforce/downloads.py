"""What is shown, to take away. Each is asked for by POST, since that it was taken is kept."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from learning.workforce import exports, sheets
from learning.workforce.entrance import BY_NAME, PARTNERSHIP, roles_of
from learning.workforce.figures import TooMany
from learning.workforce.files.asking import ask_for_file
from learning.workforce.forms import FilterForm, MonthForm, PeopleForm
from learning.workforce.lists import known_sort
from learning.workforce.looks import Look
from learning.workforce.matrix.showing import matrix_of
from learning.workforce.partnership import courses_in, partnership_table
from learning.workforce.rollups.listing import listing
from learning.workforce.sending import XLSX, attached, streamed_csv
from learning.workforce.sharing.forms import ReasonForm
from learning.workforce.sharing.taking import ReasonNeeded, take_away

LARGE = "The file is large, so it is made in the background. It will be offered on this page, and kept for a week."
NOT_A_FILTER = ("csrfmiddlewaretoken", "file", "reason", "asked_again")


def taken_from(page: str, roles: frozenset[str]):
    """A download from a page, for whoever may see that page. A stranger, and whoever sends filters that the page refuses
    or cannot count, is led to the page with them: what is wrong is said there.
    """

    def decorate(build):
        @require_POST
        def view(request):
            address = f"{reverse(page)}?{_chosen(request.POST).urlencode()}"
            if not request.user.is_authenticated:
                return redirect_to_login(address)
            if not roles_of(request) & roles:
                raise Http404
            try:
                return build(request) or redirect(address)
            except TooMany:
                return redirect(address)

        return view

    return decorate


def _chosen(data: QueryDict) -> QueryDict:
    chosen = data.copy()
    for name in NOT_A_FILTER:
        chosen.pop(name, None)
    return chosen


@taken_from("workforce", BY_NAME)
def table(request):
    form = FilterForm(request.POST, person=request.user, today=timezone.localdate())
    if not form.is_valid():
        return None
    shown = matrix_of(request.user, form.filters(), at=timezone.now())
    return _send(request, sheets.table_sheet(shown), what=Look.What.TABLE, filters=shown.filters.kept)


@taken_from("workforce_people", BY_NAME)
def people(request):
    form = PeopleForm(request.POST, person=request.user, today=timezone.localdate())
    if not form.is_valid():
        return None
    now, sort = timezone.now(), known_sort(request.POST.get("sort", ""))
    listed = listing(request.user, form.filters(), sort=sort, at=now)
    if request.POST.get("file") == "xlsx" and len(listed.lines) > settings.XLSX_ROWS_AT_ONCE:
        filters = listed.filters.kept | ({"sort": sort} if sort else {})
        ask_for_file(by=request.user, filters=filters, at=now, today=listed.filters.today)
        return messages.success(request, LARGE)
    return _send(request, sheets.people_sheet(listed), what=Look.What.PEOPLE, filters=listed.filters.kept)


@taken_from("workforce_partnership", PARTNERSHIP)
def partnership(request):
    today = timezone.localdate()
    form = MonthForm(request.POST, courses=courses_in(request.user, today=today), today=today)
    if not form.is_valid():
        return None
    shown = partnership_table(request.user, form.filters(), today=today)
    sheet = sheets.partnership_sheet(shown)
    return _send(request, sheet, what=Look.What.PARTNERSHIP, filters=shown.filters.params)


def _send(request, sheet: exports.Sheet, *, what: Look.What, filters: dict):
    """The file that was asked for, XLSX, or else CSV, line by line; of a long one, first the question why."""
    if question := asked_why(request, what=what, filters=filters, rows=len(sheet.rows)):
        return question
    if request.POST.get("file") == "xlsx":
        return attached(exports.xlsx(sheet), filename=f"{sheet.name}.xlsx", content_type=XLSX)
    return streamed_csv(exports.csv_lines(sheet), filename=f"{sheet.name}.csv")


def asked_why(request, *, what: Look.What, filters: dict, rows: int):
    """Keep that whoever asks takes a file away: None, and it may go. Of a long one without a reason, the question why."""
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        take_away(what=what, filters=filters, rows=rows, by=request.user, at=timezone.now(), reason=reason)
    except ReasonNeeded:
        return _ask_again(request, rows)
    return None


def _ask_again(request, rows: int):
    """The question why so long a file is taken. Answered, it is sent to the same address with all that was sent before."""
    form = ReasonForm(request.POST if "asked_again" in request.POST else None)
    kept = {
        name: value for name, value in request.POST.items() if name not in ("csrfmiddlewaretoken", "reason")
    }
    context = {"form": form, "rows": f"{rows:,}", "kept": kept | {"asked_again": "1"}}
    return render(request, "workforce/sharing/ask_again.html", context)
