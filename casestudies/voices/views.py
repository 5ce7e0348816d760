"""The files of a page's other films: those of its voices, and of the discussions about it."""

from django.http import Http404
from django.views.decorators.http import require_safe

from casestudies.films import sending
from casestudies.films.film import SHOWN, Film
from casestudies.films.views import find_screening

SOUNDS = (Film.Rendition.AUDIO, *Film.Track)


@require_safe
def voice_file(request, page_id: int, film_id: int, name: str):
    """Open exactly where a page that shows the film is, while its people agree, and otherwise not found."""
    screening = find_screening(request, page_id, film_id)
    film, page = screening.film, screening.page
    if name not in SOUNDS and film.pk in page.only_heard():
        raise Http404
    return sending.send_file(request, film, name, among=SHOWN)
