"""The table from what is kept: the same as counted, for whoever looks, and which tables are kept at all."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.workforce import lists, views
from learning.workforce.filters import Filters, Which
from learning.workforce.models import Look, Rollup, Touched
from learning.workforce.rollups import listing
from tests.factories import LineManagerFactory, PostFactory, RequirementFactory, WorkforceLeadFactory
from tests.workforce.factories import DAY, ON, certify
from tests.workforce.rollups.live import fold_all
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
    fold_all(at=NOW)
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


def test_a_lead_sees_the_same_numbers_as_counted(kept, lead_client):
    for filters in (
        {},
        {"team": kept.team.pk, "asked": "recommended"},
        {"team": kept.beside.pk, "side": "whole_family"},
        {"side": "whole_family"},
        {"organisation": kept.organisation.pk, "course": kept.course.pk, "team": kept.below.pk},
    ):
        assert_same(lead_client, **filters)


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


def test_several_places_are_added_up_with_whoever_is_in_both_once(kept, sign_in):
    """Theo holds posts in both teams; Omar in both organisations, late in one of them."""
    manager = LineManagerFactory(team=kept.team).person
    LineManagerFactory(person=manager, team=kept.beside)
    other = WorkforceLeadFactory(person=kept.lead).organisation
    RequirementFactory(organisation=other, course=kept.course)
    twice = kept.someone("Omar Overall")
    PostFactory(person=twice, organisation=other, practice_group=midwives(), starts_on=ON - 900 * DAY)
    for _ in range(3):
        certify(PostFactory(organisation=other).person, kept.course, ON - 300 * DAY)
    fold_all(at=NOW)
    for person in (manager, kept.lead):
        client = sign_in(person)
        for filters in ({}, {"course": kept.course.pk}, {"side": "whole_family"}, {"asked": "recommended"}):
            assert_same(client, **filters)
    assert "1 away" in shown(sign_in(manager)).total.left_out_words


def test_several_places_of_which_one_is_not_kept_are_counted(kept, sign_in):
    other = WorkforceLeadFactory(person=kept.lead).organisation
    client = sign_in(kept.lead)
    assert shown(client).as_at is None
    assert shown(client, organisation=kept.organisation.pk).as_at is not None
    assert shown(client, organisation=other.pk).as_at is None


def test_what_is_not_kept_and_of_too_many_is_told_in_words(kept, lead_client, settings):
    settings.LIVE_MOST_POSTS = 3
    assert shown(lead_client).as_at is not None
    day = {"on": (ON - DAY).isoformat()}
    for address in (URL, reverse("workforce_people")):
        response = lead_client.get(address, day)
        assert "shown" not in response.context
        assert (
            response.context["form"].errors["team"][0].startswith("Choose a team: here are more than 3 posts")
        )
    few = lead_client.get(URL, day | {"team": kept.below.pk})
    assert few.context["shown"].total.left_out == 1
    refused = lead_client.post(reverse("export_table"), day)
    assert refused.url == f"{URL}?on={day['on']}"


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
        fold_all(at=NOW)
        lead_client.get(URL)
        with CaptureQueriesContext(connection) as captured:
            assert shown(lead_client).as_at is not None
        return len(captured)

    few = queries()
    grow(kept)
    assert queries() == few <= 21


LIST = reverse("workforce_people")


def lines_of(client, **filters) -> list:
    response = client.get(LIST, filters)
    assert "Counted up to" in response.context["counted"]
    return response.context["page"].paginator.object_list


@pytest.mark.parametrize("which", ["", *Which.values])
def test_the_people_behind_a_number_are_the_same_as_counted(kept, which):
    manager = LineManagerFactory(team=kept.team).person
    for person, chosen in (
        (kept.lead, {}),
        (kept.lead, {"team": kept.team, "side": "whole_family"}),
        (kept.lead, {"course": kept.course}),
        (kept.lead, {"group": health_visitors()}),
        (kept.lead, {"asked": "recommended"}),
        (manager, {}),
    ):
        filters = Filters(today=ON, on=ON, which=which, **chosen)
        found = listing.listing(person, filters, sort="", at=NOW)
        live = lists.listing(person, filters, sort="")
        assert (found.summary, found.counted == "") == (live.summary, filters.is_not_kept)
        assert len(found.lines) == len(live.lines)
        assert sorted(map(repr, found.lines)) == sorted(map(repr, live.lines))
        assert [line.name for line in found.lines] == [line.name for line in live.lines]


def test_whoever_has_left_or_moved_is_named_no_more_though_it_is_not_folded_yet(kept, manager_client):
    names = [line.name for line in lines_of(manager_client, course=kept.course.pk)]
    assert {"Vera Valid", "Lars Lapsed"} < set(names)
    kept.people["valid"].posts.update(ends_on=ON - DAY)
    kept.people["lapsed"].posts.update(team=kept.beside)
    left = [line.name for line in lines_of(manager_client, course=kept.course.pk)]
    assert set(names) - set(left) == {"Vera Valid", "Lars Lapsed"}


def test_a_list_may_be_sorted_and_turned_over(kept, lead_client, monkeypatch):
    monkeypatch.setattr(listing, "PEOPLE", 2)
    monkeypatch.setattr(views, "LINES_A_PAGE", 3)
    first = lead_client.get(LIST, {"page": 1}).context["page"]
    second = lead_client.get(LIST, {"page": 2}).context["page"]
    everyone = lines_of(lead_client)
    assert [*first, *second] == list(everyone)[:6]
    assert everyone[4] == list(everyone)[4]
    turned = lead_client.get(LIST, {"sort": "-name"}).context["page"].paginator.object_list
    assert [line.name for line in turned] == [line.name for line in everyone][::-1]


def test_a_file_of_people_is_as_long_as_it_says(kept, lead_client):
    file = b"".join(lead_client.post(reverse("export_people"), {})).decode()
    assert "Counted up to" in file
    rows = file.split("Why left out\r\n")[1].splitlines()
    assert len(rows) == Look.objects.get().rows == len(lines_of(lead_client))
