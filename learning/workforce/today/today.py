"""My organisation today: the numbers that matter, each with the way to its people."""

import datetime
from dataclasses import dataclass

from learning.people.sides import Side
from learning.records.pages import joint_programmes
from learning.workforce import scopes
from learning.workforce.counting import Count
from learning.workforce.figures import LeftOut
from learning.workforce.filters import YES, Filters, Which
from learning.workforce.joint.reach import SHOWN, Reach, SideReach
from learning.workforce.overview import Tally, people_url
from learning.workforce.today.announced import announced_in
from learning.workforce.today.forecast import Forecast, forecast
from learning.workforce.today.sources import Counted, OfKept, source_for
from learning.workforce.today.spans import EVER, Span, late_by, to_come, weeks
from learning.workforce.words import counted_up_to, left_out_in_words

HORIZONS = [(Which.WITHIN_30, "30 days"), (Which.WITHIN_60, "60 days"), (Which.WITHIN_90, "90 days")]


@dataclass(frozen=True)
class Share(Count):
    """How much of what is required is valid: n of N, one for each person and course. `url` leads to them."""

    url: str = ""


@dataclass(frozen=True)
class Band:
    """People late by so many days, or with so many days left, and how many of them have never completed it."""

    words: str
    people: int
    url: str
    never: int = 0
    never_url: str = ""


@dataclass(frozen=True)
class LongAway:
    """`not_back` are people left out for an absence, however long, that should have ended by now."""

    people: int
    words: str
    url: str
    not_back: int
    not_back_url: str


@dataclass(frozen=True)
class Today:
    """All that the page shows. `has_staff`: whether anybody is there; `is_asked`: whether anything is required of them."""

    filters: Filters
    counted: str
    has_staff: bool
    is_asked: bool
    announced: list[str]
    share: Share
    up_to_date: Count
    tallies: list[Tally]
    left_out_words: str
    horizons: list[Tally]
    forecast: Forecast
    late: list[Band]
    never: list[Band]
    starters: list[Band]
    long_away: LongAway | None
    reach: Reach | None


def today_of(person, filters: Filters, *, at: datetime.datetime) -> Today:
    """As many queries for one person as for thousands. `long_away` is for leads alone: it says why people are away. So are
    `never`, which says who has joined what, and `reach`, which is of both sides.
    """
    source = source_for(person, filters, at=at)
    found, left_out = source.figures, source.figures.left_out()
    on = filters.on
    return Today(
        filters=filters,
        counted=counted_up_to(found.as_at) if found.as_at else "",
        has_staff=_staff(person, filters).exists(),
        is_asked=bool(found.courses),
        announced=announced_in(person, filters),
        share=_share(found, filters),
        up_to_date=_up_to_date(found),
        tallies=_tallies(found, left_out, filters),
        left_out_words=left_out_in_words(left_out.reasons),
        horizons=[_tally(found, filters, which, words) for which, words in HORIZONS],
        forecast=_forecast(source, filters, weeks(on)),
        late=_late(source, filters, late_by(on)),
        never=_never(source, filters) if filters.led else [],
        starters=_starters(source, filters, to_come(on)),
        long_away=_long_away(source, filters) if filters.led else None,
        reach=_reach(source, filters) if filters.led and not filters.side else None,
    )


def _staff(person, filters: Filters):
    return filters.narrow(scopes.posts_counted(person, on=filters.on, today=filters.today))


def _share(found, filters: Filters) -> Share:
    counts = [found.count(course) for course in found.courses]
    return Share(
        n=sum(count.n for count in counts),
        due=sum(count.due for count in counts),
        url=people_url(filters, status=Which.DUE),
    )


def _up_to_date(found) -> Count:
    """People who are due for anything, and of them those who are late with nothing: "All courses" of the table."""
    due = found.people(Which.DUE)
    return Count(n=due - found.people(Which.LATE), due=due)


def _tallies(found, left_out: LeftOut, filters: Filters) -> list[Tally]:
    return [
        _tally(found, filters, Which.LATE, "overdue"),
        _tally(found, filters, Which.NEVER, "never completed"),
        _tally(found, filters, Which.WITHIN_30, "lapse within 30 days"),
        Tally(left_out.people, "left out, and why", people_url(filters, status=Which.LEFT_OUT)),
    ]


def _tally(found, filters: Filters, which: Which, words: str) -> Tally:
    return Tally(found.people(which), words, people_url(filters, status=which))


def _forecast(source: Counted | OfKept, filters: Filters, spans: list[Span]) -> Forecast:
    urls = [_url(filters, Which.DONE, span) for span in spans]
    return forecast(source.people(Which.DONE, spans), spans, urls)


def _url(filters: Filters, which: Which, span: Span) -> str:
    return people_url(filters, status=which, **span.params)


def _late(source: Counted | OfKept, filters: Filters, spans: list[Span]) -> list[Band]:
    numbers = zip(spans, source.people(Which.LATE, spans), source.people(Which.NEVER, spans), strict=True)
    return [
        Band(span.words, late, _url(filters, Which.LATE, span), never, _url(filters, Which.NEVER, span))
        for span, late, never in numbers
    ]


def _never(source: Counted | OfKept, filters: Filters) -> list[Band]:
    numbers = [(which, *source.people(which, [EVER])) for which in (Which.NOT_BEGUN, Which.PART_WAY)]
    return [Band(which.label, people, people_url(filters, status=which)) for which, people in numbers]


def _starters(source: Counted | OfKept, filters: Filters, spans: list[Span]) -> list[Band]:
    numbers = zip(spans, source.people(Which.STARTERS, spans), strict=True)
    return [Band(span.words, people, _url(filters, Which.STARTERS, span)) for span, people in numbers]


def _long_away(source: Counted | OfKept, filters: Filters) -> LongAway:
    found = source.long_away()
    return LongAway(
        people=found.people,
        words=left_out_in_words(found.reasons),
        url=people_url(filters, status=Which.LONG_AWAY),
        not_back=source.not_back(),
        not_back_url=people_url(filters, status=Which.NOT_BACK),
    )


def _reach(source: Counted | OfKept, filters: Filters) -> Reach | None:
    """None where another course was chosen, none there is is joint, or the kept figures do not know yet which are."""
    courses = joint_programmes()
    if not (courses & {filters.course.pk} if filters.course else courses):
        return None
    if (counts := source.joint(courses)) is None:
        return None
    return Reach([_side_reach(filters, side, counts.get(side, Count())) for side in SHOWN])


def _side_reach(filters: Filters, side: Side, count: Count) -> SideReach:
    return SideReach(
        side,
        count,
        n_url=people_url(filters, side=side.value, joint=YES, status=Which.DONE),
        url=people_url(filters, side=side.value, joint=YES, status=Which.DUE),
    )
