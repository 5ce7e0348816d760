"""How many people stand so, span by span of the days that matter: counted from standings, or from those that are kept."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter

from django.db.models import Count, Q, QuerySet

from learning.people.posts import Post
from learning.people.users import User
from learning.workforce.begun import HAS_BEGUN, begun
from learning.workforce.counting import Count as People
from learning.workforce.counting import once_a_person
from learning.workforce.figures import HAVE_BEGUN, Figures, figures, is_among, matters_on, people_in
from learning.workforce.filters import Filters, Which
from learning.workforce.joint.people import by_side_of_kept
from learning.workforce.requirements import Requirement
from learning.workforce.rollups.reading import KeptPlace, RolledFigures, kept_for
from learning.workforce.rollups.rows import KeptStanding
from learning.workforce.rollups.standing_rows import read
from learning.workforce.standings import PostStanding
from learning.workforce.statuses import Reason, Status
from learning.workforce.today.spans import Span

# What a kept row says of each, and the day of it that matters.
STATES = {
    Which.DONE: (Q(status__in=Status.DONE), "until"),
    Which.LATE: (Q(status__in=Status.LATE), "due_on"),
    Which.NEVER: (Q(status=Status.NEVER), "due_on"),
    Which.NOT_BEGUN: (Q(status=Status.NEVER) & ~Q(HAS_BEGUN), "due_on"),
    Which.PART_WAY: (Q(status=Status.NEVER) & Q(HAS_BEGUN), "due_on"),
    Which.STARTERS: (Q(status=Status.IN_GRACE, why=Reason.NEW_STARTER), "due_on"),
}


@dataclass(frozen=True)
class Counted:
    """From the standings behind a table that was counted just now. `person` is whoever looks."""

    figures: Figures
    person: User

    def people(self, which: str, spans: list[Span]) -> list[int]:
        return _people(self.figures.behind(which=which), spans)

    def joint(self, courses: frozenset[int]) -> dict[str, People]:
        """By side, how many people are due for any of some courses, and who has completed one. Counted by themselves."""
        filters = replace(self.figures.filters, joint=courses)
        found = figures(self.person, filters, row_of=attrgetter("side"))
        return {
            side: People(
                n=people_in(found.behind(side, Which.DONE)), due=people_in(found.behind(side, Which.DUE))
            )
            for side in found.rows
        }


def _people(members: Iterable, spans: list[Span]) -> list[int]:
    by_day = [(matters_on(each), each) for each in members]
    return [people_in([each for day, each in by_day if span.holds(day)]) for span in spans]


@dataclass(frozen=True)
class OfKept:
    """From kept standings. The database counts whoever holds one post; of others it is told which post counts."""

    figures: RolledFigures
    kept: KeptPlace

    def people(self, which: str, spans: list[Span]) -> list[int]:
        """Four queries at most. Who has begun is told to whoever leads the organisation."""
        if which in HAVE_BEGUN and self.kept.discreet:
            return [0] * len(spans)
        several = self._with_several_posts
        state, day = STATES[which]
        alone = self._rows.exclude(person__in=several).filter(state)
        found = alone.aggregate(
            **{
                f"span_{number}": Count("person", distinct=True, filter=_within(day, span))
                for number, span in enumerate(spans)
            }
        )
        standings = read(self._rows.filter(person__in=several))
        members = [each for of_one in standings.values() for each in once_a_person(of_one)]
        have_begun = self._begun(members) if which in HAVE_BEGUN else ()
        more = _people([each for each in members if is_among(each, which, have_begun)], spans)
        return [found[f"span_{number}"] + more[number] for number in range(len(spans))]

    def _begun(self, members: list[PostStanding]) -> set[tuple[int, int]]:
        courses = {each.course_id for each in members}
        return begun(self._with_several_posts, courses, on=self.figures.filters.on)

    def joint(self, courses: frozenset[int]) -> dict[str, People]:
        """Two queries."""
        return by_side_of_kept(self._rows, several=self._with_several_posts, courses=courses)

    @property
    def _rows(self) -> QuerySet:
        rows = KeptStanding.objects.at(self.kept.place).exclude(kind=Requirement.Kind.RECOMMENDED)
        course = self.figures.filters.course
        return rows.filter(course=course) if course else rows

    @property
    def _with_several_posts(self) -> QuerySet:
        posts = Post.objects.held_on(self.figures.filters.on).filter(
            organisation=self.kept.place.organisation
        )
        return (
            posts.order_by().values("person").annotate(posts=Count("pk")).filter(posts__gt=1).values("person")
        )


def _within(day: str, span: Span) -> Q:
    known = Q(**{f"{day}__isnull": False})
    first = Q(**{f"{day}__gte": span.first}) if span.first else Q()
    return known & first & (Q(**{f"{day}__lte": span.last}) if span.last else Q())


def source_for(person, filters: Filters, *, at: datetime.datetime) -> Counted | OfKept:
    if kept := kept_for(person, filters, at=at):
        found = RolledFigures.read(filters, kept.place, discreet=kept.discreet, as_at=kept.as_at)
        return OfKept(found, kept)
    return Counted(figures(person, filters), person)
