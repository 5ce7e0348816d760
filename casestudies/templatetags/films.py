"""What the library's list says of films beside the library's own columns."""

from django import template

from casestudies.encoding.state import State, newest, state_of
from casestudies.films.film import Film

register = template.Library()


@register.simple_tag
def with_states(films: list[Film]) -> list[tuple[Film, State]]:
    """Each film of a page with how far its versions are. One query."""
    rows = list(films)
    encodings = newest(rows)
    return [(film, state_of(film, encodings.get(film.pk))) for film in rows]
