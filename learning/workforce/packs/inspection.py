"""The inspection matrix: by team each person, and for each course that is required of them where they stand and by which
certificate or accepted evidence. For paper and for CSV.

Whoever leads the organisation sees why someone is left out, and what proves what they hold. A line manager sees how people stand.
"""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page

from learning.people.organisations import Organisation, Team
from learning.people.posts import PostQuerySet, PracticeGroup
from learning.workforce import scopes
from learning.workforce.counting import once_a_person
from learning.workforce.lists import NO_TEAM
from learning.workforce.packs.holdings import Held, holdings, proof_of
from learning.workforce.requirements import Requirement
from learning.workforce.snapshots.definitions import DEFINITIONS, VERSION
from learning.workforce.snapshots.naming import names_of
from learning.workforce.snapshots.rules import canonical, digest, rules_of
from learning.workforce.snapshots.wording import rules_in_words
from learning.workforce.standings import PostStanding, standings
from learning.workforce.words import Told, told

NOT_ASKED = "Not required"


@dataclass(frozen=True)
class Entry:
    """Someone and a course. `is_gap` when they are late, which is required to be planned for: told.day is its day."""

    course: int
    told: Told
    held: Held | None
    is_gap: bool


@dataclass(frozen=True)
class Member:
    """Someone in a team, with an entry for each course that is required of them."""

    name: str
    group: str
    entries: dict[int, Entry]


@dataclass(frozen=True)
class Part:
    """A team, and the people in it by name."""

    team: str
    members: list[Member]


@dataclass(frozen=True)
class Matrix:
    """All that the paper and the CSV hold. `lines` counts people by courses that are required of them; `rules` are in words, each
    with its course.
    """

    organisation: Organisation
    team: Team | None
    at: datetime.datetime
    courses: list[Page]
    parts: list[Part]
    rules: list[tuple[str, str]]
    rules_hash: str
    says_why: bool

    @property
    def lines(self) -> int:
        return sum(len(member.entries) for part in self.parts for member in part.members)

    @property
    def whole(self) -> str:
        return (
            f"{self.organisation}, {self.team} and the teams below it"
            if self.team
            else str(self.organisation)
        )

    @property
    def as_at(self) -> str:
        return date_format(timezone.localtime(self.at), "j F Y, H:i")

    @property
    def definitions(self) -> list[tuple[str, str]]:
        return DEFINITIONS[VERSION]


def posts_of(person, organisation: Organisation, team: Team | None, *, on: datetime.date) -> PostQuerySet:
    """The posts that someone sees by name today in an organisation, or in one of its teams and below it."""
    posts = scopes.posts_named(person, today=on).filter(organisation=organisation).held_on(on)
    return posts.filter(team__in=Team.objects.within(team)) if team else posts


def expected_lines(person, organisation: Organisation, team: Team | None, *, on: datetime.date) -> int:
    """At most so many lines. Two queries."""
    courses = Requirement.objects.of([organisation]).in_force_on(on).values("course").distinct().count()
    return posts_of(person, organisation, team, on=on).count() * courses


def inspection(person, organisation: Organisation, team: Team | None, *, at: datetime.datetime) -> Matrix:
    """What someone may see of an organisation or of a team today. As many queries for one post as for thousands."""
    on = timezone.localdate(at)
    posts = posts_of(person, organisation, team, on=on)
    led = scopes.keys_led(person, today=on)
    leads = organisation.pk in led
    found = [each for each in scopes.as_seen(standings(posts, on=on), led=led) if each.is_required]
    courses = Page.objects.filter(pk__in={each.course_id for each in found}).order_by("path")
    held = _proofs(found, holdings(posts, organisation, on=on, with_proof=leads))
    rules = canonical(rules_of(organisation, on=on))
    return Matrix(
        organisation=organisation,
        team=team,
        at=at,
        courses=list(courses),
        parts=_parts(posts, found, held),
        rules=_rules_in_words(organisation, json.loads(rules)),
        rules_hash=digest(rules),
        says_why=leads,
    )


def _rules_in_words(organisation: Organisation, rules: dict) -> list[tuple[str, str]]:
    names = names_of(organisation, rules)
    return rules_in_words(rules, lambda what, key: names[what][key])


def _proofs(found: Iterable[PostStanding], held: dict) -> dict[tuple[int, int], Held | None]:
    """By post and course, that by which each stands until its day. One query."""
    asked = Requirement.objects.in_bulk({each.requirement_id for each in found})
    rules = {key: requirement.rule for key, requirement in asked.items()}
    return {
        (each.post_id, each.course_id): proof_of(
            held.get((each.person_id, each.course_id), ()), rules[each.requirement_id]
        )
        for each in found
    }


def _parts(posts: PostQuerySet, found: Iterable[PostStanding], held: dict) -> list[Part]:
    """By team in the order of the tree, those without one last; in each, people by name."""
    by_team = defaultdict(list)
    for each in found:
        by_team[each.team_id].append(each)
    names = dict(posts.order_by("pk").values_list("person_id", "person__name"))
    emails = dict(posts.order_by("pk").values_list("person_id", "person__email"))
    called = {person: name or emails[person] for person, name in names.items()}
    groups = {group.pk: str(group) for group in PracticeGroup.objects.all()}
    teams = Team.objects.filter(pk__in=[key for key in by_team if key]).values_list("pk", "name")
    order = [*teams, *([(None, NO_TEAM)] if None in by_team else [])]
    return [Part(name, _members(by_team[key], called, groups, held)) for key, name in order]


def _members(found: list[PostStanding], called: dict, groups: dict, held: dict) -> list[Member]:
    by_person = defaultdict(list)
    for each in once_a_person(found):
        by_person[each.person_id].append(each)
    members = [
        Member(
            name=called[person],
            group=", ".join(sorted({groups[each.practice_group_id] for each in theirs})),
            entries={each.course_id: _entry(each, held) for each in theirs},
        )
        for person, theirs in by_person.items()
    ]
    return sorted(members, key=lambda member: (member.name.casefold(), member.group))


def _entry(each: PostStanding, held: dict) -> Entry:
    return Entry(
        course=each.course_id,
        told=told(each),
        held=held[each.post_id, each.course_id],
        is_gap=each.is_due and not each.is_done,
    )
