"""Who is not there to be told: away from every post that they hold in an organisation."""

import datetime
from collections.abc import Collection

from learning.people.posts import Post
from learning.workforce.standings import spells_of
from learning.workforce.statuses import is_away


def away_from(
    organisations: Collection[int], people: Collection[int], on: datetime.date
) -> set[tuple[int, int]]:
    """Person and organisation. Whoever holds no post there is not away from it. Two queries."""
    posts = Post.objects.held_on(on).filter(organisation__in=organisations, person__in=people)
    spells = spells_of(posts, on)
    held = {
        pk: tuple(which) for pk, *which in posts.order_by("pk").values_list("pk", "person", "organisation")
    }
    return {*held.values()} - {held[pk] for pk in held if not is_away(spells.get(pk, ()), on)}
