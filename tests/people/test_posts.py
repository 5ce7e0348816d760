import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from learning.people.models import Post, PracticeGroup, Responsibility
from learning.people.sides import Side
from tests.factories import (
    AbsenceFactory,
    AreaFactory,
    LineManagerFactory,
    OrganisationFactory,
    PartnershipFactory,
    PostFactory,
    TeamFactory,
    UserFactory,
    WorkforceLeadFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2027, 3, 3)


def test_the_migration_brings_the_28_staff_groups():
    assert PracticeGroup.objects.count() == 28
    health_visitor = PracticeGroup.objects.get(code="hv")
    assert (health_visitor.service_side, health_visitor.esr_staff_group, health_visitor.regulator) == (
        Side.WHOLE_FAMILY,
        PracticeGroup.EsrStaffGroup.NURSING,
        "NMC",
    )


def test_every_staff_group_holds_values_that_its_model_allows():
    for group in PracticeGroup.objects.all():
        group.full_clean()


def test_a_post_takes_its_side_from_its_staff_group():
    group = PracticeGroup.objects.get(code="csw")
    assert PostFactory(practice_group=group).service_side == Side.CHILDREN


def test_a_post_in_a_group_without_a_side_takes_that_of_its_organisation():
    group = PracticeGroup.objects.get(code="clin")
    assert PostFactory(practice_group=group, organisation__side=Side.ADULT).service_side == Side.ADULT


def test_a_post_may_say_its_own_side():
    assert PostFactory(service_side=Side.ADULT).service_side == Side.ADULT


def test_the_database_refuses_a_post_without_a_side():
    post = PostFactory()
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("UPDATE people_post SET service_side = '' WHERE id = %s", [post.pk])


def test_a_post_is_held_from_its_first_day_to_its_last():
    post = PostFactory(starts_on=DAY, ends_on=DAY)
    day = datetime.timedelta(days=1)
    assert list(Post.objects.held_on(DAY)) == [post]
    assert not Post.objects.held_on(DAY - day).exists()
    assert not Post.objects.held_on(DAY + day).exists()
    assert (post.is_held_on(DAY - day), post.is_held_on(DAY), post.is_held_on(DAY + day)) == (
        False,
        True,
        False,
    )


def test_a_post_cannot_end_before_it_starts():
    with pytest.raises(IntegrityError):
        PostFactory(starts_on=DAY, ends_on=DAY - datetime.timedelta(days=1))


@pytest.mark.parametrize("with_team", [True, False])
def test_a_post_is_held_once(with_team):
    team = TeamFactory()
    facts = {
        "person": UserFactory(),
        "organisation": team.organisation,
        "team": team if with_team else None,
        "starts_on": DAY,
    }
    PostFactory(**facts)
    with pytest.raises(IntegrityError):
        PostFactory(**facts)


def test_someone_may_hold_two_posts_at_once():
    person = PostFactory(starts_on=DAY).person
    PostFactory(person=person, starts_on=DAY)
    assert person.posts.held_on(DAY).count() == 2


def test_a_post_cannot_be_in_the_team_of_another_organisation():
    post = PostFactory()
    post.team = TeamFactory()
    with pytest.raises(ValidationError, match="is not a team of"):
        post.full_clean()


def test_a_post_has_one_open_absence_at_most():
    absence = AbsenceFactory()
    with pytest.raises(IntegrityError):
        AbsenceFactory(post=absence.post)


def test_a_second_absence_may_follow_one_that_has_ended():
    absence = AbsenceFactory(ended_on=DAY)
    AbsenceFactory(post=absence.post)
    assert absence.post.absences.count() == 2


@pytest.mark.parametrize("field", ["ended_on", "expected_until"])
def test_an_absence_cannot_end_before_it_starts(field):
    with pytest.raises(IntegrityError):
        AbsenceFactory(starts_on=DAY, **{field: DAY - datetime.timedelta(days=1)})


def test_a_code_of_a_team_or_area_is_unique_where_it_is_used():
    organisation, partnership = OrganisationFactory(), PartnershipFactory()
    TeamFactory(organisation=organisation, code="a")
    TeamFactory(code="a")
    AreaFactory(partnership=partnership, code="a")
    AreaFactory(code="a")
    with pytest.raises(IntegrityError):
        TeamFactory(organisation=organisation, code="a")


def test_an_area_code_is_unique_in_its_partnership():
    area = AreaFactory()
    with pytest.raises(IntegrityError):
        AreaFactory(partnership=area.partnership, code=area.code)


def test_a_role_needs_the_scope_that_fits_it():
    with pytest.raises(IntegrityError):
        Responsibility.objects.create(
            person=UserFactory(),
            role=Responsibility._meta.get_field("role").choices[0][0],
            team=TeamFactory(),
        )


def test_a_role_is_given_once_for_a_scope():
    lead = WorkforceLeadFactory()
    WorkforceLeadFactory(organisation=lead.organisation)
    with pytest.raises(IntegrityError):
        WorkforceLeadFactory(person=lead.person, organisation=lead.organisation)


def test_a_team_is_managed_once_by_someone():
    manager = LineManagerFactory()
    with pytest.raises(IntegrityError):
        LineManagerFactory(person=manager.person, team=manager.team)
