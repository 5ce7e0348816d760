"""Answering where a film stops. A real form: what is said of an answer is on the case's own page, which it leads back to."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from casestudies.exchange.opening import find_case, refuse_case
from casestudies.pages import CaseStudyPage
from casestudies.pauses import answering
from casestudies.pauses.asking import CHANGED
from casestudies.pauses.showing import ShownPause, show_pauses
from learning.site.access import signed_in
from learning.site.moments import clock


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def pause_point(request, page_id: int, name):
    """Keep what is sent, and go back to the page. A script that saves in the background is told when."""
    page = find_case(page_id)
    if refusal := refuse_case(request, page):
        return refusal
    sent = {str(name): request.POST} if request.method == "POST" else None
    pauses = show_pauses(page, request, is_enrolled=True, preview=False, sent=sent)
    shown = next((one for one in pauses if one.point.name == str(name)), None)
    if shown is None:
        raise Http404
    if request.method == "POST":
        return _take(request, page, shown)
    return redirect(page.get_url(request) + shown.href)


def _take(request, page: CaseStudyPage, shown: ShownPause) -> HttpResponse:
    now = timezone.now()
    about = {"learner": request.user, "page": page, "point": shown.point}
    if "erase" in request.POST:
        answering.erase(**about)
    elif shown.point.written and shown.form.is_of_another_version:
        messages.info(request, CHANGED)
    elif not shown.form.is_valid():
        return _refused(request, page, shown)
    elif shown.point.words:
        answering.note(**about, words=shown.form.cleaned_data["words"], at=now)
    else:
        answering.answer(**about, asked=shown.form.question, sent=shown.form.sent, at=now)
    if _wants_json(request):
        return JsonResponse({"saved_at": clock(now)})
    return redirect(page.get_url(request) + shown.href)


def _refused(request, page: CaseStudyPage, shown: ShownPause) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"errors": shown.form.errors.get_json_data()}, status=400)
    return render(request, "casestudies/pause.html", {"page": page, "shown": shown, "form": shown.form})


def _wants_json(request) -> bool:
    return request.headers.get("Accept") == "application/json"
