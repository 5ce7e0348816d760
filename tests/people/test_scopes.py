"""Whom each role may see by name, with data that could leak."""

import datetime

import pytest

from learning.people.models import Organisation, Team, User
from tests.factories import (
    LineManagerFactory,
    OrganisationFactory,
    PartnershipLeadFactory,
    PostFactory,
    TeamFactory,
    UserFactory,
    WorkforceLeadFactory,
)

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2027, 3, 3)
YESTERDAY = datetime.date(2027, 3, 2)
TOMORROW = datetime.date(2027, 3, 4)


def seen_by(person) -> set:
    return set(User.objects.visible_to(person, on=TODAY))


def person_in(team, **post):
    return PostFactory(organisation=team.organisation, team=team, **post).person


def test_a_learner_sees_themselves_and_no_colleague():
    team = TeamFactory()
    learner, _ = person_in(team), person_in(team)
    assert seen_by(learner) == {learner}


def test_a_trainer_sees_nobody_else(trainer, learner):
    assert seen_by(trainer) == {trainer}


def test_an_administrator_sees_everyone(administrator, learner):
    assert seen_by(administrator) == {administrator, learner}


def test_a_lead_sees_the_people_of_the_organisation_and_of_no_other():
    lead = WorkforceLeadFactory()
    theirs = PostFactory(organisation=lead.organisation).person
    PostFactory(organisation=OrganisationFactory(partnership=lead.organisation.partnership))
    assert seen_by(lead.person) == {lead.person, theirs}


def test_a_lead_sees_someone_who_has_yet_to_start():
    lead = WorkforceLeadFactory()
    starter = PostFactory(organisation=lead.organisation, starts_on=TOMORROW).person
    assert starter in seen_by(lead.person)


def test_a_lead_sees_someone_on_the_last_day_of_their_post_and_not_after():
    lead = WorkforceLeadFactory()
    leaving = PostFactory(organisation=lead.organisation, ends_on=TODAY).person
    left = PostFactory(organisation=lead.organisation, ends_on=YESTERDAY).person
    seen = seen_by(lead.person)
    assert leaving in seen
    assert left not in seen


def test_a_lead_who_has_left_the_role_sees_nobody():
    lead = WorkforceLeadFactory()
    PostFactory(organisation=lead.organisation)
    lead.delete()
    assert seen_by(lead.person) == {lead.person}


def test_a_manager_sees_the_team_and_every_team_below_it():
    manager = LineManagerFactory()
    below = TeamFactory(parent=manager.team)
    deeper = TeamFactory(parent=below)
    people = {person_in(team) for team in (manager.team, below, deeper)}
    assert seen_by(manager.person) == {manager.person, *people}


def test_a_manager_sees_neither_the_team_above_nor_one_beside():
    top = TeamFactory()
    manager = LineManagerFactory(team=TeamFactory(parent=top))
    person_in(top)
    person_in(TeamFactory(parent=top))
    person_in(TeamFactory())
    assert seen_by(manager.person) == {manager.person}


def test_a_manager_sees_only_who_is_in_post_today():
    manager = LineManagerFactory()
    person_in(manager.team, ends_on=YESTERDAY)
    person_in(manager.team, starts_on=TOMORROW)
    here = person_in(manager.team, ends_on=TODAY)
    assert seen_by(manager.person) == {manager.person, here}


def test_a_manager_does_not_see_colleagues_without_a_team():
    manager = LineManagerFactory()
    PostFactory(organisation=manager.team.organisation)
    assert seen_by(manager.person) == {manager.person}


def test_a_partnership_lead_sees_nobody_by_name():
    lead = PartnershipLeadFactory()
    PostFactory(organisation__partnership=lead.partnership)
    assert seen_by(lead.person) == {lead.person}


def test_a_live_post_in_one_team_does_not_show_an_ended_one_to_its_manager():
    manager = LineManagerFactory()
    person = person_in(manager.team, ends_on=YESTERDAY)
    PostFactory(person=person)
    assert person not in seen_by(manager.person)


def test_someone_with_two_posts_is_listed_once():
    lead = WorkforceLeadFactory()
    person = PostFactory(organisation=lead.organisation).person
    PostFactory(organisation=lead.organisation, person=person, starts_on=TODAY)
    assert list(User.objects.visible_to(lead.person, on=TODAY).filter(pk=person.pk)) == [person]


def test_organisations_are_led_by_their_leads_alone(administrator):
    lead = WorkforceLeadFactory()
    OrganisationFactory()
    assert list(Organisation.objects.led_by(lead.person, on=TODAY)) == [lead.organisation]
    assert not Organisation.objects.led_by(administrator, on=TODAY).exists()
    assert not Organisation.objects.led_by(LineManagerFactory().person, on=TODAY).exists()


def test_an_administrator_may_bring_people_into_every_organisation(administrator):
    lead = WorkforceLeadFactory()
    other = OrganisationFactory()
    assert set(Organisation.objects.staffed_by(administrator, on=TODAY)) == {lead.organisation, other}
    assert set(Organisation.objects.staffed_by(lead.person, on=TODAY)) == {lead.organisation}
    assert not Organisation.objects.staffed_by(UserFactory(), on=TODAY).exists()


def test_managed_teams_are_the_subtree():
    manager = LineManagerFactory()
    below = TeamFactory(parent=manager.team)
    TeamFactory()
    assert set(Team.objects.managed_by(manager.person, on=TODAY)) == {manager.team, below}
    assert set(Team.objects.within(manager.team)) == {manager.team, below}
    assert not Team.objects.managed_by(WorkforceLeadFactory().person, on=TODAY).exists()


@pytest.mark.parametrize("count", [1, 20])
def test_whom_a_manager_sees_takes_one_query(count, django_assert_num_queries):
    manager = LineManagerFactory()
    for _ in range(count):
        person_in(manager.team)
    person = User.objects.get(pk=manager.person.pk)
    assert person.is_administrator is False
    with django_assert_num_queries(1):
        assert len(seen_by(person)) == count + 1
