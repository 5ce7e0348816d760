"""The files of films for families, and the sheet of questions. Open to everyone; nothing is asked or kept of anybody."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from casestudies.families.pages import FamilyFilmPage, FamilyIndexPage, FamilyPage
from casestudies.films import sending
from casestudies.films.film import POSTER, Film
from casestudies.films.sending import private


def find_page(request, page_id: int) -> FamilyPage:
    """A page for families that is there for everyone."""
    for kind in (FamilyIndexPage, FamilyFilmPage):
        page = kind.objects.filter(id=page_id).order_by("pk").first()
        if page and page.open_to(request.user):
            return page
    raise Http404


def find_film(request, page_id: int) -> tuple[FamilyFilmPage, Film]:
    """A page's film, where families may see it today."""
    page = find_page(request, page_id)
    film = page.shown_film(on=timezone.localdate()) if isinstance(page, FamilyFilmPage) else None
    if film is None:
        raise Http404
    return page, film


@require_safe
def family_film_file(request, page_id: int, rendition: str):
    _, film = find_film(request, page_id)
    return sending.send_file(request, film, rendition, among=Film.Rendition.values)


@require_safe
def family_film_captions(request, page_id: int, track: str):
    _, film = find_film(request, page_id)
    return sending.send_file(request, film, track, among=Film.Track.values)


@require_safe
def family_film_poster(request, page_id: int):
    _, film = find_film(request, page_id)
    return sending.send_file(request, film, POSTER, among=[POSTER])


@require_safe
@private
def family_film_transcript_text(request, page_id: int):
    page, film = find_film(request, page_id)
    return sending.send_words(film, page.cues())


@require_safe
@private
def family_questions(request, page_id: int):
    """A sheet to print and to take along."""
    page = find_page(request, page_id)
    if not page.questions:
        raise Http404
    return render(request, "casestudies/family_questions.html", {"page": page} | page.around(request))
