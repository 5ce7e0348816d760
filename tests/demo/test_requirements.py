"""What Northmoor's organisations require, as written and as loaded."""

import datetime

import pytest

from courses.demo import data
from courses.demo.needs import NOT_ASKED, RECOMMENDED, REQUIRED, need
from courses.demo.staff import Slot
from learning.people.models import Post
from learning.workforce.counting import cell
from learning.workforce.models import NeedChange, NeedDefault, Requirement
from learning.workforce.standings import standings
from learning.workforce.statuses import Status
from tests.demo.conftest import PEOPLE


@pytest.mark.parametrize(
    ("team", "group", "course", "expected"),
    [
        ("NCH-S-QUAY", "hv", "C1", REQUIRED),
        ("NCH-S-QUAY", "hvst", "C3", RECOMMENDED),
        ("NCH-S-QUAY", "stu", "C3", NOT_ASKED),
        ("NPFT-CRISIS", "mhn", "C2", REQUIRED),
        ("NPFT-ALDER", "mhn", "C2", NOT_ASKED),
    ],
)
def test_how_strongly_a_course_is_asked_depends_on_group_and_team(
    requirements, team, group, course, expected
):
    assert need(requirements, Slot(team.split("-")[0], team, group, ""), course) == expected


def test_every_requirement_as_written_is_loaded(demonstration, requirements):
    counting = Requirement.objects.in_force_on(demonstration.today)
    assert counting.count() == len(requirements)
    assert set(Requirement.objects.values_list("kind", flat=True)) == {rule["kind"] for rule in requirements}
    for requirement in Requirement.objects.all():
        requirement.full_clean()
        requirement.refuse_teams_elsewhere(requirement.teams.all())


def test_what_is_announced_and_proposed_has_its_reason_and_counts_for_nobody(demonstration):
    [announced] = Requirement.objects.exclude(effective_from__lte=demonstration.today)
    assert (announced.organisation.code, announced.get_kind_display()) == ("nch", "Essential for the role")
    assert NeedDefault.objects.count() == 2
    told = NeedChange.objects.order_by("pk").values_list("by__email", "what")
    assert list(told) == [
        ("lead@northmoor.example", "added"),
        *[("partnership@northmoor.example", "added")] * 2,
    ]
    assert all(change.reason.text for change in NeedChange.objects.all())


def test_a_requirement_is_dated_from_the_day_of_loading_and_names_its_groups_and_teams(demonstration):
    requirement = Requirement.objects.get(organisation__code="npft", teams__code="npft-crisis")

    assert requirement.effective_from == demonstration.today - datetime.timedelta(days=720)
    assert str(requirement.course) == data.read("content/c2.yaml")["course"]["title"]
    assert {group.code for group in requirement.practice_groups.all()} == {"mhn", "psych", "clin"}
    assert requirement.teams.count() == 4
    assert (requirement.refresh_months, requirement.target_pct) == (36, 85)


def test_students_complete_it_once(demonstration):
    rules = Requirement.objects.filter(practice_groups__code="stu")

    assert rules.count() == 4
    assert {rule.refresh_months for rule in rules} == {None}


def test_people_stand_in_many_ways_and_every_one_is_counted_or_left_out(demonstration):
    found = standings(Post.objects.all(), on=demonstration.today)
    whole = cell(found)

    assert {Status.COMPLIANT, Status.EXPIRING, Status.NEVER, Status.IN_GRACE} <= {
        each.status for each in found
    }
    assert len(whole.counted) + len(whole.left_out) == len(whole.members) > PEOPLE
    assert 0 < whole.count.n < whole.count.due
