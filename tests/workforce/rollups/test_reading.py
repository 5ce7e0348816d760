"""The table from what is kept: the same as counted, for whoever looks, and which tables are kept at all."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.workforce.models import Rollup, Touched
from learning.workforce.rollups import folding
from tests.factories import LineManagerFactory, PostFactory, RequirementFactory, WorkforceLeadFactory
from tests.workforce.factories import DAY, ON, certify
from tests.workforce.test_page_queries import grow
from tests.workforce.world import NOW, health_visitors, midwives

URL = reverse("workforce")


@pytest.fixture
def kept(world):
    """Also somebody with two posts, in two teams and groups, someone away for two reasons, and what is recommended."""
    twice = world.someone("Theo Twice", practice_group=midwives(), is_primary=False)
    PostFactory(
        person=twice, organisation=world.organisation, team=world.beside, practice_group=health_visitors()
    )
    rule = RequirementFactory(
        organisation=world.organisation, course=world.other_course, groups=[midwives()], kind="recommended"
    )
    assert rule.pk
    certify(twice, world.course, ON - 1050 * DAY)
    folding.fold_all(at=NOW)
    return world


def shown(client, **filters):
    return client.get(URL, filters).context["shown"]


def counted(client, **filters):
    """The same table, counted at the view."""
    Rollup.objects.update(is_ready=False)
    table = shown(client, **filters)
    Rollup.objects.update(is_ready=True)
    return table


def assert_same(client, **filters) -> None:
    kept, live = shown(client, **filters), counted(client, **filters)
    assert kept.as_at is not None
    assert live.as_at is None
    for part in ("caption", "courses", "rows", "total", "tallies"):
        assert getattr(kept, part) == getattr(live, part), part


@pytest.mark.parametrize("asked", ["required", "recommended"])
def test_a_lead_sees_the_same_numbers_as_counted(kept, lead_client, asked):
    for filters in (
        {},
        {"team": kept.team.pk},
        {"team": kept.beside.pk, "side": "whole_family"},
        {"side": "whole_family"},
        {"course": kept.course.pk},
        {"organisation": kept.organisation.pk, "course": kept.course.pk, "team": kept.below.pk},
    ):
        assert_same(lead_client, asked=asked, **filters)


def test_a_manager_sees_the_same_numbers_and_not_why_people_are_away(kept, manager_client):
    assert_same(manager_client)
    assert_same(manager_client, course=kept.course.pk)
    assert_same(manager_client, team=kept.below.pk)
    assert "1 away" in shown(manager_client).total.left_out_words
    assert "maternity" not in manager_client.get(URL).content.decode()


def test_a_team_below_one_that_is_managed_adds_nothing(kept, sign_in):
    manager = LineManagerFactory(team=kept.team).person
    LineManagerFactory(person=manager, team=kept.below)
    assert_same(sign_in(manager))


def test_several_places_together_are_counted(kept, sign_in):
    """Someone in both is once in the total, which no sum of two kept rows says."""
    manager = LineManagerFactory(team=kept.team).person
    LineManagerFactory(person=manager, team=kept.beside)
    client = sign_in(manager)
    assert shown(client).as_at is None
    assert shown(client, team=kept.beside.pk).as_at is not None
    lead = WorkforceLeadFactory(person=kept.lead).organisation
    assert shown(sign_in(kept.lead)).as_at is None
    assert shown(sign_in(kept.lead), organisation=kept.organisation.pk).as_at is not None
    assert shown(sign_in(kept.lead), organisation=lead.pk).as_at is None


def test_a_day_that_is_over_is_counted(kept, lead_client):
    assert shown(lead_client, on=(ON - DAY).isoformat()).as_at is None


def test_it_says_up_to_when_it_was_counted_on_the_page_and_in_the_file(kept, lead_client):
    Touched.objects.create(organisation=kept.organisation, person=1, at=NOW.replace(hour=9, minute=42))
    words = "Counted up to 3 March 2027 at 09:42."
    assert words in lead_client.get(URL).content.decode()
    file = lead_client.post(reverse("export_table"), {})
    assert words in b"".join(file).decode()
    Touched.objects.all().delete()
    assert "Counted up to 3 March 2027 at 10:00." in lead_client.get(URL).content.decode()


def test_queries_are_the_same_at_eight_and_at_two_hundred_people(kept, lead_client):
    def queries() -> int:
        folding.fold_all(at=NOW)
        lead_client.get(URL)
        with CaptureQueriesContext(connection) as captured:
            assert shown(lead_client).as_at is not None
        return len(captured)

    few = queries()
    grow(kept)
    assert queries() == few <= 20
