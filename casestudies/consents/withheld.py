"""A page's film, as long as it may be shown there."""

import datetime

from django.db.models import QuerySet

from casestudies.consents.scopes import Scope
from casestudies.films.film import Film


def films_for_staff_on(page, *, on: datetime.date) -> QuerySet[Film]:
    """All films that the staff who take the course of a page may be shown on a day."""
    course_path = (
        "" if page.is_taster else page.course_path
    )  # a taster is open to staff who do not take the course
    return Film.objects.showable(on=on, to=Scope.STAFF, course_path=course_path)


def film_on(page, *, on: datetime.date) -> Film | None:
    """The film of a page of a course, if the page has one that its staff may be shown on a day; None otherwise. One query."""
    if page.film_id is None:
        return None
    return films_for_staff_on(page, on=on).filter(pk=page.film_id).first()
