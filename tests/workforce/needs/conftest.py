from dataclasses import dataclass

import pytest

from learning.people.models import Organisation, Team, User
from tests.courses.factories import CourseIndexPageFactory, CoursePageFactory
from tests.factories import (
    OrganisationFactory,
    PostFactory,
    RequirementFactory,
    TeamFactory,
    WorkforceLeadFactory,
)
from tests.workforce.factories import DAY, ON, certify
from tests.workforce.world import CANARY, health_visitors, midwives


@dataclass
class Needs:
    """An organisation with a rule that counts, one other course, and people in two staff groups."""

    organisation: Organisation
    lead: User
    team: Team
    course: object
    other: object
    rule: object
    people: dict[str, User]


@pytest.fixture
def needs(today, home) -> Needs:
    """The first course is mandatory for everyone: of three health visitors one is valid, one never, one new; a midwife."""
    index = CourseIndexPageFactory(parent=home)
    course, other = (CoursePageFactory(parent=index, title=title) for title in ("Think child", "First bond"))
    organisation = OrganisationFactory(name="Northmoor Community Health", code="nch")
    team = TeamFactory(organisation=organisation, name="Quayside", code="quay")
    lead = WorkforceLeadFactory(organisation=organisation, person__name="Lena Lead").person
    rule = RequirementFactory(organisation=organisation, course=course)
    elsewhere = OrganisationFactory(name=f"{CANARY} Trust", partnership=organisation.partnership)
    RequirementFactory(organisation=elsewhere, course=other, teams=[TeamFactory(organisation=elsewhere)])
    people = {
        name: PostFactory(
            organisation=organisation,
            team=team,
            practice_group=group,
            starts_on=ON - days * DAY,
            person__name=name,
        ).person
        for name, group, days in (
            ("Vera Valid", health_visitors(), 1500),
            ("Nora Never", health_visitors(), 1500),
            ("Nils New", health_visitors(), 20),
            ("Mia Midwife", midwives(), 1500),
        )
    }
    certify(people["Vera Valid"], course, ON - 800 * DAY)
    return Needs(organisation, lead, team, course, other, rule, people)


@pytest.fixture
def client(needs, sign_in):
    """The lead's."""
    return sign_in(needs.lead)
