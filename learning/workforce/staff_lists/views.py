"""Pages of lists, for whoever may bring people into an organisation: its lead, and administrators. Not found for others."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learning.people.organisations import Organisation
from learning.workforce.entrance import trail
from learning.workforce.sending import CSV, attached
from learning.workforce.staff_lists import accepting, inviting, keeping
from learning.workforce.staff_lists.forms import EVERYONE, BringForm, ColumnsForm, WordsForm
from learning.workforce.staff_lists.kinds import FORMS
from learning.workforce.staff_lists.lists import AcceptedList, StaffList
from learning.workforce.staff_lists.shown import accept_form, shown
from learning.workforce.staff_lists.tables import Unreadable
from learning.workforce.staff_lists.template import template

PAST_A_PAGE = 20
State = StaffList.State


def organisations_of(request):
    return Organisation.objects.staffed_by(request.user, on=timezone.localdate())


def lists_of(request):
    """The lists of organisations that whoever asks may bring people into."""
    return StaffList.objects.filter(organisation__in=organisations_of(request)).select_related("organisation")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lists(request):
    """Bring a list; those that wait; and those that were accepted."""
    organisations = organisations_of(request)
    if not organisations.exists():
        raise Http404
    form = BringForm(request.POST or None, request.FILES or None, organisations=organisations)
    if request.method == "POST" and form.is_valid() and (brought := _bring(request, form)):
        return redirect("staff_list_columns", pk=brought.pk)
    past = AcceptedList.objects.filter(organisation__in=organisations)
    past = past.select_related("organisation", "staff_list", "accepted_by").order_by("-accepted_at", "-pk")
    context = {
        "form": form,
        "waiting": lists_of(request).waiting().latest_first(),
        "page": Paginator(past, PAST_A_PAGE).get_page(request.GET.get("page")),
        "uninvited": inviting.counted(organisations, on=timezone.localdate()),
        "trail": trail(request),
    }
    return render(request, "workforce/staff_lists/lists.html", context)


def _bring(request, form: BringForm) -> StaffList | None:
    now = timezone.now()
    try:
        return keeping.bring(**form.brought, by=request.user, at=now, as_at=timezone.localdate(now))
    except Unreadable as refusal:
        form.add_error("file" if form.cleaned_data["file"] else "pasted", str(refusal))
        return None


@require_safe
@login_required
def staff_list(request, pk: int):
    """How far a list is: what it would do, once it is compared."""
    found = get_object_or_404(lists_of(request), pk=pk)
    if found.state == State.BROUGHT:
        return redirect("staff_list_columns", pk=pk)
    context = {"staff_list": found, "trail": trail(request, _lists())}
    if found.state == State.COMPARED:
        context["shown"] = shown(found, outcome=request.GET.get("show", ""), page=request.GET.get("page"))
    if found.state == State.ACCEPTED:
        context["accepted"] = AcceptedList.objects.select_related("accepted_by").get(staff_list=found)
    return render(request, "workforce/staff_lists/staff_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request, pk: int):
    """What the columns of a list are."""
    found = get_object_or_404(_open(request), pk=pk)
    table = keeping.table_of(found)
    form = ColumnsForm(request.POST or None, staff_list=found, table=table)
    if request.method == "POST" and form.is_valid():
        keeping.set_columns(
            found,
            places=form.places,
            is_everyone=form.cleaned_data.get("who") == EVERYONE,
            reason=form.cleaned_data.get("reason", ""),
            at=timezone.now(),
        )
        return redirect("staff_list", pk=pk)
    context = {"form": form, "staff_list": found, "table": table, "trail": trail(request, _lists())}
    return render(request, "workforce/staff_lists/columns.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def words(request, pk: int):
    """What words of a list mean."""
    found = get_object_or_404(_open(request), pk=pk)
    form = WordsForm(request.POST or None, staff_list=found)
    if request.method == "POST" and form.is_valid():
        keeping.set_words(found, words=form.said, at=timezone.now())
        return redirect("staff_list", pk=pk)
    context = {"form": form, "staff_list": found, "trail": trail(request, _lists())}
    return render(request, "workforce/staff_lists/words.html", context)


def _open(request):
    """Lists that can be told what their columns and words are: not while the worker has them, nor afterwards."""
    return lists_of(request).filter(state__in=[State.BROUGHT, State.COMPARED, State.UNREADABLE])


@require_POST
@login_required
def accept(request, pk: int):
    """Write what was shown."""
    found = get_object_or_404(lists_of(request), pk=pk)
    form = accept_form(found, request.POST)
    if not form.is_valid():
        return redirect("staff_list", pk=pk)
    try:
        words = _accept(request, found, **form.cleaned_data)
    except accepting.AcceptRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect("staff_list", pk=pk)


def _accept(request, found: StaffList, *, digest: str, may_end_many: bool = False) -> str:
    now = timezone.now()
    asked = {"digest": digest, "may_end_many": may_end_many, "by": request.user, "at": now}
    if found.state == State.ACCEPTED or keeping.is_small(found):
        accepting.accept(found, **asked)
        return "The list is accepted. All that was shown is saved."
    accepting.ask_to_accept(found, **asked)
    return "The list is being saved. You can leave this page."


@require_POST
@login_required
def discard(request, pk: int):
    """Forget a list that is not accepted, with its file."""
    found = get_object_or_404(lists_of(request).waiting(), pk=pk)
    keeping.discard(found)
    messages.success(request, "The list and its file are deleted. Nothing was saved.")
    return redirect("staff_lists")


@require_POST
@login_required
def send_invitations(request, pk: int):
    """Send links to everyone of an organisation who has no account and was not sent one."""
    organisation = get_object_or_404(organisations_of(request), pk=pk)
    inviting.ask_to_invite(organisation, by=request.user, at=timezone.now())
    messages.success(request, f"Invitations to people of {organisation} are being sent.")
    return redirect("staff_lists")


@require_safe
@login_required
def list_template(request, kind: str):
    """Our own form of a list, with one row as an example."""
    if kind not in FORMS or not organisations_of(request).exists():
        raise Http404
    return attached(template(FORMS[kind].columns), filename=f"{kind}-template.csv", content_type=CSV)


def _lists() -> tuple[str, str]:
    return "Staff lists", reverse("staff_lists")
