"""A chart of who lapses when, as numbers for a drawing: one bar for each week, and a table of the same beneath it."""

from dataclasses import dataclass

from django.utils.formats import date_format

from learning.workforce.today.spans import Span

WIDTH, HEIGHT, FOOT, HEAD = 780, 190, 30, 20
GAP = 10


@dataclass(frozen=True)
class Bar:
    """A week: how many people, the way to them, and where its bar stands in the drawing, in units of it.

    Where there is no room for all, the weeks of the bars that are marked are written.
    """

    week: str
    short: str
    number: int
    url: str
    x: int
    y: int
    width: int
    height: int
    middle: int
    label_y: int
    is_marked: bool


@dataclass(frozen=True)
class Forecast:
    bars: list[Bar]
    summary: str
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - FOOT
    foot: int = HEIGHT - 8

    @property
    def has_people(self) -> bool:
        return any(bar.number for bar in self.bars)


def forecast(numbers: list[int], weeks: list[Span], urls: list[str]) -> Forecast:
    """Bars as high as their numbers: the tallest fills the height, and none is invisible where somebody lapses."""
    step = WIDTH // len(weeks)
    most = max(numbers, default=0)
    bars = [
        _bar(number, week, url, at=at, step=step, most=most)
        for at, (number, week, url) in enumerate(zip(numbers, weeks, urls, strict=True))
    ]
    return Forecast(bars, _summary(bars))


def _bar(number: int, week: Span, url: str, *, at: int, step: int, most: int) -> Bar:
    left, width = at * step, step - GAP
    room = HEIGHT - FOOT - HEAD
    height = max(2, room * number // most) if number else 0
    top = HEIGHT - FOOT - height
    return Bar(
        week=f"{date_format(week.first, 'j F')} to {date_format(week.last, 'j F Y')}",
        short=date_format(week.first, "j M"),
        number=number,
        url=url,
        x=left,
        y=top,
        width=width,
        height=height,
        middle=left + width // 2,
        label_y=top - 6,
        is_marked=at % 4 == 0,
    )


def _summary(bars: list[Bar]) -> str:
    """What the drawing shows, for whoever does not see it."""
    busy = [bar for bar in bars if bar.number]
    if not busy:
        return ""
    most = max(busy, key=lambda bar: bar.number)
    return f"Someone lapses in {len(busy)} of 13 weeks. The most people, {most.number}, in {most.week}."
