"""Where someone goes from a part: on, when it is done; back to the course, when it is not open to them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from learning.records.enrolments import Completion, Route
from learning.records.gate import JOIN_FIRST
from learning.records.pages import Activity, neighbours

TAKEN_DOWN = "This part has been taken down. What you have done so far is kept."


def go_on(request, activity: Activity, completion: Completion) -> HttpResponse:
    """To the next part; to the course after the last one, when it is completed, and where not every part is asked for."""
    following = neighbours(activity).next
    is_whole = completion.enrolment.route == Route.FULL
    if following and is_whole and not completion.enrolment.completed_at:
        messages.success(request, f"Done: {activity.title}. Next: {following['title']}.")
        return redirect(following["url"])
    course = activity.course_page()
    finished = f" You have finished {course.title}." if completion.enrolment.completed_at else ""
    messages.success(request, f"Done: {activity.title}.{finished}")
    return redirect(course.get_url(request))


def refuse(request, activity: Activity) -> HttpResponse:
    """A part taken down while someone was in it is explained to them; to others it does not exist."""
    if activity.enrolment_of(request.user):
        return back_to_course(request, activity, TAKEN_DOWN)
    if not activity.live:
        raise Http404
    return back_to_course(request, activity, JOIN_FIRST)


def back_to_course(request, activity: Activity, words: str) -> HttpResponse:
    course = activity.course_page()
    messages.warning(request, words)
    return redirect(course.get_url(request) if course.live else "my_learning")
