"""How many people stand so, span by span of the days that matter: counted from standings, or from those that are kept."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from learning.people.posts import Post
from learning.workforce.counting import once_a_person
from learning.workforce.figures import Figures, figures, is_among, matters_on, people_in
from learning.workforce.filters import Filters, Which
from learning.workforce.requirements import Requirement
from learning.workforce.rollups.reading import KeptPlace, RolledFigures, kept_for
from learning.workforce.rollups.rows import KeptStanding
from learning.workforce.rollups.standing_rows import read
from learning.workforce.statuses import Reason, Status
from learning.workforce.today.spans import Span

# What a kept row says of each, and the day of it that matters.
STATES = {
    Which.DONE: (Q(status__in=Status.DONE), "until"),
    Which.LATE: (Q(status__in=Status.LATE), "due_on"),
    Which.NEVER: (Q(status=Status.NEVER), "due_on"),
    Which.STARTERS: (Q(status=Status.IN_GRACE, why=Reason.NEW_STARTER), "due_on"),
}


@dataclass(frozen=True)
class Counted:
    """From the standings behind a table that was counted just now."""

    figures: Figures

    def people(self, which: str, spans: list[Span]) -> list[int]:
        return _people(self.figures.behind(which=which), spans)


def _people(members: Iterable, spans: list[Span]) -> list[int]:
    by_day = [(matters_on(each), each) for each in members]
    return [people_in([each for day, each in by_day if span.holds(day)]) for span in spans]


@dataclass(frozen=True)
class OfKept:
    """From kept standings. The database counts whoever holds one post; of others it is told which post counts."""

    figures: RolledFigures
    kept: KeptPlace

    def people(self, which: str, spans: list[Span]) -> list[int]:
        """Three queries."""
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
        more = _people([each for each in members if is_among(each, which)], spans)
        return [found[f"span_{number}"] + more[number] for number in range(len(spans))]

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
    return Counted(figures(person, filters))
