"""The workforce pages: figures, the people behind them, and one person's record. None changes anything but end_post."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from learning.people import staffing
from learning.people.posts import Post
from learning.people.roles import Role
from learning.workforce import scopes
from learning.workforce.entrance import (
    ANY,
    BY_NAME,
    PARTNERSHIP,
    leads_pages,
    open_to,
    roles_of,
    today_title,
    trail,
    way_in,
)
from learning.workforce.files.asked import AskedFile
from learning.workforce.forms import EndPostForm, FilterForm, MonthForm, PeopleForm
from learning.workforce.lists import headings, is_by_role
from learning.workforce.looks import record_look
from learning.workforce.matrix.showing import matrix_of
from learning.workforce.partnership import courses_in, partnership_table
from learning.workforce.record import record_of
from learning.workforce.rollups.listing import listing
from learning.workforce.sharing.standing import ending_soon

LINES_A_PAGE = 25


@require_safe
@open_to(ANY)
def table(request):
    """Rows by courses, for a lead or manager. A partnership lead is led to the partnership's."""
    entrance = way_in(request)
    if entrance != reverse("workforce"):
        return redirect(entrance)
    form = FilterForm(request.GET, person=request.user, today=timezone.localdate())
    context = {
        "form": form,
        "today_title": today_title(request),
        "may_add": Role.WORKFORCE_LEAD in roles_of(request),
        "is_partnership_lead": Role.PARTNERSHIP_LEAD in roles_of(request),
        "more_pages": leads_pages(request),
        "sharing_ends": ending_soon(scopes.organisations_led(request.user, today=form.today), on=form.today),
    }
    at = timezone.now()
    if form.is_valid() and (shown := form.counted(lambda filters: matrix_of(request.user, filters, at=at))):
        context |= {"shown": shown, "exported": shown.filters.params}
    return render(request, "workforce/table.html", context)


@require_safe
@open_to(BY_NAME)
def people(request):
    """The people behind a number."""
    form = PeopleForm(request.GET, person=request.user, today=timezone.localdate())
    offered = AskedFile.objects.offered_to(request.user, at=timezone.now())
    context = {"form": form, "trail": trail(request), "files": offered}
    at, sort = timezone.now(), request.GET.get("sort", "")
    if form.is_valid() and (
        listed := form.counted(lambda filters: listing(request.user, filters, sort=sort, at=at))
    ):
        filters = listed.filters
        table_url = reverse("workforce") + filters.of_table().query()
        page = Paginator(listed.lines, LINES_A_PAGE).get_page(request.GET.get("page"))
        context |= {
            "filters": filters,
            "summary": listed.summary,
            "counted": listed.counted,
            "page": page,
            "says_why": any(line.told.reason for line in page),
            "may_nudge": any(line.nudge for line in page),
            "ticked": request.GET.get("tick") == "all",
            "headings": headings(filters.query, sort, has_roles=listed.has_roles),
            "has_roles": listed.has_roles and is_by_role(sort),
            "exported": filters.params | {"sort": sort},
            "table_url": table_url,
            "trail": [{"title": "Workforce", "url": table_url}],
        }
    return render(request, "workforce/people.html", context)


@require_safe
@open_to(BY_NAME)
def person(request, pk: int):
    """Someone's record. That it was looked at is kept."""
    now = timezone.now()
    record = record_of(pk, seen_by=request.user, today=timezone.localdate(now))
    record_look(person=record.person, by=request.user, at=now)
    context = {
        "record": record,
        "is_own": record.person == request.user,
        "is_lead": record.shows_history,
        "trail": trail(request),
    }
    return render(request, "workforce/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(BY_NAME)
def end_post(request, pk: int):
    """Give a post in an organisation that one leads its last day, after reading what that means."""
    today = timezone.localdate()
    led = Post.objects.filter(organisation__in=scopes.organisations_led(request.user, today=today))
    post = get_object_or_404(led.with_details().select_related("person"), pk=pk)
    record_look(person=post.person, by=request.user, at=timezone.now())
    form = EndPostForm(request.POST or None, initial={"ends_on": post.ends_on})
    if request.method == "POST" and form.is_valid() and _end(request, post, form):
        return redirect(_record_or_table(request.user, post, today=today))
    context = {"form": form, "post": post, "is_own": post.person == request.user, "trail": trail(request)}
    context["there"] = _record_or_table(request.user, post, today=today)
    return render(request, "workforce/end_post.html", context)


def _record_or_table(lead, post: Post, *, today) -> str:
    """Back to the record of whoever holds a post; to the table where the record is not to be seen, or no longer."""
    if scopes.posts_named(lead, today=today).filter(person=post.person_id).exists():
        return reverse("workforce_person", args=[post.person_id])
    return reverse("workforce")


def _end(request, post: Post, form: EndPostForm) -> bool:
    try:
        ended = staffing.end_post(post=post, by=request.user, at=timezone.now(), **form.cleaned_data)
    except staffing.EndRefused as refusal:
        form.add_error("ends_on", str(refusal))
        return False
    day = date_format(ended.ends_on)
    messages.success(request, f"{post.person}: the last day as {post.practice_group} is {day}.")
    return True


@require_safe
@open_to(PARTNERSHIP)
def partnership(request):
    """Counts of the organisations of a partnership, for whoever leads it."""
    today = timezone.localdate()
    form = MonthForm(request.GET, courses=courses_in(request.user, today=today), today=today)
    context = {"form": form, "more_pages": leads_pages(request)}
    if form.is_valid():
        shown = partnership_table(request.user, form.filters(), today=today)
        context |= {"shown": shown, "exported": shown.filters.params}
    return render(request, "workforce/partnership.html", context)


@require_safe
@open_to(ANY)
def how(request):
    """How the figures are counted."""
    return render(request, "workforce/how.html", {"trail": trail(request)})
