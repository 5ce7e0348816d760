"""A film's files and words: open exactly where the page is, and to anyone else not found."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from casestudies.consents.withheld import film_on
from casestudies.films import files, transcript
from casestudies.films.film import Film
from casestudies.pages import CaseStudyPage
from casestudies.playing.finding import MOST_LETTERS, pieces

private = cache_control(private=True, no_store=True)


def find_film(request, page_id: int) -> tuple[CaseStudyPage, Film]:
    """The page and its film, for someone the page is open to, as long as the film may be shown."""
    page = CaseStudyPage.objects.filter(id=page_id).order_by("pk").first()
    if page is None or not page.open_to(request.user) or (film := film_on(page)) is None:
        raise Http404
    page.film = film
    return page, film


@require_safe
def film_file(request, page_id: int, rendition: str):
    _, film = find_film(request, page_id)
    if rendition not in Film.Rendition.values:
        raise Http404
    return files.send(request, getattr(film, rendition))


@require_safe
def film_captions(request, page_id: int, track: str):
    _, film = find_film(request, page_id)
    if track not in Film.Track.values:
        raise Http404
    return files.send(request, getattr(film, track))


@require_safe
def film_poster(request, page_id: int):
    _, film = find_film(request, page_id)
    return files.send(request, film.thumbnail)


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
    """The words to keep. Those of real people stay on the site."""
    page, film = find_film(request, page_id)
    if not film.may_be_kept:
        raise Http404
    text = transcript.as_text(film.title, page.cues())
    name = f"{slugify(film.title) or 'film'}-transcript.txt"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)
