"""The people behind a number of a kept table, a few hundred at a time: of some lists there are millions of lines."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import islice

from django.db.models import Q
from django.urls import reverse
from wagtail.models import Page

from learning.people.job_roles import JobRole
from learning.people.posts import Post, PostQuerySet, PracticeGroup
from learning.workforce import lists
from learning.workforce.counting import once_a_person
from learning.workforce.figures import WITHIN, is_among
from learning.workforce.filters import Asked, Filters
from learning.workforce.lists import NAMED, Line, Listing, as_named, to_nudge
from learning.workforce.requirements import Requirement
from learning.workforce.rollups import reading
from learning.workforce.rollups.rows import KeptStanding
from learning.workforce.rollups.standing_rows import standing_of
from learning.workforce.standings import Stands
from learning.workforce.statuses import Reason, Standing, Status
from learning.workforce.words import Told, counted_up_to, told

PEOPLE = 300


@dataclass(frozen=True, slots=True)
class Listed(Stands):
    """What a list reads of a kept standing: half of it, since there are millions."""

    post_id: int
    person_id: int
    practice_group_id: int
    course_id: int
    is_primary: bool
    kind: str
    grace_counts: bool
    within: int
    standing: Standing


READ = [field.name for field in fields(Listed) if field.name != "standing"]


def listing(person, filters: Filters, *, sort: str, at: datetime.datetime) -> Listing:
    """As lists.listing, from what is kept where it is. Everyone who holds a post today in one's reach is named."""
    kept = reading.kept_for(person, filters, at=at)
    if kept is None:
        return lists.listing(person, filters, sort=sort)
    found = reading.RolledFigures.read(filters, kept.place, discreet=kept.discreet)
    group = filters.group and filters.group.pk
    size = found.lines(filters.which, group)
    lines: Sequence[Line] = Lines(filters, kept, size)
    if sort not in ("", "name"):
        lines = lists.in_order(list(lines), sort)
    summary = lists.summary(found.people(filters.which, group), size)
    return Listing(filters, lines, summary, counted_up_to(kept.as_at), size > 0 and has_roles(kept))


def has_roles(kept: reading.KeptPlace) -> bool:
    """Whether the organisation has any job roles."""
    return JobRole.objects.filter(organisation=kept.place.organisation).exists()


@dataclass(frozen=True)
class Lines(Sequence):
    """By name; read from the database as they are asked for. `size` is what the kept numbers say."""

    filters: Filters
    kept: reading.KeptPlace
    size: int

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, number: int | slice):
        """Read from the front, as pages of a list are."""
        if isinstance(number, slice):
            return list(islice(self, number.start, number.stop))
        return next(islice(self, number, None))

    def __iter__(self) -> Iterator[Line]:
        people = self._people()
        for first in range(0, len(people), PEOPLE):
            yield from self._lines([key for _, key in people[first : first + PEOPLE]])

    def _people(self) -> list[tuple[str, int]]:
        """Name to sort by, and key, of whoever holds a post there today."""
        rows = self._posts.order_by().values_list("person__name", "person__email", "person_id").distinct()
        return sorted({((name or email).casefold(), key) for name, email, key in rows.iterator()})

    @property
    def _posts(self) -> PostQuerySet:
        place, posts = self.kept.place, Post.objects.held_on(self.filters.today)
        posts = posts.filter(organisation=place.organisation)
        if place.team_path:
            posts = posts.filter(team__path__startswith=place.team_path)
        if place.side:
            posts = posts.filter(service_side=place.side)
        return posts.filter(practice_group=self.filters.group) if self.filters.group else posts

    def _lines(self, people: list[int]) -> Iterator[Line]:
        standings = _by_person(self._rows(people))
        posts = self._posts.filter(person__in=people).values_list(*NAMED)
        named = {pk: as_named(*row) for pk, *row in posts}
        for person in people:
            url = reverse("workforce_person", args=[person])
            here = [each for each in standings.get(person, ()) if self._is_still_so(each, named)]
            for each in self._among(here):
                name, team, role = named[each.post_id]
                group, course = self._groups[each.practice_group_id], self._courses[each.course_id][1]
                nudge = None if self.kept.discreet else to_nudge(each)
                yield Line(name, url, group, team, course, self._told(each), nudge, role)

    def _is_still_so(self, each: Listed, named: Collection[int]) -> bool:
        """Not of a post that has ended or moved, or a course that is asked for no more, and is not folded yet: who has left
        is not named, from the next request on.
        """
        return each.post_id in named and each.course_id in self._courses

    def _rows(self, people: list[int]):
        filters = self.filters
        rows = KeptStanding.objects.at(self.kept.place).filter(person__in=people)
        recommended = Q(kind=Requirement.Kind.RECOMMENDED)
        rows = rows.filter(~recommended if filters.asked == Asked.REQUIRED else recommended)
        if filters.group:
            rows = rows.filter(practice_group=filters.group)
        return rows.filter(course=filters.course.pk) if filters.course else rows

    def _among(self, of_one: Iterable[Listed]) -> list[Listed]:
        which = self.filters.which
        found = once_a_person(of_one)
        if which in WITHIN:
            found = [each for each in found if 0 < each.within <= WITHIN[which]]
        else:
            found = [each for each in found if is_among(each, which)]
        return sorted(found, key=lambda each: self._courses[each.course_id][0])

    @cached_property
    def _groups(self) -> dict[int, str]:
        return {group.pk: str(group) for group in PracticeGroup.objects.all()}

    @cached_property
    def _courses(self) -> dict[int, tuple[int, str]]:
        """The place in the catalogue, and the title."""
        courses = Page.objects.filter(requirements__organisation=self.kept.place.organisation)
        in_order = courses.order_by("path").distinct().values_list("pk", "title")
        return {pk: (number, title) for number, (pk, title) in enumerate(in_order)}

    @cached_property
    def _known(self) -> dict[tuple, Told]:
        return {}

    def _told(self, each: Listed) -> Told:
        """The same words for the same standing: there are some thousands of them, however many people."""
        key = (each.standing, each.is_required, each.grace_counts)
        if key not in self._known:
            self._known[key] = told(self._as_seen(each))
        return self._known[key]

    def _as_seen(self, each: Listed) -> Listed:
        if each.status != Status.EXEMPT or not self.kept.discreet:
            return each
        return replace(each, standing=replace(each.standing, why=Reason.AWAY))


def _by_person(rows) -> dict[int, list[Listed]]:
    """In the order of posts and courses. One query."""
    found = defaultdict(list)
    rows = rows.order_by("person_id", "post_id", "course_id")
    for *facts, status, due_on, until, why in rows.values_list(*READ, "status", "due_on", "until", "why"):
        each = Listed(*facts, standing_of(status, due_on, until, why))
        found[each.person_id].append(each)
    return found
