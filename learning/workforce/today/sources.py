"""How many people stand so, span by span of the days that matter: counted from standings, or from numbers that are kept."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

from learning.workforce.counting import Count, once_a_person
from learning.workforce.days import DAY
from learning.workforce.figures import HAVE_BEGUN, Figures, LeftOut, figures, matters_on, people_in
from learning.workforce.filters import Filters, Which
from learning.workforce.joint.people import by_side
from learning.workforce.joint.reach import SHOWN
from learning.workforce.rollups.reading import KeptPlace, RolledFigures, Words, kept_for, words_of_days
from learning.workforce.standings import PostStanding
from learning.workforce.statuses import Status
from learning.workforce.today.spans import Span

BANDS = {Which.LATE: "late", Which.NEVER: "never", Which.STARTERS: "starter"}


@dataclass(frozen=True)
class Counted:
    """From the standings behind a table that was counted just now."""

    figures: Figures

    def people(self, which: str, spans: list[Span]) -> list[int]:
        by_day = [(matters_on(each), each) for each in self.figures.behind(which=which)]
        return [people_in([each for day, each in by_day if span.holds(day)]) for span in spans]

    def joint(self, courses: frozenset[int]) -> dict[str, Count]:
        """By side, how many people are due for any of some courses, and who has completed one."""
        return by_side(each for each in self.figures.standings if each.course_id in courses)

    def long_away(self) -> LeftOut:
        return LeftOut.of(self._away(Which.LONG_AWAY))

    def not_back(self) -> int:
        return people_in(self._away(Which.NOT_BACK))

    def _away(self, which: str) -> list[PostStanding]:
        """Counted over those few posts by themselves, as their list is. Two queries."""
        posts = replace(self.figures.filters, which=which).narrow(self.figures.posts)
        away = set(posts.order_by().values_list("pk", flat=True))
        found = [each for each in self.figures.standings if each.post_id in away]
        return once_a_person(each for each in found if each.status == Status.EXEMPT)


@dataclass(frozen=True)
class OfKept:
    """From the kept numbers of days: one query, and one for joint courses."""

    figures: RolledFigures
    kept: KeptPlace

    def people(self, which: str, spans: list[Span]) -> list[int]:
        """Who has begun is told to whoever leads the organisation, and is of all days together."""
        if which in BANDS:
            return [self._words.get(f"{BANDS[which]}:{self._first(span)}", 0) for span in spans]
        if which in HAVE_BEGUN:
            word = "begun" if HAVE_BEGUN[which] else "not_begun"
            return [0 if self.kept.discreet else self._words.get(word, 0) for _ in spans]
        return [self._lapsing(span) for span in spans]

    def joint(self, courses: Collection[int]) -> dict[str, Count] | None:
        """By side; None where others were joint when it was counted, and the worker has not been there yet."""
        if sorted(courses) != self.kept.joint:
            return None
        of_side = words_of_days(self.figures.filters, self.kept.place, sides=SHOWN)
        return {
            side: Count(n=words.get("joint:n", 0), due=words.get("joint:due", 0))
            for side, words in of_side.items()
        }

    def long_away(self) -> LeftOut:
        if self.kept.discreet:
            return LeftOut(0, {})
        reasons = {
            word.removeprefix("long:"): number
            for word, number in self._words.items()
            if word.startswith("long:")
        }
        return LeftOut(self._words.get("long", 0), reasons)

    def not_back(self) -> int:
        return 0 if self.kept.discreet else self._words.get("past_return", 0)

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

    @cached_property
    def _words(self) -> Words:
        side = self.kept.place.side
        return words_of_days(self.figures.filters, self.kept.place, sides=[side]).get(side, {})


def source_for(person, filters: Filters, *, at: datetime.datetime) -> Counted | OfKept:
    if kept := kept_for(person, filters, at=at):
        found = RolledFigures.read(filters, kept.place, discreet=kept.discreet, as_at=kept.as_at)
        return OfKept(found, kept)
    return Counted(figures(person, filters))
