"""Whom someone's numbers are about, and whom of them they see by name. Every test holds people who could leak."""

import pytest

from learning.workforce import scopes
from tests.factories import (
    LineManagerFactory,
    OrganisationFactory,
    PartnershipLeadFactory,
    PostFactory,
    SharingFactory,
    TeamFactory,
    UserFactory,
    WorkforceLeadFactory,
)
from tests.workforce.factories import DAY, ON

pytestmark = pytest.mark.django_db

LAST_YEAR = ON - 365 * DAY


@pytest.fixture
def elsewhere():
    """People of another organisation, in and out of a team."""
    team = TeamFactory(name="Canary")
    return [
        PostFactory(organisation=team.organisation),
        PostFactory(organisation=team.organisation, team=team),
    ]


def counted(person, on=ON) -> set:
    return set(scopes.posts_counted(person, on=on, today=ON))


def named(person, posts, today=ON) -> set:
    return set(scopes.with_is_named(posts, person, today=today).filter(is_named=True))


def test_someone_without_a_responsibility_looks_at_nothing(elsewhere, learner, trainer, administrator):
    for person in (learner, trainer, administrator):
        assert not counted(person)
        assert not scopes.posts_named(person, today=ON).exists()
        assert not scopes.posts_counted_across(person, on=ON, today=ON).exists()


def test_a_lead_counts_the_organisation_alone(lead, elsewhere):
    organisation = lead.responsibilities.get().organisation
    posts = {PostFactory(organisation=organisation) for _ in range(2)}
    assert counted(lead) == posts
    assert list(scopes.organisations_led(lead, today=ON)) == [organisation]
    assert not scopes.teams_managed(lead, today=ON).exists()


def test_a_manager_counts_the_team_and_those_below_and_no_other(manager, elsewhere):
    team = manager.responsibilities.get().team
    below = TeamFactory(parent=team)
    posts = {PostFactory(organisation=team.organisation, team=each) for each in (team, below)}
    PostFactory(organisation=team.organisation)
    PostFactory(organisation=team.organisation, team=TeamFactory(organisation=team.organisation))
    assert counted(manager) == posts
    assert set(scopes.teams_managed(manager, today=ON)) == {team, below}
    assert not scopes.organisations_led(manager, today=ON).exists()


def test_who_leads_one_organisation_and_manages_a_team_of_another_counts_both_once_each(lead, elsewhere):
    team = LineManagerFactory(person=lead).team
    own = PostFactory(organisation=lead.responsibilities.exclude(organisation=None).get().organisation)
    theirs = PostFactory(organisation=team.organisation, team=team)
    assert sorted(scopes.posts_counted(lead, on=ON, today=ON).values_list("pk", flat=True)) == sorted(
        [own.pk, theirs.pk]
    )


def test_a_post_is_counted_on_the_days_it_was_held(lead):
    organisation = lead.responsibilities.get().organisation
    left = PostFactory(organisation=organisation, starts_on=LAST_YEAR, ends_on=ON - DAY)
    to_come = PostFactory(organisation=organisation, starts_on=ON + DAY)
    assert [counted(lead, day) for day in (LAST_YEAR - DAY, LAST_YEAR, ON - DAY, ON, ON + DAY)] == [
        set(),
        {left},
        {left},
        set(),
        {to_come},
    ]


def test_who_has_left_is_counted_on_a_past_day_and_not_named(lead):
    organisation = lead.responsibilities.get().organisation
    left = PostFactory(organisation=organisation, ends_on=ON - DAY)
    stayed = PostFactory(organisation=organisation)
    posts = scopes.posts_counted(lead, on=ON - DAY, today=ON)
    assert set(posts) == {left, stayed}
    assert named(lead, posts) == {stayed}
    assert set(scopes.posts_named(lead, today=ON)) == {stayed}


def test_who_has_left_for_another_organisation_is_not_named(lead):
    left = PostFactory(organisation=lead.responsibilities.get().organisation, ends_on=ON - DAY)
    PostFactory(person=left.person)
    assert named(lead, scopes.posts_counted(lead, on=ON - DAY, today=ON)) == set()


def test_who_has_changed_post_within_the_organisation_is_named_still(lead):
    organisation = lead.responsibilities.get().organisation
    before = PostFactory(organisation=organisation, ends_on=ON - DAY)
    PostFactory(organisation=organisation, person=before.person, starts_on=ON)
    assert named(lead, scopes.posts_counted(lead, on=ON - DAY, today=ON)) == {before}


def test_who_has_moved_to_another_team_is_not_named_to_the_manager(manager):
    team = manager.responsibilities.get().team
    before = PostFactory(organisation=team.organisation, team=team, ends_on=ON - DAY)
    PostFactory(organisation=team.organisation, person=before.person, starts_on=ON)
    assert counted(manager, ON - DAY) == {before}
    assert named(manager, scopes.posts_counted(manager, on=ON - DAY, today=ON)) == set()


def test_who_has_left_one_organisation_for_another_of_the_same_viewer_is_named_in_the_new_one_alone(lead):
    """They lead the first and manage a team of the second, or the other way round."""
    led = lead.responsibilities.get().organisation
    team = LineManagerFactory(person=lead).team
    to_team = PostFactory(organisation=led, ends_on=ON - DAY)
    in_team = PostFactory(person=to_team.person, organisation=team.organisation, team=team, starts_on=ON)
    from_team = PostFactory(organisation=team.organisation, team=team, ends_on=ON - DAY)
    in_led = PostFactory(person=from_team.person, organisation=led, starts_on=ON)
    before, after = (scopes.posts_counted(lead, on=day, today=ON) for day in (ON - DAY, ON))
    assert set(before) == {to_team, from_team}
    assert named(lead, before) == set()
    assert named(lead, after) == {in_team, in_led}


def test_a_partnership_lead_counts_every_organisation_that_shares_and_names_nobody(elsewhere):
    lead = PartnershipLeadFactory()
    posts = {PostFactory(organisation=OrganisationFactory(partnership=lead.partnership)) for _ in range(2)}
    for post in posts:
        SharingFactory(organisation=post.organisation, starts_on=LAST_YEAR, ends_on=ON)
    PostFactory(organisation=OrganisationFactory(partnership=lead.partnership))
    PostFactory(organisation=SharingFactory(starts_on=LAST_YEAR, ends_on=ON).organisation)
    assert list(scopes.partnerships_led(lead.person, today=ON)) == [lead.partnership]
    assert set(scopes.posts_counted_across(lead.person, on=ON, today=ON)) == posts
    assert not counted(lead.person)
    assert not scopes.posts_named(lead.person, today=ON).exists()


def test_a_lead_who_has_left_the_role_looks_at_nothing():
    responsibility = WorkforceLeadFactory(person=UserFactory())
    PostFactory(organisation=responsibility.organisation)
    person = responsibility.person
    responsibility.delete()
    assert not counted(person)


@pytest.mark.parametrize("count", [1, 20])
def test_whom_a_manager_counts_and_names_takes_three_queries(count, manager, django_assert_num_queries):
    team = manager.responsibilities.get().team
    for _ in range(count):
        PostFactory(organisation=team.organisation, team=team)
    with django_assert_num_queries(3):
        posts = scopes.with_is_named(scopes.posts_counted(manager, on=ON, today=ON), manager, today=ON)
        assert [post.is_named for post in posts] == [True] * count
