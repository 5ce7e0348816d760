"""Films in the admin: their files for those who may edit them, and why one that is in use is not deleted."""

import datetime

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtailmedia.views import media

from casestudies.consents.scopes import Scope
from casestudies.consents.standing import has_ended
from casestudies.encoding import encodings
from casestudies.films import files
from casestudies.films.film import FILES, Film
from casestudies.voices.uses import pages_with
from learning.records.in_review import paths_above, paths_in_review

IN_USE = "“{film}” cannot be deleted while a page shows it: {pages}. Take it out there and publish first."
HAS_REGISTER = "“{film}” cannot be deleted: what people in it agreed to has to be kept. Nobody is shown it once one of them withdraws."


@require_safe
def film_in_admin(request, name: str):
    """A file of a film, for someone who may change the film that holds it, or reviews what shows it.

    Nobody has it once someone in it has taken back their consent, or it has run out. What was uploaded may say where and when it was filmed, so that no reviewer has it.
    """
    if "\x00" in name:  # PostgreSQL does not look for it
        raise Http404
    film = Film.objects.with_file(name).order_by("pk").first()
    today = timezone.localdate()
    may_see = film and (
        _may_see(film, request.user, on=today)
        if film.original.name != name
        else film.is_editable_by_user(request.user)
    )
    if not may_see or has_ended(film, on=today):
        raise Http404
    return files.send(request, next(file for file in _files_of(film) if file.name == name))


def delete_film(request, media_id: int):
    """The library's own page, but for a film that is in use: that is explained, and nothing is deleted."""
    film = get_object_or_404(Film, pk=media_id)
    pages = sorted(page.title for page in [*pages_with(film), *film.family_pages.all()])
    refusal = ""
    if pages:
        refusal = IN_USE.format(film=film.title, pages=", ".join(pages))
    elif film.participants.exists() or film.consent_changes.exists():
        refusal = HAS_REGISTER.format(film=film.title)
    if refusal and film.is_editable_by_user(request.user):
        messages.error(request, refusal)
        return redirect("wagtailmedia:edit", film.pk)
    with transaction.atomic():
        response = media.delete(request, media_id)
        if not Film.objects.filter(pk=media_id).exists():
            encodings.forget([file.name for file in _files_of(film) if file], at=timezone.now())
    return response


def _may_see(film: Film, person, *, on: datetime.date) -> bool:
    """Whoever reviews a film sees it as learners would: only while everyone in it agrees, to staff in any course."""
    if film.is_editable_by_user(person):
        return True
    may_be_shown = Film.objects.showable(on=on, to=Scope.STAFF).filter(pk=film.pk)
    return person.is_expert and may_be_shown.exists() and _is_in_review(film)


def _is_in_review(film: Film) -> bool:
    """Whether a case study shows it, or will, in a course of which something is in review."""
    pages = pages_with(film)
    above = paths_above(paths_in_review())
    return any(page.course_path in above for page in pages.only("path", "depth"))


def _files_of(film: Film) -> list:
    return [getattr(film, field) for field in FILES]
