"""Rows of a staff list as they are meant."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from learning.people.organisations import Organisation, Team
from learning.people.posts import Absence, PracticeGroup
from learning.workforce.days import DAY
from learning.workforce.requirements import NEVER_REQUIRED
from learning.workforce.staff_lists.cells import Cells
from learning.workforce.staff_lists.words import AT_WORK, NO_TEAM, Dictionary, by_word, kinds_by_word

LAST_BEFORE_FIRST = "The last day in the post is before the first."
AWAY_WITHOUT_START = "Say from when on they are absent."
AWAY_ENDS_EARLY = "This is before the absence began."
AT_WORK_WITH_DAYS = "There are days of an absence, and no kind of absence."


@dataclass(frozen=True, slots=True)
class Away:
    """An absence as a row has it: without its first day where the list does not have one. `last_day`: they are back."""

    kind: str
    starts_on: datetime.date | None
    expected_until: datetime.date | None
    last_day: datetime.date | None


@dataclass(frozen=True, slots=True)
class StaffRow:
    """`has_…` say whether the list speaks of it at all: what it does not speak of stays as it is."""

    row: int
    number: str
    name: str
    email: str
    group: int
    team: int | None
    has_team: bool
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    has_end: bool
    is_primary: bool | None
    away: Away | None
    has_away: bool

    @property
    def who(self) -> str:
        return ", ".join(filter(None, [self.name or self.email, self.number]))


@dataclass
class Dictionaries:
    """What the words of a staff list mean in an organisation."""

    group: Dictionary
    team: Dictionary
    away: Dictionary
    groups: dict[str, int]
    teams: dict[str, int]

    @property
    def unknown(self) -> dict[str, dict[str, int]]:
        """By field, each word that is not known, and how often it stands there."""
        asked = {"group": self.group, "team": self.team, "away": self.away}
        return {name: dict(one.unknown) for name, one in asked.items() if one.unknown}


def dictionaries(organisation: Organisation, said: Mapping[str, Mapping[str, str]]) -> Dictionaries:
    groups = list(PracticeGroup.objects.exclude(code=NEVER_REQUIRED).order_by("name", "pk"))
    teams = list(Team.objects.filter(organisation=organisation).order_by("path"))
    return Dictionaries(
        group=Dictionary(
            choices={group.code: group.name for group in groups},
            by_word=by_word({group.code: _names(group.name) for group in groups}),
            said=said.get("group", {}),
        ),
        team=Dictionary(
            choices={NO_TEAM: "No team"} | {team.code: team.name for team in teams},
            by_word=by_word({team.code: (team.name,) for team in teams}),
            said=said.get("team", {}),
        ),
        away=Dictionary(
            choices={AT_WORK: "At work"} | dict(Absence.Kind.choices),
            by_word=kinds_by_word(),
            said=said.get("away", {}),
        ),
        groups={group.code: group.pk for group in groups},
        teams={team.code: team.pk for team in teams},
    )


def _names(name: str) -> tuple[str, ...]:
    """The whole name, and what stands before a bracket or a colon."""
    return (name, name.split(" (")[0].split(":")[0])


def staff_row(cells: Cells, means: Dictionaries, *, as_at: datetime.date) -> StaffRow:
    """What a row says. What is wrong with it is kept in `cells`."""
    number, name, email = cells.number(), cells.name(), cells.email()
    cells.who = ", ".join(filter(None, [name or email, number]))
    cells.needed("number", number)
    group, team = cells.word("group", means.group), cells.word("team", means.team)
    cells.needed("group", group)
    starts_on, ends_on = cells.day("starts_on"), cells.day("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        cells.amiss("ends_on", LAST_BEFORE_FIRST, cells.text("ends_on"))
    return StaffRow(
        row=cells.row.number,
        number=number,
        name=name,
        email=email,
        group=means.groups.get(group, 0),
        team=means.teams.get(team),
        has_team=cells.has("team"),
        starts_on=starts_on,
        ends_on=ends_on,
        has_end=cells.has("ends_on"),
        is_primary=cells.yes("primary"),
        away=_away(cells, means, as_at=as_at),
        has_away=cells.has("away") or cells.has("away_from"),
    )


def _away(cells: Cells, means: Dictionaries, *, as_at: datetime.date) -> Away | None:
    kind = cells.word("away", means.away)
    starts_on, until, back_on = cells.day("away_from"), cells.day("away_until"), cells.day("back_on")
    if kind in ("", AT_WORK):
        if starts_on and not cells.text("away") and cells.has("away"):
            cells.amiss("away", AT_WORK_WITH_DAYS)
        if cells.has("away") or not starts_on:
            return None
        kind = Absence.Kind.OTHER.value
    if cells.has("away_from") and not cells.text("away_from"):
        cells.amiss("away_from", AWAY_WITHOUT_START)
    first = starts_on or as_at
    if until and until < first:
        cells.amiss("away_until", AWAY_ENDS_EARLY, cells.text("away_until"))
    if back_on and back_on <= first:
        cells.amiss("back_on", AWAY_ENDS_EARLY, cells.text("back_on"))
    return Away(kind, starts_on, until, back_on and back_on - DAY)
