"""A film's files and words: open exactly where the page is, and to anyone else not found."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from casestudies.consents.withheld import film_on, films_for_staff_on
from casestudies.films import sending
from casestudies.films.film import POSTER, Film
from casestudies.films.screening import Screening
from casestudies.films.sending import private
from casestudies.pages import CaseStudyPage
from casestudies.playing.finding import MOST_LETTERS, pieces
from casestudies.standing import standing_of


def find_screening(request, page_id: int, film_id: int | None = None) -> Screening:
    """A film on a page, or the film of the page, for someone the page is open to, as long as it may be shown."""
    page = CaseStudyPage.objects.filter(id=page_id).order_by("pk").first()
    if page is None or not page.open_to(request.user):
        raise Http404
    film = _film_of(page, request.user, film_id)
    if film is None:
        raise Http404
    return page.screening(film)


def find_asked(request, page_id: int) -> Screening:
    """The same of the film of ?film=; of the film of the page where none is asked."""
    return find_screening(request, page_id, _number(request.GET.get("film", "")))


def _film_of(page: CaseStudyPage, person, film_id: int | None) -> Film | None:
    on = timezone.localdate()
    if film_id is None or film_id == page.film_id:
        return film_on(page, on=on)
    standing = standing_of(page, page.enrolment_of(person))
    shown = page.films(with_discussions=page.discusses(standing)).values("pk")
    return films_for_staff_on(page, on=on).filter(pk__in=shown, pk=film_id).order_by("pk").first()


def _number(asked: str) -> int | None:
    """None where nothing is asked; 0, which no film has, for anything else that is no number."""
    if not asked:
        return None
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0


@require_safe
def film_file(request, page_id: int, rendition: str):
    film = find_screening(request, page_id).film
    return sending.send_file(request, film, rendition, among=Film.Rendition.values)


@require_safe
def film_captions(request, page_id: int, track: str):
    film = find_screening(request, page_id).film
    return sending.send_file(request, film, track, among=Film.Track.values)


@require_safe
def film_poster(request, page_id: int):
    return sending.send_file(request, find_screening(request, page_id).film, POSTER, among=[POSTER])


@require_safe
@private
def film_transcript(request, page_id: int):
    """The words by themselves, to read, search or print."""
    screening = find_asked(request, page_id)
    words = request.GET.get("q", "").strip()[:MOST_LETTERS]
    lines = [(cue, pieces(cue.text, words)) for cue in screening.cues()]
    found = sum(piece.is_found for _, line in lines for piece in line)
    context = {"page": screening.page, "screening": screening, "lines": lines, "words": words, "found": found}
    return render(request, "casestudies/transcript.html", context)


@require_safe
@private
def film_transcript_text(request, page_id: int):
    screening = find_asked(request, page_id)
    return sending.send_words(screening.film, screening.cues())
