"""An attempt whose time is up: what its pages say, and how it is handed in when nobody does.

Opening a page changes nothing. Whatever is sent hands the attempt in; and the worker does, at the end of its time.
"""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django_tasks import task

from learning.records import records
from learning.site import kept
from learning.site.moments import clock
from quizzes.attempts import attempts
from quizzes.attempts.answers import Attempt

HANDED_IN = (
    "Your time was up at {time}. What you had saved by then has been handed in; nothing later was added."
)


@task(backend="effects")
def hand_in(attempt_id: int) -> None:
    """Submit what was saved in time. A quiz that is taken down stays open, and is handed in once it is back."""
    _hand_in(Attempt.objects.get(pk=attempt_id))


def answer(request, attempt: Attempt) -> HttpResponse:
    """What every page of an attempt answers once its time is over."""
    if request.method != "POST":
        context = {"attempt": attempt, "time": clock(attempt.due_at)}
        return render(request, "quizzes/time_is_up.html", context)
    if kept.is_background(request):
        _hand_in(attempt)
        told = {"state": "closed", "message": attempts.TIME_IS_UP, "here": [], "next": attempt.result_url}
        return JsonResponse(told, status=409)
    if _hand_in(attempt):
        messages.info(request, HANDED_IN.format(time=clock(attempt.due_at)))
    return redirect(attempt.result_url)


def _hand_in(attempt: Attempt) -> bool:
    """Whether it is handed in now: not while the quiz is taken down, which the next page says."""
    try:
        return not attempts.submit(attempt=attempt, at=timezone.now()).is_open
    except records.NotOpen:
        return False
