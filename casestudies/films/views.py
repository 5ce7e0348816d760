"""A film's files and words: open exactly where the page is, and to anyone else not found."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from casestudies.consents.withheld import film_on
from casestudies.films import sending
from casestudies.films.film import POSTER, Film
from casestudies.films.sending import private
from casestudies.pages import CaseStudyPage
from casestudies.playing.finding import MOST_LETTERS, pieces


def find_film(request, page_id: int) -> tuple[CaseStudyPage, Film]:
    """The page and its film, for someone the page is open to, as long as the film may be shown."""
    page = CaseStudyPage.objects.filter(id=page_id).order_by("pk").first()
    if page is None or not page.open_to(request.user):
        raise Http404
    if (film := film_on(page, on=timezone.localdate())) is None:
        raise Http404
    page.film = film
    return page, film


@require_safe
def film_file(request, page_id: int, rendition: str):
    _, film = find_film(request, page_id)
    return sending.send_file(request, film, rendition, among=Film.Rendition.values)


@require_safe
def film_captions(request, page_id: int, track: str):
    _, film = find_film(request, page_id)
    return sending.send_file(request, film, track, among=Film.Track.values)


@require_safe
def film_poster(request, page_id: int):
    _, film = find_film(request, page_id)
    return sending.send_file(request, film, POSTER, among=[POSTER])


@require_safe
@private
def film_transcript(request, page_id: int):
    """The words by themselves, to read, search or print."""
    page, film = find_film(request, page_id)
    words = request.GET.get("q", "").strip()[:MOST_LETTERS]
    lines = [(cue, pieces(cue.text, words)) for cue in page.cues()]
    found = sum(piece.is_found for _, line in lines for piece in line)
    context = {"page": page, "film": film, "lines": lines, "words": words, "found": found}
    return render(request, "casestudies/transcript.html", context)


@require_safe
@private
def film_transcript_text(request, page_id: int):
    page, film = find_film(request, page_id)
    return sending.send_words(film, page.cues())
