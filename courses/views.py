"""What a learner does on a course. Pages are shown by the pages themselves."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from courses.forms import PlaceForm
from courses.lessons import LessonPage
from courses.notes import keep_notes
from courses.pages import CoursePage
from learning.records import records
from learning.records.counting import minutes_in_words
from learning.records.pages import Activity
from learning.site.access import signed_in
from learning.site.onward import back_to_course, go_on, refuse
from learning.workforce.asks import asked_by


def find_open(queryset, request, pk: int) -> Page:
    """A page that is open to the person asking; anything else is not found, as if it were missing."""
    page = get_object_or_404(queryset.live(), id=pk).specific
    if not page.open_to(request.user):
        raise Http404
    return page


@require_POST
@signed_in
def enrol(request, course_id: int):
    course = find_open(CoursePage.objects, request, course_id)
    records.enrol(learner=request.user, course=course, by=request.user, at=timezone.now())
    messages.success(
        request,
        f"You have joined {course.title}. It takes about {minutes_in_words(course.minutes)}, in parts. "
        "Start now, or come back to it from My learning.",
    )
    return redirect(course.get_url(request))


@require_POST
@signed_in
def renew(request, course_id: int):
    course = find_open(CoursePage.objects, request, course_id)
    now = timezone.now()
    soonest = asked_by(request.user, course.pk, on=timezone.localdate(now))
    try:
        enrolment = records.renew(
            learner=request.user, course=course, by=request.user, at=now, asked_by=soonest
        )
    except (records.NotEnrolled, records.NotDueForRenewal) as refusal:
        messages.warning(request, str(refusal))
    else:
        words = f"You have begun {course.title} again. What you did before is kept beside it."
        messages.success(
            request, words if enrolment.period > 1 else "You are on this course. Continue below."
        )
    return redirect(course.get_url(request))


@require_POST
@signed_in
def complete_activity(request, activity_id: int):
    lesson = get_object_or_404(LessonPage, id=activity_id)
    if not lesson.open_to(request.user):
        return refuse(request, lesson)
    try:
        completion = records.complete(
            learner=request.user, activity=lesson, by=request.user, at=timezone.now()
        )
    except (records.NotEnrolled, records.NotOpen) as refusal:
        return back_to_course(request, lesson, str(refusal))
    return go_on(request, lesson, completion)


@require_POST
@signed_in
def keep_note(request, activity_id: int, box: str):
    lesson = find_open(LessonPage.objects, request, activity_id)
    if (make_form := lesson.box_form(box)) is None:
        raise Http404
    form = make_form(request.POST)
    wants_json = not request.accepts("text/html")
    if not form.is_valid():
        return refuse_note(request, lesson, box, form, wants_json)
    now = timezone.now()
    keep_notes(learner=request.user, activity=lesson, notes=form.notes(), at=now)
    saved = date_format(timezone.localtime(now), "TIME_FORMAT")
    if wants_json:
        return JsonResponse({"saved_at": saved})
    return redirect(f"{lesson.get_url(request)}#box-{box}")


def refuse_note(request, lesson: LessonPage, box: str, form, wants_json: bool):
    """Say what is wrong with what someone typed, with all of it still there."""
    if wants_json:
        return JsonResponse({"errors": form.errors.get_json_data()}, status=400)
    context = {"form": form, "page": lesson, "back_url": f"{lesson.get_url(request)}#box-{box}"}
    return render(request, "courses/note.html", context)


@require_POST
@signed_in
def keep_place(request, activity_id: int):
    activity = find_open(Page.objects.type(Activity), request, activity_id)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors.get_json_data()}, status=400)
    records.keep_place(
        learner=request.user, activity=activity, position=form.cleaned_data["place"], at=timezone.now()
    )
    return HttpResponse(status=204)


@require_safe
@signed_in
def print_page(request, activity_id: int, block_id: str):
    """A card or form of a lesson by itself, to print."""
    lesson = find_open(LessonPage.objects, request, activity_id)
    if (printable := lesson.printable(block_id)) is None:
        raise Http404
    return render(request, "courses/print_page.html", {"page": lesson, "printable": printable})
