"""What the figures are of: where, who, which course, on which day. Chosen by GET, and kept in the address."""

import datetime
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, TextChoices
from django.utils.formats import date_format
from wagtail.models import Page

from learning.people.job_roles import JobRole
from learning.people.organisations import Organisation, Team
from learning.people.posts import Absence, Post, PostQuerySet, PracticeGroup
from learning.people.sides import Side
from learning.workforce.days import DAY
from learning.workforce.requirements import Requirement
from learning.workforce.standings import spells_of
from learning.workforce.statuses import LONG_DAYS, joined


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
    NOT_BEGUN = "not_begun", "Never begun"
    PART_WAY = "part_way", "Begun, and never completed"
    WITHIN_30 = "30", "Lapses within 30 days"
    WITHIN_60 = "60", "Lapses within 60 days"
    WITHIN_90 = "90", "Lapses within 90 days"
    LEFT_OUT = "left_out", "Left out"
    STARTERS = "starters", "New in the post, not due yet"
    LONG_AWAY = "away", "Away for 28 days or more"
    NOT_BACK = "not_back", "Away past the day they were expected back"


TITLES = {
    Which.DUE: "Who is due",
    Which.DONE: "Who has completed it",
    Which.LATE: "Who is overdue",
    Which.LAPSED: "Who has lapsed",
    Which.NEVER: "Who has never completed it",
    Which.NOT_BEGUN: "Who is late and has never begun it",
    Which.PART_WAY: "Who is late, has begun it, and has never completed it",
    Which.WITHIN_30: "Lapsing soon: within 30 days",
    Which.WITHIN_60: "Lapsing soon: within 60 days",
    Which.WITHIN_90: "Lapsing soon: within 90 days",
    Which.LEFT_OUT: "Who is left out, and why",
    Which.STARTERS: "Who is new in the post, and not due yet",
    Which.LONG_AWAY: "Who is away for 28 days or more",
    Which.NOT_BACK: "Who is away past the day they were expected back",
}
OF_ABSENCES = frozenset({Which.LONG_AWAY, Which.NOT_BACK})
# For whoever leads the organisation: a manager learns neither of absences nor of what someone has joined.
FOR_LEADS = OF_ABSENCES | {Which.NOT_BEGUN, Which.PART_WAY}
# No numbers of these are kept.
COUNTED_WHEN_ASKED = FOR_LEADS | {Which.STARTERS}
BY_GROUP = "group"
NOT_ESR = "none"
YES = "yes"
JOINT_WORDS = "Only those for both sides"
# Stands for the posts in no job role; it is in no database, and an address names it by NONE.
NONE = "none"
NO_ROLE = JobRole(name="No job role")


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
    """What was chosen; None and "" are all. From `which` on they are of the list of people alone.

    `kind` is how strongly a requirement asks, finer than `asked`.
    `whole` is what there is to choose from, in words: what someone answers for. `rows` is a kind of row of the table.
    `directly` leaves the posts of the team itself, or those in no team. `since` and `till` are the first and the last
    day on which what matters of a standing falls. `joint` are keys of the only courses that count: those for both sides.
    `led` are keys of the organisations that whoever asks leads.
    """

    today: datetime.date
    on: datetime.date
    whole: str = ""
    organisation: Organisation | None = None
    team: Team | None = None
    side: str = ""
    course: Page | None = None
    asked: str = Asked.REQUIRED
    rows: str = BY_GROUP
    led: frozenset[int] = frozenset()
    group: PracticeGroup | None = None
    kind: str = ""
    which: str = ""
    esr: str = ""
    role: JobRole | None = None
    directly: str = ""
    since: datetime.date | None = None
    till: datetime.date | None = None
    joint: frozenset[int] | None = None

    def narrow(self, posts: PostQuerySet) -> PostQuerySet:
        """Those of some posts that they leave. A team is itself and the teams below it."""
        if self.organisation:
            posts = posts.filter(organisation=self.organisation)
        if self.directly:
            posts = posts.filter(team=self.team)
        elif self.team:
            posts = posts.filter(team__in=Team.objects.within(self.team))
        if self.side:
            posts = posts.filter(service_side=self.side)
        if self.group:
            posts = posts.filter(practice_group=self.group)
        if self.esr:
            posts = posts.filter(practice_group__esr_staff_group=self.esr.replace(NOT_ESR, ""))
        if self.role:
            posts = posts.filter(job_role=self.role.pk)
        return posts.filter(self._away()) if self.which in OF_ABSENCES else posts

    def _away(self) -> Q:
        """Away on the day, and 28 days before it or past the day on which they were expected back: for whoever leads the
        organisation, and for nobody else.
        """
        if self.which == Which.LONG_AWAY:
            begun = self.on - LONG_DAYS * DAY
            away = Exists(self._times_away().filter(starts_on__lte=begun))
            away = Q(away) | Q(pk__in=self._away_by_several_notes)
        else:
            away = Q(Exists(self._times_away().filter(expected_until__lt=self.on)))
        return away & Q(organisation__in=self.led)

    def _times_away(self):
        return Absence.objects.on(self.on).filter(post=OuterRef("pk"))

    @cached_property
    def _away_by_several_notes(self) -> list[int]:
        """Keys of posts of which times away of one kind adjoin, and only together are long. One query."""
        before = Absence.objects.filter(post=OuterRef("pk"), ended_on__lt=self.on)
        posts = Post.objects.filter(Exists(self._times_away()), Exists(before), organisation__in=self.led)
        return [
            post
            for post, spells in spells_of(posts, self.on).items()
            if any(each.exempts_on(self.on) and each.is_long_on(self.on) for each in joined(spells))
        ]

    @property
    def courses(self) -> list[int] | None:
        chosen = {self.course.pk} if self.course else None
        if self.joint is not None:
            chosen = self.joint & chosen if chosen else self.joint
        return None if chosen is None else sorted(chosen)

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
            "rows": self.rows if self.rows != BY_GROUP else "",
            "group": self.group and self.group.pk,
            "kind": self.kind,
            "esr": self.esr,
            "role": self.role and (self.role.pk or NONE),
            "directly": self.directly,
            "status": self.which,
            "since": self.since and self.since.isoformat(),
            "till": self.till and self.till.isoformat(),
            "joint": YES if self.joint is not None else "",
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
        """Without what only a list of people has, and without the staff group of a row of it."""
        group = self.group if self.rows != BY_GROUP else None
        of_list = {"which": "", "esr": "", "role": None, "directly": "", "since": None, "till": None}
        return replace(self, group=group, joint=None, **of_list)

    @property
    def has_days(self) -> bool:
        return bool(self.since or self.till)

    @property
    def is_not_kept(self) -> bool:
        """Whether no numbers are kept of what is left: they are counted when they are asked for."""
        of_few = self.which in COUNTED_WHEN_ASKED or self.joint is not None
        return bool(of_few or self.has_days or self.esr or self.role or self.directly or self.kind)

    def takes(self, day: datetime.date | None) -> bool:
        """Whether the day that matters of a standing falls within the days that were chosen."""
        if not self.has_days:
            return True
        return day is not None and (self.since or day) <= day <= (self.till or day)

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
            ("Team", self._team_words),
            ("Side", Side(self.side).label if self.side else ""),
            ("Course", self.course.title if self.course else ""),
            ("Courses", JOINT_WORDS if self.joint is not None else ""),
            ("Staff group", str(self.group) if self.group else ""),
            ("Kind of requirement", Requirement.Kind(self.kind).label if self.kind else ""),
            ("ESR staff group", dict(esr_choices()).get(self.esr, "")),
            ("Job role", str(self.role) if self.role else ""),
            ("Status", Which(self.which).label if self.which else ""),
            ("Due or lapsing from", date_format(self.since) if self.since else ""),
            ("Due or lapsing to", date_format(self.till) if self.till else ""),
            ("Courses that are", Asked(self.asked).label.lower()),
            ("As at", date_format(self.on)),
        ]
        return [(label, value) for label, value in words if value]

    @property
    def _team_words(self) -> str:
        if self.directly:
            return f"{self.team}, in none of its teams" if self.team else "In no team"
        return f"{self.team}, with the teams below it" if self.team else ""


def esr_choices() -> list[tuple[str, str]]:
    """Codes as addresses hold them, where an empty one would be every group."""
    known = [(code, label) for code, label in PracticeGroup.EsrStaffGroup.choices if code]
    return [*known, (NOT_ESR, PracticeGroup.EsrStaffGroup.NOT_ESR.label)]


def _query(params: dict) -> str:
    chosen = {name: value for name, value in params.items() if value}
    return f"?{urlencode(chosen)}" if chosen else ""
