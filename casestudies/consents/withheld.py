"""A page's film, as long as it may be shown there."""

import datetime
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from casestudies.consents.participants import Participant
from casestudies.consents.scopes import Scope
from casestudies.consents.standing import standings
from casestudies.films.film import Film


def films_for_staff_on(page, *, on: datetime.date) -> QuerySet[Film]:
    """All films that the staff who take the course of a page may be shown on a day."""
    return Film.objects.showable(on=on, to=Scope.STAFF, course_path=_course_path(page))


def _course_path(page) -> str:
    """Empty for a taster: it is open to staff who do not take the course."""
    return "" if page.is_taster else page.course_path


def film_on(page, *, on: datetime.date) -> Film | None:
    """The film of a page of a course, if the page has one that its staff may be shown on a day; None otherwise. One query."""
    if page.film_id is None:
        return None
    return films_for_staff_on(page, on=on).filter(pk=page.film_id).first()


def withhold(pages: Iterable, *, on: datetime.date) -> None:
    """Say of each page of a course whether its film is withheld there: `is_withheld`, as film_on has it.

    No query where no page has a film; one where their films are fictional; two however many show real people.
    """
    of_films = [page for page in pages if page.film_id]
    if not of_films:
        return
    asked = Film.objects.filter(
        Q(is_fictional=False) | Exists(Participant.objects.filter(film=OuterRef("pk"))),
        pk__in={page.film_id for page in of_films},
    )
    people = {film.pk: standings(film, on=on) for film in asked.with_people(on=on)}
    for page in of_films:
        course_path = _course_path(page)
        everyone = people.get(page.film_id)
        page.is_withheld = everyone is not None and not (
            everyone and all(one.covers_staff(course_path) for one in everyone)
        )
