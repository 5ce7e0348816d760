"""What a learner has played: sent by their own page, shown to them, and erased by them."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from casestudies.films.views import find_asked
from casestudies.pages import CaseStudyPage
from casestudies.playing import playing, sessions
from casestudies.playing.forms import KEEP, NOTHING, ChoiceForm, MessageForm
from casestudies.playing.panel import strip_of
from casestudies.playing.played import Played
from learning.records import records
from learning.site.access import signed_in

FORGOTTEN = "What you had played is erased."
SAVED = {
    KEEP: "Saved. What you play is kept from now on, for you alone.",
    NOTHING: "Saved. Nothing of what you play is kept, and what was kept is erased.",
}
NO_SESSION = "This page was opened too long ago, or by someone else. Load it again."


@require_POST
def keep_played(request, page_id: int):
    """Sent in the background while a film plays. The answer says how much has been played, for the page to show."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    screening = find_asked(request, page_id)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors.get_json_data()}, status=400)
    message, now = form.cleaned_data, timezone.now()
    try:
        session = sessions.read(message["session"], learner_id=request.user.pk, screening=screening, at=now)
        row = playing.keep(
            learner=request.user,
            screening=screening,
            session=session,
            seq=message["seq"],
            position=message["position"],
            sent=message["stretches"],
            age=message["age"],
            at=now,
        )
    except records.NotEnrolled:
        raise Http404 from None
    except sessions.NotASession:
        return JsonResponse({"error": NO_SESSION}, status=400)
    except playing.NotKept as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    strip = strip_of(screening, row.stretches)
    return JsonResponse({"words": strip.words, "bars": strip.bars})


@require_POST
@signed_in
def forget_played(request, page_id: int):
    screening = find_asked(request, page_id)
    playing.forget(learner=request.user, screening=screening, at=timezone.now())
    messages.success(request, FORGOTTEN)
    return redirect(screening.page.get_url(request))


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def films_played(request):
    """One's own and nobody else's: there is no address at which anybody's could be asked for."""
    initial = {"choice": KEEP if playing.is_kept(request.user) else NOTHING}
    form = ChoiceForm(request.POST if "save" in request.POST else None, initial=initial)
    if request.method == "POST" and "forget" in request.POST:
        playing.forget(learner=request.user, at=timezone.now())
        messages.success(request, FORGOTTEN)
        return redirect("films_played")
    if request.method == "POST" and form.is_valid():
        choice = form.cleaned_data["choice"]
        playing.choose(learner=request.user, is_kept=choice == KEEP, at=timezone.now())
        messages.success(request, SAVED[choice])
        return redirect("films_played")
    return render(request, "casestudies/films_played.html", {"form": form, "films": _films(request.user)})


def _films(person) -> list[dict]:
    """The films that somebody has played, the latest first, and how much of each. Two queries."""
    rows = list(Played.objects.of(person).select_related("film").order_by("-saved_at", "pk"))
    pages = CaseStudyPage.objects.in_bulk([row.page_id for row in rows])
    screenings = [
        (row, pages[row.page_id].screening(row.film))
        for row in rows
        if row.film_id in pages[row.page_id].film_keys(with_discussions=True)
    ]
    return [
        {"screening": screening, "words": strip_of(screening, row.stretches).words}
        for row, screening in screenings
    ]
