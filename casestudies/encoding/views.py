"""A film in the admin, as one page: the film itself, how far its versions are, and the words that go with it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtailmedia.forms import get_media_form
from wagtailmedia.views.media import permission_checker

from casestudies import findings
from casestudies.consents.standing import has_ended
from casestudies.encoding import encodings
from casestudies.encoding.form import GONE
from casestudies.encoding.measuring import SILENT, codec_name
from casestudies.encoding.state import newest, state_of
from casestudies.encoding.upload import Upload
from casestudies.films.film import Film
from casestudies.films.showing import in_words
from learning.site.framing import frame

ADDED = "“{title}” is here. Its versions are being made; you may leave this page, or go on with its words."
SAVED = "“{title}” is saved."
NOT_SAVED = "The film is not saved yet: see what is said beside the fields. Nothing that you wrote is lost."
NOTHING_TO_MAKE = "There is no uploaded film to make versions of. Choose one below."
# The order of the page. What is named nowhere stands under the last heading but one.
GROUPS = {
    "The film": ("title", "original"),
    "What is said": ("captions", "chapters"),
    "For people who cannot see it": (
        "described",
        "described_captions",
        "descriptions",
        "described_script",
        "no_description_reason",
    ),
    "Before it starts": ("content_note", "is_fictional", "statement"),
    "About it": ("language", "made_by", "licence", "collection", "tags"),
    "Versions made by hand": ("file", "low_data", "audio", "thumbnail"),
}
LEFT_TO = "About it"
BY_HAND = "Versions made by hand"


@permission_checker.require("add")
@require_http_methods(["GET", "HEAD", "POST"])
def add_film(request):
    film = Film(uploaded_by_user=request.user, type="video")
    form = get_media_form(Film)(*_sent(request), instance=film, user=request.user)
    if form.is_bound and form.is_valid() and _is_saved(form):
        messages.success(request, (ADDED if film.original else SAVED).format(title=film.title))
        return redirect("wagtailmedia:edit", film.pk)
    return _show(request, form, None)


@permission_checker.require("change")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_film(request, media_id: int):
    film = get_object_or_404(Film, pk=media_id)
    if not film.is_editable_by_user(request.user):
        return permission_denied(request)
    form = get_media_form(Film)(*_sent(request), instance=film, user=request.user)
    if form.is_bound and form.is_valid() and _is_saved(form):
        messages.success(request, (ADDED if form.arrived else SAVED).format(title=film.title))
        return redirect("wagtailmedia:edit", film.pk)
    return _show(request, form, Film.objects.get(pk=media_id))


@require_safe
def film_making(request, film_id: int):
    """How far it is: the part of the page that the script asks for again and again."""
    return render(request, "casestudies/admin/making.html", _making(_find(request, film_id)))


@require_POST
def make_again(request, film_id: int):
    """Make the versions once more."""
    film = _find(request, film_id)
    if film.original:
        encodings.ask(film=film, by=request.user, at=timezone.now())
    else:
        messages.error(request, NOTHING_TO_MAKE)
    return redirect("wagtailmedia:edit", film.pk)


def _find(request, film_id: int) -> Film:
    film = Film.objects.filter(pk=film_id).order_by("pk").first()
    if film is None or not film.is_editable_by_user(request.user):
        raise Http404
    return film


def _is_saved(form) -> bool:
    """False where what had arrived went to another film meanwhile, or away: its form was sent twice."""
    try:
        form.save()
    except Upload.DoesNotExist:
        form.add_error("original", GONE)
        return False
    return True


def _sent(request) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _show(request, form, film: Film | None):
    """`film` as it is kept, whatever the form holds; None for one that is being added."""
    if form.is_bound:
        messages.error(request, NOT_SAVED)
    context = {
        "form": form,
        "film": film,
        "groups": _groups(form),
        "by_hand": BY_HAND,
        "may_delete": film
        and permission_checker.policy.user_has_permission_for_instance(request.user, "delete", film),
        "findings": [finding.text for finding in findings.of_film(film)] if film else [],
        "has_ended": film and has_ended(film, on=timezone.localdate()),
        "uploads_url": reverse("begin_upload"),
        **frame(film.title if film else "Add a film", ("Films", reverse("wagtailmedia:index")), icon="media"),
    }
    return TemplateResponse(request, "casestudies/admin/film.html", context | (_making(film) if film else {}))


def _groups(form) -> dict[str, list]:
    named = {name for names in GROUPS.values() for name in names}
    left = [name for name in form.fields if name not in named and name != "upload"]
    return {
        heading: [
            form[name] for name in [*names, *(left if heading == LEFT_TO else [])] if name in form.fields
        ]
        for heading, names in GROUPS.items()
    }


def _making(film: Film) -> dict:
    return {
        "film": film,
        "state": state_of(film, newest([film]).get(film.pk)),
        "facts": facts(film),
        "silent": SILENT if film.video_codec and not film.audio_codec else "",
    }


def facts(film: Film) -> dict[str, str]:
    """What was read from the film, by what it is called on the page."""
    found = {"Length": in_words(film.seconds)}
    if film.width and film.height:
        found["Picture"] = f"{film.width} × {film.height}"
    if film.video_codec:
        sound = codec_name(film.audio_codec) if film.audio_codec else "no sound"
        found["Format"] = f"{codec_name(film.video_codec)}, {sound}"
    return found
