"""A course as the builder shows it: modules and their parts in order, with how each stands and what is amiss."""

import datetime
import hashlib
from dataclasses import dataclass, replace

from wagtail.models import Page

from casestudies.films.film import Film
from casestudies.pages import CaseStudyPage
from courses.builder.drafts import drafts_of
from courses.builder.measures import measure_of
from courses.builder.states import State, is_locked_for, state_of
from courses.estimates import is_far_from, minutes_of
from courses.pages import CoursePage
from learning.records.findings import Finding
from quizzes.surveys.pages import SurveyPage


@dataclass(frozen=True, kw_only=True)
class Item:
    """A page of the course: the course itself, a module or a part. It can rise unless it is the first of all."""

    page: Page
    state: State
    is_locked: bool
    can_delete: bool
    findings: list[Finding]
    can_rise: bool = False
    can_sink: bool = False

    @property
    def pk(self) -> int:
        return self.page.pk

    @property
    def title(self) -> str:
        return self.page.title

    @property
    def stops(self) -> list[Finding]:
        """What stops publishing."""
        return [finding for finding in self.findings if finding.stops]

    @property
    def warnings(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.stops]


@dataclass(frozen=True, kw_only=True)
class Part(Item):
    """One activity. `suggested` is what we would say for its minutes, when the author says something far from it."""

    estimated: int
    suggested: int | None


@dataclass(frozen=True, kw_only=True)
class Module(Item):
    parts: list[Part]

    @property
    def minutes(self) -> int:
        return sum(part.page.minutes for part in self.parts)


@dataclass(frozen=True)
class Contents:
    """A whole course. `order` tells whether it has been rearranged since somebody looked."""

    course: Item
    modules: list[Module]
    order: str

    @property
    def parts(self) -> list[Part]:
        return [part for module in self.modules for part in module.parts]

    @property
    def minutes(self) -> int:
        """The minutes of its parts, as their authors count them."""
        return sum(part.page.minutes for part in self.parts)

    @property
    def estimated(self) -> int:
        return sum(part.estimated for part in self.parts)

    @property
    def minutes_differ(self) -> bool:
        return bool(self.parts) and self.minutes != self.course.page.minutes

    @property
    def is_in_review(self) -> bool:
        return any(item.state == State.IN_REVIEW for item in (self.course, *self.modules, *self.parts))

    @property
    def stops_count(self) -> int:
        return sum(len(item.stops) for item in (self.course, *self.modules, *self.parts))

    @property
    def warnings_count(self) -> int:
        return sum(len(item.warnings) for item in (self.course, *self.modules, *self.parts))


def contents(course: CoursePage, *, person, on: datetime.date) -> Contents:
    """The latest drafts of everything in a course, for someone on a day. As many queries for one part as for many."""
    rows = list(pages_of(course).specific().prefetch_workflow_states())
    pages = drafts_of(rows)
    _attach_films(pages, on=on)
    items = [_item(page, row, person, on) for page, row in zip(pages, rows, strict=True)]
    return Contents(course=items[0], modules=_modules(items), order=order_of(row.pk for row in rows))


def pages_of(course: CoursePage):
    """The course and everything in it, in the order learners meet it. A survey stands beside, and is no part of it."""
    return Page.objects.descendant_of(course, inclusive=True).not_type(SurveyPage).order_by("path")


def order_of(keys) -> str:
    """A short mark of an order of pages: another order, or another page, has another mark."""
    return hashlib.sha256(" ".join(map(str, keys)).encode()).hexdigest()[:16]


def _attach_films(pages: list[Page], *, on: datetime.date) -> None:
    """Read every film at once, where each page would read its own."""
    cases = [page for page in pages if isinstance(page, CaseStudyPage) and page.film_id]
    films = Film.objects.with_people(on=on).in_bulk({case.film_id for case in cases})
    for case in cases:
        case.film = films[case.film_id]


def _item(page: Page, row: Page, person, on: datetime.date) -> Item:
    return Item(
        page=page,
        state=state_of(row),
        is_locked=is_locked_for(row, person),
        can_delete=row.permissions_for_user(person).can_delete(),
        findings=page.findings(on=on),
    )


def _modules(items: list[Item]) -> list[Module]:
    """The modules with their parts, each knowing whether there is anywhere to go up or down from it."""
    tops = _in_order(_below(items[0], items))
    parts = [[_part(item) for item in _below(top, items)] for top in tops]
    if parts and parts[0]:
        parts[0][0] = replace(parts[0][0], can_rise=False)
    if parts and parts[-1]:
        parts[-1][-1] = replace(parts[-1][-1], can_sink=False)
    return [Module(**vars(top), parts=below) for top, below in zip(tops, parts, strict=True)]


def _below(above: Item, items: list[Item]) -> list[Item]:
    return [item for item in items if item.page.is_child_of(above.page)]


def _in_order(items: list[Item]) -> list[Item]:
    return [replace(item, can_rise=item is not items[0], can_sink=item is not items[-1]) for item in items]


def _part(item: Item) -> Part:
    estimated = minutes_of(measure_of(item.page))
    is_far = is_far_from(item.page.minutes, estimated)
    known = vars(item) | {"can_rise": True, "can_sink": True}
    return Part(**known, estimated=estimated, suggested=estimated if is_far else None)
