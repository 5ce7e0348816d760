"""What of the reach of joint courses may be told of organisations: each organisation's numbers all together, or none of them.

They stand beside the table of courses, and one number less another is a number too. So a row is hidden not only where a
number in it is small, but also where one that follows from it is (docs/adr/0048).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from learning.people.sides import Side
from learning.workforce.counting import once_a_person
from learning.workforce.joint.people import people
from learning.workforce.joint.reach import SHOWN
from learning.workforce.standings import PostStanding
from learning.workforce.suppression import Figures, Published, publish_together


def published(organisations: Iterable[tuple[int, str]], found: Iterable[PostStanding]) -> Published:
    """A row for each organisation, by key and name; its cells are of SHOWN. `found` are of joint courses that are required."""
    by_organisation = defaultdict(list)
    for each in found:
        by_organisation[each.organisation_id].append(each)
    return publish_together((name, *_row(by_organisation[key])) for key, name in organisations)


def _row(found: list[PostStanding]) -> tuple[list[Figures], list[Figures]]:
    """What is shown of an organisation, and what would follow from it."""
    sides = {side: once_a_person(each for each in found if each.side == side) for side in Side.values}
    shown = [_figures(sides[side]) for side in SHOWN]
    return shown, [*_beside_courses(sides, once_a_person(found)), *_alike(sides)]


def _beside_courses(sides: dict[str, list], whole: list[PostStanding]) -> Iterator[Figures]:
    """Beside what the table of courses tells of them all: those on no side, those on two, and, for each course, those of
    whom it is asked and those of whom another is.
    """
    everyone, by_course = _figures(whole), defaultdict(list)
    of_sides = [_figures(members) for members in sides.values()]
    yield _figures(sides[Side.NONE])
    yield Figures(
        done=sum(each.done for each in of_sides) - everyone.done,
        due=sum(each.due for each in of_sides) - everyone.due,
    )
    for each in whole:
        by_course[each.course_id].append(each)
    for members in by_course.values():
        of_course = _figures(members)
        yield of_course
        yield Figures(done=everyone.done - of_course.done, due=everyone.due - of_course.due)


def _alike(sides: dict[str, list]) -> Iterator[Figures]:
    """On each side, the people of whom exactly the same courses are asked."""
    for members in sides.values():
        of_person, alike = defaultdict(list), defaultdict(list)
        for each in members:
            if each.is_due:
                of_person[each.person_id].append(each)
        for asked in of_person.values():
            alike[frozenset(each.course_id for each in asked)] += asked
        yield from map(_figures, alike.values())


def _figures(members: Iterable[PostStanding]) -> Figures:
    count = people(members)
    return Figures(done=count.n, due=count.due)
