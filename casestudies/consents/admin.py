"""Who is in a film, and what they agreed to: pages of the admin beside the film's own."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from casestudies.consents import consenting, reach
from casestudies.consents.consenting import ConsentRefused
from casestudies.consents.forms import (
    ConsentForm,
    CorrectionForm,
    ParticipantForm,
    StrikeForm,
    WithdrawalForm,
)
from casestudies.consents.participants import ConsentPaper
from casestudies.consents.standing import lapses, standings
from casestudies.films.film import Film
from learning.site.framing import frame

WITHDRAWN = (
    "Recorded. The film is shown to nobody from now on. Its authors and workforce leads are being told."
)
FORM = "casestudies/admin/consent_form.html"
CONSENTS = ("Consents", reverse_lazy("films_of_real_people"))
ICON = "group"


@require_safe
def films_of_real_people(request):
    """Every film of real people within somebody's reach, with what is amiss."""
    today = timezone.localdate()
    films = reach.films_to_withdraw_in(request.user).of_real_people().with_people(on=today)
    rows = [(film, lapses(film, on=today)) for film in films.order_by("title", "pk")]
    framed = frame("Who is in them", CONSENTS, icon=ICON, heading="Films of real people")
    return TemplateResponse(request, "casestudies/admin/films_of_real_people.html", framed | {"rows": rows})


@require_safe
def film_consents(request, film_id: int):
    """Everyone in a film, with what they agreed to in words; and the register."""
    today = timezone.localdate()
    films = reach.films_to_withdraw_in(request.user).with_people(on=today)
    film = get_object_or_404(films, pk=film_id)
    changes = film.consent_changes.select_related("participant", "by").latest_first()
    may_change = film.is_editable_by_user(request.user)
    papers = ConsentPaper.objects.latest_of(film) if may_change else {}
    people = standings(film, on=today)
    context = _framed(film, "Who is in it") | {
        "people": [(one, papers.get(one.participant.pk)) for one in people],
        "is_shown": bool(people) and all(one.holds for one in people),
        "is_for_one_course": bool(film.lapses(on=today)),
        "changes": changes,
        "may_change": may_change,
        "may_strike": request.user.is_administrator and may_change,
        "edit_url": reverse("wagtailmedia:edit", args=[film.pk]),
    }
    return TemplateResponse(request, "casestudies/admin/film_consents.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_participant(request, film_id: int):
    film = get_object_or_404(reach.films_of(request.user), pk=film_id)
    form = ParticipantForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _written(request, form, _add, film=film):
        messages.success(request, "Added. Now record what they agreed to: until then the film is not shown.")
        return redirect("film_consents", film.pk)
    return _show(request, film, form, title="Add someone who is in it", button="Add")


@require_http_methods(["GET", "HEAD", "POST"])
def record_consent(request, film_id: int, participant_id: int):
    film = get_object_or_404(reach.films_of(request.user), pk=film_id)
    person = get_object_or_404(film.participants.listed(), pk=participant_id)
    form = ConsentForm(request.POST or None, participant=person)
    if request.method == "POST" and form.is_valid() and _written(request, form, _record, participant=person):
        messages.success(request, "Recorded. It takes the place of what was agreed before.")
        return redirect("film_consents", film.pk)
    return _show(request, film, form, title=f"Record consent of {person.label}", button="Record consent")


@require_http_methods(["GET", "HEAD", "POST"])
def correct_participant(request, film_id: int, participant_id: int):
    film = get_object_or_404(reach.films_of(request.user), pk=film_id)
    person = get_object_or_404(film.participants.listed(), pk=participant_id)
    form = CorrectionForm(request.POST or None, initial={"label": person.label})
    if request.method == "POST" and form.is_valid() and _written(request, form, _correct, participant=person):
        messages.success(request, "Saved.")
        return redirect("film_consents", film.pk)
    return _show(request, film, form, title=f"Put right: {person.label}", button="Save")


@require_http_methods(["GET", "HEAD", "POST"])
def strike_participant(request, film_id: int, participant_id: int):
    """For administrators: someone who was never in the film."""
    film = get_object_or_404(reach.films_to_strike_in(request.user), pk=film_id)
    person = get_object_or_404(film.participants.listed(), pk=participant_id)
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _written(request, form, _strike, participant=person):
        messages.success(
            request, "Struck out. The register keeps who was listed, and why they are no longer."
        )
        return redirect("film_consents", film.pk)
    return _show(request, film, form, title=f"Listed by mistake: {person.label}", button="Strike out")


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_consent(request, film_id: int):
    """Says what happens at once, and asks for nothing but who, how and when."""
    film = get_object_or_404(reach.films_to_withdraw_in(request.user), pk=film_id)
    form = WithdrawalForm(request.POST or None, film=film, initial=_first_answers(request))
    if request.method == "POST" and form.is_valid() and _written(request, form, _withdraw):
        messages.success(request, WITHDRAWN)
        return redirect("film_consents", film.pk)
    return _show(
        request, film, form, title="Someone withdraws", button="Record it: stop showing the film", is_end=True
    )


def _add(form: ParticipantForm, **facts) -> None:
    consenting.add_participant(**form.cleaned_data, **facts)


def _correct(form: CorrectionForm, **facts) -> None:
    consenting.correct(**form.cleaned_data, **facts)


def _strike(form: StrikeForm, **facts) -> None:
    consenting.strike(**form.cleaned_data, **facts)


def _record(form: ConsentForm, **facts) -> None:
    consenting.record_consent(**form.answers, **facts)


def _withdraw(form: WithdrawalForm, **facts) -> None:
    consenting.withdraw(**form.cleaned_data, **facts)


def _written(request, form, write, **facts) -> bool:
    """Whether the writer took it; else its refusal stands beside the answer that it is about."""
    try:
        write(form, by=request.user, at=timezone.now(), **facts)
    except ConsentRefused as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    return True


def _first_answers(request) -> dict:
    return {"participant": request.GET.get("participant", ""), "told_on": timezone.localdate()}


def _show(request, film: Film, form, *, title: str, button: str, is_end: bool = False) -> HttpResponse:
    context = _framed(film, title) | {"form": form, "button": button, "is_end": is_end}
    context["back_url"] = reverse("film_consents", args=[film.pk])
    return TemplateResponse(request, FORM, context)


def _framed(film: Film, title: str) -> dict:
    above = [CONSENTS, (film.title, reverse("film_consents", args=[film.pk]))]
    return frame(title, *above, icon=ICON, heading=f"{title}: {film.title}") | {"film": film}
