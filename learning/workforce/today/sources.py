"""How many people stand so, span by span of the days that matter: counted from standings, or from numbers that are kept."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from django.db.models import Count, Q, QuerySet

from learning.people.posts import Post
from learning.people.users import User
from learning.workforce.begun import HAS_BEGUN, begun
from learning.workforce.counting import Count as People
from learning.workforce.counting import once_a_person
from learning.workforce.days import DAY
from learning.workforce.figures import (
    HAVE_BEGUN,
    Figures,
    LeftOut,
    figures,
    is_among,
    matters_on,
    people_in,
)
from learning.workforce.filters import Filters, Which
from learning.workforce.joint.people import by_side_of_kept
from learning.workforce.requirements import Requirement
from learning.workforce.rollups.reading import KeptPlace, RolledFigures, Words, kept_for, words_of_days
from learning.workforce.rollups.rows import KeptStanding
from learning.workforce.rollups.standing_rows import read
from learning.workforce.statuses import Status
from learning.workforce.today.spans import Span

BANDS = {Which.LATE: "late", Which.NEVER: "never", Which.STARTERS: "starter"}
# Of whoever has never completed it, which have begun: read from kept rows.
STATES = {Which.NOT_BEGUN: ~Q(HAS_BEGUN), Which.PART_WAY: Q(HAS_BEGUN)}


@dataclass(frozen=True)
class Counted:
    """From the standings behind a table that was counted just now. `person` is whoever looks."""

    person: User
    figures: Figures

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

    def long_away(self) -> LeftOut:
        return counted_long_away(self.person, self.figures.filters)


def _people(members: Iterable, spans: list[Span]) -> list[int]:
    by_day = [(matters_on(each), each) for each in members]
    return [people_in([each for day, each in by_day if span.holds(day)]) for span in spans]


def counted_long_away(person, filters: Filters) -> LeftOut:
    """Counted over those few posts by themselves, as their list is."""
    return figures(person, replace(filters, which=Which.LONG_AWAY)).left_out()


@dataclass(frozen=True)
class OfKept:
    """From the kept numbers of days, in one query; who has begun, and joint courses, from kept rows."""

    person: User
    figures: RolledFigures
    kept: KeptPlace

    def people(self, which: str, spans: list[Span]) -> list[int]:
        """Of the kept numbers, but for who has begun, which is told to whoever leads the organisation."""
        if which in BANDS:
            return [self._words.get(f"{BANDS[which]}:{self._first(span)}", 0) for span in spans]
        if which in HAVE_BEGUN:
            return [0] * len(spans) if self.kept.discreet else self._begun(which, spans)
        return [self._lapsing(span) for span in spans]

    def _begun(self, which: str, spans: list[Span]) -> list[int]:
        """Four queries at most."""
        several = self._with_several_posts
        alone = self._rows.exclude(person__in=several).filter(STATES[which], status=Status.NEVER)
        found = alone.aggregate(
            **{
                f"span_{number}": Count("person", distinct=True, filter=_within(span))
                for number, span in enumerate(spans)
            }
        )
        standings = read(self._rows.filter(person__in=several))
        members = [each for of_one in standings.values() for each in once_a_person(of_one)]
        have_begun = begun(several, {each.course_id for each in members}, on=self.figures.filters.on)
        more = _people([each for each in members if is_among(each, which, have_begun)], spans)
        return [found[f"span_{number}"] + more[number] for number in range(len(spans))]

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

    def _first(self, span: Span) -> int:
        """Its least number of days, late or left: the bands are kept by that."""
        on = self.figures.filters.on
        nearest = span.first if span.first and span.first >= on else span.last
        return abs((nearest - on).days)

    def _lapsing(self, span: Span) -> int:
        """People with several days in it once: each later day of theirs counts one, and the way back to the earlier takes it."""
        days = [span.first + number * DAY for number in range((span.last - span.first).days + 1)]
        return sum(self._words.get(f"until:{day}", 0) - self._again(day, span.first) for day in days)

    def _again(self, day: datetime.date, first: datetime.date) -> int:
        gaps = range(1, (day - first).days + 1)
        return sum(self._words.get(f"until:{day}/{gap}", 0) for gap in gaps)

    def long_away(self) -> LeftOut:
        if self.kept.discreet:
            return counted_long_away(self.person, self.figures.filters)
        reasons = {
            word.removeprefix("long:"): number
            for word, number in self._words.items()
            if word.startswith("long:")
        }
        return LeftOut(self._words.get("long", 0), reasons)

    @cached_property
    def _words(self) -> Words:
        return words_of_days(self.figures.filters, self.kept.place)


def _within(span: Span) -> Q:
    first = Q(due_on__gte=span.first) if span.first else Q()
    return Q(due_on__isnull=False) & first & (Q(due_on__lte=span.last) if span.last else Q())


def source_for(person, filters: Filters, *, at: datetime.datetime) -> Counted | OfKept:
    if kept := kept_for(person, filters, at=at):
        found = RolledFigures.read(filters, kept.place, discreet=kept.discreet, as_at=kept.as_at)
        return OfKept(person, found, kept)
    return Counted(person, figures(person, filters))
