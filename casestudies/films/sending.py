"""Sending a film's files and words to someone whom a gate has let in; what is not there is not found."""

from collections.abc import Collection

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.cache import cache_control

from casestudies.films import files, transcript
from casestudies.films.film import Film
from casestudies.films.transcript import Cue

private = cache_control(private=True, no_store=True)


def send_file(request, film: Film, name: str, *, among: Collection[str]) -> HttpResponse:
    """One of a film's files by the name of its field, which is among those that an address may ask for."""
    if name not in among:
        raise Http404
    return files.send(request, getattr(film, name))


def send_words(film: Film, cues: list[Cue]) -> HttpResponse:
    """The words to keep. Those of real people stay on the site."""
    if not film.may_be_kept:
        raise Http404
    name = f"{slugify(film.title) or 'film'}-transcript.txt"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    text = transcript.as_text(film.title, cues)
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)
