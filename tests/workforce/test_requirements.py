"""The row of a requirement: what the database and the form of words refuse, and which days it is in force."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models.deletion import ProtectedError

from learning.people.models import PracticeGroup
from learning.workforce.models import Requirement, RequirementGroup, RequirementTeam
from learning.workforce.statuses import Rule
from tests.factories import OrganisationFactory, RequirementFactory, TeamFactory
from tests.workforce.factories import DAY, ON

COLUMNS = {
    "requirement_has_a_known_kind": ("kind = 'optional'", "kind = 'recommended'"),
    "requirement_ends_after_it_starts": ("effective_to = '2020-01-01'", "effective_to = effective_from"),
    "target_is_from_1_to_100_per_cent": ("target_pct = 101", "target_pct = 100"),
    "target_is_at_least_1": ("target_pct = 0, amber_margin = 0", "target_pct = 1, amber_margin = 1"),
    "margin_is_at_most_the_target": ("amber_margin = target_pct + 1", "amber_margin = target_pct"),
    "renewal_is_after_a_month_at_least": ("refresh_months = 0", "refresh_months = NULL"),
    "renewed_early_in_90_days_at_most": ("early_renewal_days = 91", "early_renewal_days = 90"),
}


@pytest.fixture
def requirement(course):
    return RequirementFactory(course=course)


def write(change: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE workforce_requirement SET {change}")  # noqa: S608  the words above


@pytest.mark.parametrize(("refused", "accepted"), COLUMNS.values(), ids=COLUMNS.keys())
def test_the_database_refuses_what_makes_no_sense_and_accepts_its_neighbour(refused, accepted, requirement):
    write(accepted)
    with pytest.raises(IntegrityError), transaction.atomic():
        write(refused)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"effective_to": datetime.date(2020, 1, 1)}, "The last day cannot be before the first day."),
        ({"target_pct": 101}, "The target is a percentage from 1 to 100."),
        ({"amber_margin": 91}, "The margin cannot be larger than the target."),
        ({"refresh_months": 0}, "It is renewed after 1 month at the earliest."),
        ({"first_due_days": 3651}, "3650"),
        ({"early_renewal_days": 91}, "At most 90 days: a course opens for renewing that long before its end"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(facts, words, requirement):
    for name, value in facts.items():
        setattr(requirement, name, value)
    with pytest.raises(ValidationError) as refusal:
        requirement.full_clean(exclude=["course"])
    assert words in str(refusal.value)


def test_only_a_course_can_be_required(requirement):
    with pytest.raises(ValidationError) as refusal:
        requirement.full_clean()
    assert refusal.value.message_dict == {
        "course": ["Choose a course. The first course is a page of another kind."]
    }


def test_a_team_of_another_organisation_is_named_and_refused(requirement):
    own, other = TeamFactory(organisation=requirement.organisation), TeamFactory(name="Elsewhere")
    requirement.refuse_teams_elsewhere([own])
    with pytest.raises(ValidationError, match="Elsewhere: not of"):
        requirement.refuse_teams_elsewhere([own, other])


@pytest.mark.parametrize(("days", "expected"), [(-1, False), (0, True), (10, True), (11, False)])
def test_it_is_in_force_from_its_first_day_to_its_last(days, expected, course):
    RequirementFactory(course=course, effective_from=ON, effective_to=ON + 10 * DAY)
    assert Requirement.objects.in_force_on(ON + days * DAY).exists() is expected


def test_it_stays_in_force_without_a_last_day(requirement):
    assert Requirement.objects.in_force_on(ON + 9999 * DAY).get() == requirement


def test_those_of_an_organisation_are_its_own(requirement):
    other = RequirementFactory(course=requirement.course)
    assert list(Requirement.objects.of([requirement.organisation])) == [requirement]
    assert set(Requirement.objects.of([requirement.organisation_id, other.organisation_id])) == {
        requirement,
        other,
    }
    assert not Requirement.objects.of([OrganisationFactory()]).exists()


def test_its_rule_is_what_statuses_need(requirement):
    assert requirement.rule == Rule(
        first_due_days=90,
        returner_days=60,
        refresh_months=36,
        effective_from=requirement.effective_from,
        effective_to=None,
        early_renewal_days=90,
    )


def test_a_team_or_staff_group_that_a_requirement_names_cannot_be_deleted(course):
    """Without its last one, the requirement would come to be one of everybody."""
    group, team = PracticeGroup.objects.get(code="gp"), TeamFactory()
    RequirementFactory(course=course, organisation=team.organisation, groups=[group], teams=[team])
    for thing in (group, team, team.organisation, course):
        with pytest.raises(ProtectedError):
            thing.delete()


def test_a_requirement_names_a_group_or_team_once(course):
    group, team = PracticeGroup.objects.get(code="gp"), TeamFactory()
    requirement = RequirementFactory(course=course, groups=[group], teams=[team])
    for row in (
        RequirementGroup(requirement=requirement, practice_group=group),
        RequirementTeam(requirement=requirement, team=team),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_it_says_whom_it_is_for(course):
    hv, sn = (PracticeGroup.objects.get(code=code) for code in ("hv", "sn"))
    team = TeamFactory(name="Market")
    assert RequirementFactory(course=course).who() == "Every staff group"
    assert RequirementFactory(course=course, groups=[hv, sn], teams=[team]).who() == (
        "Health visitor (SCPHN), School nurse; Market"
    )
