"""A page's film, as long as it may be shown there."""

from django.utils import timezone

from casestudies.consents.scopes import Scope
from casestudies.films.film import Film


def film_on(page) -> Film | None:
    """The film of a page of a course, if the page has one that its staff may be shown now; None otherwise. One query."""
    if page.film_id is None:
        return None
    today = timezone.localdate()
    films = Film.objects.showable(on=today, to=Scope.STAFF, course_path=page.course_path)
    return films.filter(pk=page.film_id).first()
