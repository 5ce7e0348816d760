"""Films in the admin: their files for those who may edit them, and why one that is in use is not deleted."""

from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtailmedia.views import media

from casestudies.encoding import encodings
from casestudies.films import files
from casestudies.films.film import FILES, Film
from casestudies.pages import CaseStudyPage
from learning.records.in_review import paths_above, paths_in_review

IN_USE = (
    "“{film}” cannot be deleted while a case study shows it: {pages}. Take it out there and publish first."
)


@require_safe
def film_in_admin(request, name: str):
    """A file of a film, for someone who may change the film that holds it, or reviews what shows it.

    What was uploaded may say where and when it was filmed, so that no reviewer has it.
    """
    if "\x00" in name:  # PostgreSQL does not look for it
        raise Http404
    holds = Q(*[(field, name) for field in FILES], _connector=Q.OR)
    film = Film.objects.filter(holds).order_by("pk").first()
    may_see = film and (
        _may_see(film, request.user) if film.original.name != name else film.is_editable_by_user(request.user)
    )
    if not may_see:
        raise Http404
    return files.send(request, next(file for file in _files_of(film) if file.name == name))


def delete_film(request, media_id: int):
    """The library's own page, but for a film that is in use: that is explained, and nothing is deleted."""
    film = get_object_or_404(Film, pk=media_id)
    pages = film.case_studies.order_by("title", "pk").values_list("title", flat=True)
    if pages and film.is_editable_by_user(request.user):
        messages.error(request, IN_USE.format(film=film.title, pages=", ".join(pages)))
        return redirect("wagtailmedia:edit", film.pk)
    with transaction.atomic():
        response = media.delete(request, media_id)
        if not Film.objects.filter(pk=media_id).exists():
            encodings.forget([file.name for file in _files_of(film) if file], at=timezone.now())
    return response


def _may_see(film: Film, person) -> bool:
    return film.is_editable_by_user(person) or (person.is_expert and _is_in_review(film))


def _is_in_review(film: Film) -> bool:
    """Whether a case study shows it, or will, in a course of which something is in review."""
    shows = Q(film=film) | Q(latest_revision__content__film=film.pk)
    pages = CaseStudyPage.objects.filter(shows)
    above = paths_above(paths_in_review())
    return any(page.course_path in above for page in pages.only("path", "depth"))


def _files_of(film: Film) -> list:
    return [getattr(film, field) for field in FILES]
