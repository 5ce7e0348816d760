"""How many people stand so, span by span of the days that matter: counted from standings, or from numbers that are kept."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from learning.workforce.days import DAY
from learning.workforce.figures import Figures, LeftOut, figures, matters_on, people_in
from learning.workforce.filters import Filters, Which
from learning.workforce.rollups.reading import KeptPlace, RolledFigures, Words, kept_for, words_of_days
from learning.workforce.today.spans import Span

BANDS = {Which.LATE: "late", Which.NEVER: "never", Which.STARTERS: "starter"}


@dataclass(frozen=True)
class Counted:
    """From the standings behind a table that was counted just now."""

    person: object
    figures: Figures

    def people(self, which: str, spans: list[Span]) -> list[int]:
        return _people(self.figures.behind(which=which), spans)

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
    """From the kept numbers of days. One query."""

    person: object
    figures: RolledFigures
    kept: KeptPlace

    def people(self, which: str, spans: list[Span]) -> list[int]:
        if which in BANDS:
            return [self._words.get(f"{BANDS[which]}:{self._first(span)}", 0) for span in spans]
        return [self._lapsing(span) for span in spans]

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


def source_for(person, filters: Filters, *, at: datetime.datetime) -> Counted | OfKept:
    if kept := kept_for(person, filters, at=at):
        found = RolledFigures.read(filters, kept.place, discreet=kept.discreet, as_at=kept.as_at)
        return OfKept(person, found, kept)
    return Counted(person, figures(person, filters))
