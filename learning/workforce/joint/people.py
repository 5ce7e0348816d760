"""The people whom joint courses reach, from standings."""

from collections import defaultdict
from collections.abc import Iterable

from learning.workforce.counting import Count, once_a_person
from learning.workforce.standings import PostStanding


def people(members: Iterable[PostStanding]) -> Count:
    """Of standings that are one for each person and course: everyone due for any of them, and who has completed any."""
    members = list(members)
    done = {each.person_id for each in members if each.is_done}
    return Count(n=len(done), due=len({each.person_id for each in members if each.is_due}))


def by_side(found: Iterable[PostStanding]) -> dict[str, Count]:
    """Of standings that are of joint courses alone. Whoever holds posts on two sides is counted on both."""
    of_side = defaultdict(list)
    for each in found:
        of_side[each.side].append(each)
    return {side: people(once_a_person(members)) for side, members in of_side.items()}
