"""Two organisations, so that there is always something that could leak: ours, and one whose names are canaries."""

import datetime
from dataclasses import dataclass

from learning.people.models import Organisation, PracticeGroup, Team, User
from tests.factories import (
    AbsenceFactory,
    OrganisationFactory,
    PostFactory,
    RequirementFactory,
    SharingFactory,
    TeamFactory,
    WorkforceLeadFactory,
)
from tests.workforce.factories import DAY, ON, certify

NOW = datetime.datetime.combine(ON, datetime.time(10), tzinfo=datetime.UTC)
CANARY = "Kanarienvogel"


@dataclass
class World:
    """Our organisation on a day: who leads it, its teams, its courses, and people by how they stand."""

    organisation: Organisation
    lead: User
    team: Team
    below: Team
    beside: Team
    course: object
    other_course: object
    people: dict[str, User]

    def someone(self, name: str, **post) -> User:
        post = {"team": self.team, "starts_on": ON - 1500 * DAY} | post
        return PostFactory(organisation=self.organisation, person__name=name, **post).person


def health_visitors() -> PracticeGroup:
    return PracticeGroup.objects.get(code="hv")


def midwives() -> PracticeGroup:
    return PracticeGroup.objects.get(code="mw")


def a_world(course, other_course) -> World:
    """In the team: one valid, one lapsed, one never, one new. Below it: one away. Beside it: a midwife, lapsing soon.

    Only the first course is required of everyone, the other of health visitors.
    """
    organisation = OrganisationFactory(name="Northmoor Community Health", short_name="NCH")
    team = TeamFactory(organisation=organisation, name="Quayside")
    below, beside = (
        TeamFactory(parent=team, name="Duty desk"),
        TeamFactory(organisation=organisation, name="Hillfoot"),
    )
    lead = WorkforceLeadFactory(organisation=organisation, person__name="Lena Lead").person
    SharingFactory(organisation=organisation, by=lead)
    world = World(organisation, lead, team, below, beside, course, other_course, {})
    RequirementFactory(organisation=organisation, course=course)
    RequirementFactory(organisation=organisation, course=other_course, groups=[health_visitors()])
    world.people = {
        "valid": world.someone("Vera Valid"),
        "lapsed": world.someone("Lars Lapsed"),
        "never": world.someone("Nora Never"),
        "new": world.someone("Nils New", starts_on=ON - 20 * DAY),
        "away": world.someone("Ada Away", team=below),
        "soon": world.someone("Sana Soon", team=beside, practice_group=midwives()),
    }
    certify(world.people["valid"], course, ON - 400 * DAY)
    certify(world.people["lapsed"], course, ON - 1200 * DAY)
    certify(world.people["soon"], course, ON - 1065 * DAY)
    AbsenceFactory(post=world.people["away"].posts.get(), starts_on=ON - 60 * DAY)
    return world


def a_canary(course) -> User:
    """Someone of another organisation of the same partnership, everything about whom has the canary's name."""
    organisation = OrganisationFactory(name=f"{CANARY} Trust", short_name=CANARY)
    team = TeamFactory(organisation=organisation, name=f"{CANARY} team")
    RequirementFactory(organisation=organisation, course=course)
    return PostFactory(organisation=organisation, team=team, person__name=f"{CANARY} Singer").person
