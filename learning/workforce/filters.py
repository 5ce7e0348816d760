"""What the figures are of: where, who, which course, on which day. Chosen by GET, and kept in the address."""

import datetime
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.utils.formats import date_format
from wagtail.models import Page

from learning.people.organisations import Organisation, Team
from learning.people.posts import PostQuerySet, PracticeGroup
from learning.people.sides import Side


class Asked(TextChoices):
    """How strongly courses are asked for. The two are counted apart: nobody is late for what is recommended."""

    REQUIRED = "required", "Required"
    RECOMMENDED = "recommended", "Recommended"


class Which(TextChoices):
    """Which of the people behind a number."""

    DUE = "due", "Everyone counted"
    DONE = "done", "Completed and valid"
    LATE = "overdue", "Overdue"
    LAPSED = "lapsed", "Lapsed"
    NEVER = "never", "Never completed"
    WITHIN_30 = "30", "Lapses within 30 days"
    WITHIN_60 = "60", "Lapses within 60 days"
    WITHIN_90 = "90", "Lapses within 90 days"
    LEFT_OUT = "left_out", "Left out"


TITLES = {
    Which.DUE: "Who is due",
    Which.DONE: "Who has completed it",
    Which.LATE: "Who is overdue",
    Which.LAPSED: "Who has lapsed",
    Which.NEVER: "Who has never completed it",
    Which.WITHIN_30: "Lapsing soon: within 30 days",
    Which.WITHIN_60: "Lapsing soon: within 60 days",
    Which.WITHIN_90: "Lapsing soon: within 90 days",
    Which.LEFT_OUT: "Who is left out, and why",
}


@dataclass(frozen=True)
class MonthFilters:
    """What a partnership's table is of: the last day of a month, and perhaps one course. Nothing else narrows it."""

    on: datetime.date
    course: Page | None = None

    @property
    def params(self) -> dict[str, str | int]:
        return {"month": self.on.isoformat()} | ({"course": self.course.pk} if self.course else {})

    def query(self, **changes) -> str:
        return _query(self.params | changes)

    @property
    def words(self) -> list[tuple[str, str]]:
        course = [("Course", self.course.title)] if self.course else []
        return [*course, ("As at", date_format(self.on))]


@dataclass(frozen=True)
class Filters:
    """What was chosen; None and "" are all. Group and which are of the list of people alone.

    `whole` is what there is to choose from, in words: what someone answers for.
    """

    today: datetime.date
    on: datetime.date
    whole: str = ""
    organisation: Organisation | None = None
    team: Team | None = None
    side: str = ""
    course: Page | None = None
    asked: str = Asked.REQUIRED
    group: PracticeGroup | None = None
    which: str = ""

    def narrow(self, posts: PostQuerySet) -> PostQuerySet:
        """Those of some posts that they leave. A team is itself and the teams below it."""
        if self.organisation:
            posts = posts.filter(organisation=self.organisation)
        if self.team:
            posts = posts.filter(team__in=Team.objects.within(self.team))
        if self.side:
            posts = posts.filter(service_side=self.side)
        return posts

    @property
    def courses(self) -> list[int] | None:
        return [self.course.pk] if self.course else None

    @cached_property
    def params(self) -> dict[str, str | int]:
        """As they stand in an address. Today is left out, so that a kept address is of the day it is opened on."""
        chosen = {
            "organisation": self.organisation and self.organisation.pk,
            "team": self.team and self.team.pk,
            "side": self.side,
            "course": self.course and self.course.pk,
            "on": self.on.isoformat() if self.on != self.today else "",
            "asked": self.asked if self.asked != Asked.REQUIRED else "",
            "group": self.group and self.group.pk,
            "status": self.which,
        }
        return {name: value for name, value in chosen.items() if value}

    @property
    def kept(self) -> dict[str, str | int]:
        """For the record of a file that was taken away: also the day, whatever it was."""
        return self.params | {"on": self.on.isoformat()}

    def query(self, **changes) -> str:
        """The end of an address, with some of them changed: query(status="overdue")."""
        return _query(self.params | changes)

    def of_table(self) -> "Filters":
        """Without what only a list of people has."""
        return replace(self, group=None, which="")

    @property
    def title(self) -> str:
        """Over the list of people."""
        return TITLES.get(self.which, "Who is counted, and who is left out")

    @property
    def words(self) -> list[tuple[str, str]]:
        """Each in words, for whoever reads the table without the page, and in files."""
        words = [
            ("Everyone in", self.whole),
            ("Organisation", str(self.organisation) if self.organisation else ""),
            ("Team", f"{self.team}, with the teams below it" if self.team else ""),
            ("Side", Side(self.side).label if self.side else ""),
            ("Course", self.course.title if self.course else ""),
            ("Staff group", str(self.group) if self.group else ""),
            ("Status", Which(self.which).label if self.which else ""),
            ("Courses that are", Asked(self.asked).label.lower()),
            ("As at", date_format(self.on)),
        ]
        return [(label, value) for label, value in words if value]


def _query(params: dict) -> str:
    chosen = {name: value for name, value in params.items() if value}
    return f"?{urlencode(chosen)}" if chosen else ""
