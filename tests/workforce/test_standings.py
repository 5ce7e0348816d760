"""Which requirement covers a post, and what of the database its standing rests on."""

import datetime

import pytest

from learning.people.models import Post, PracticeGroup
from learning.people.sides import Side
from learning.workforce.models import Requirement
from learning.workforce.standings import standings
from learning.workforce.statuses import Status
from tests.factories import AbsenceFactory, OrganisationFactory, PostFactory, RequirementFactory, TeamFactory
from tests.workforce.factories import DAY, ON, a_course, certify, noon

Kind = Requirement.Kind


def all_standings(**facts):
    return standings(Post.objects.all(), on=ON, **facts)


def covered(**facts) -> set[int]:
    return {each.post_id for each in all_standings(**facts)}


def group(code: str) -> PracticeGroup:
    return PracticeGroup.objects.get(code=code)


@pytest.fixture
def post(team):
    return PostFactory(organisation=team.organisation, team=team)


# Whom it covers


def test_naming_no_group_and_no_team_covers_everyone_of_the_organisation_and_nobody_else(course, post):
    PostFactory()
    colleague = PostFactory(organisation=post.organisation, practice_group=group("mgr"))
    RequirementFactory(course=course, organisation=post.organisation)
    assert covered() == {post.pk, colleague.pk}


def test_experts_by_experience_are_never_required_even_where_they_are_named(course, post):
    expert = PostFactory(organisation=post.organisation, practice_group=group("ebe"))
    RequirementFactory(course=course, organisation=post.organisation)
    RequirementFactory(course=course, organisation=post.organisation, groups=[expert.practice_group])
    assert covered() == {post.pk}


def test_a_team_holds_the_teams_below_it_and_not_those_beside_or_above(course, team):
    below = TeamFactory(parent=TeamFactory(parent=team))
    posts = {
        place: PostFactory(organisation=team.organisation, team=place and Place)
        for place, Place in {
            "own": team,
            "below": below,
            "beside": TeamFactory(organisation=team.organisation),
        }.items()
    }
    without = PostFactory(organisation=team.organisation)
    RequirementFactory(course=course, organisation=team.organisation, teams=[team])
    assert covered() == {posts["own"].pk, posts["below"].pk}
    assert without.pk not in covered()


def test_groups_and_teams_together_cover_who_is_in_both(course, team):
    here = {"organisation": team.organisation, "team": team}
    both = PostFactory(**here, practice_group=group("hv"))
    PostFactory(**here, practice_group=group("mgr"))
    PostFactory(organisation=team.organisation, practice_group=group("hv"))
    RequirementFactory(course=course, organisation=team.organisation, groups=[group("hv")], teams=[team])
    assert covered() == {both.pk}


def test_a_requirement_that_is_not_in_force_covers_nobody(course, post):
    RequirementFactory(course=course, organisation=post.organisation, effective_to=ON - DAY)
    RequirementFactory(course=course, organisation=post.organisation, effective_from=ON + DAY)
    assert covered() == set()


def test_posts_that_are_not_held_on_the_day_are_left_out_and_a_leaver_is_gone_the_day_after(course, team):
    own = {"organisation": team.organisation}
    last_day = PostFactory(**own, ends_on=ON)
    PostFactory(**own, ends_on=ON - DAY)
    PostFactory(**own, starts_on=ON + DAY)
    RequirementFactory(course=course, **own)
    assert covered() == {last_day.pk}


def test_only_the_posts_that_were_asked_about_are_answered_for(course, post):
    PostFactory(organisation=post.organisation)
    RequirementFactory(course=course, organisation=post.organisation)
    assert [each.post_id for each in standings(Post.objects.filter(pk=post.pk), on=ON)] == [post.pk]


def test_only_the_courses_that_were_asked_about_are_answered_for(course, post):
    other = a_course("Another course")
    for each in (course, other):
        RequirementFactory(course=each, organisation=post.organisation)
    assert {each.course_id for each in all_standings()} == {course.pk, other.pk}
    assert [each.course_id for each in all_standings(courses=[other.pk])] == [other.pk]
    assert all_standings(courses=[]) == []


# Which of several applies


def test_of_several_requirements_the_strongest_kind_applies(course, post):
    own = {"course": course, "organisation": post.organisation}
    for kind in (Kind.RECOMMENDED, Kind.STATUTORY, Kind.ROLE_ESSENTIAL, Kind.MANDATORY):
        RequirementFactory(**own, kind=kind, first_due_days=10 + len(kind))
    [found] = all_standings()
    assert found.kind == Kind.STATUTORY


def test_of_several_equally_strong_the_one_with_the_fewest_days_applies_then_the_oldest(course, post):
    own = {"course": course, "organisation": post.organisation}
    RequirementFactory(**own, first_due_days=90)
    oldest = RequirementFactory(**own, first_due_days=30)
    RequirementFactory(**own, first_due_days=30)
    [found] = all_standings()
    assert found.requirement_id == oldest.pk


@pytest.mark.parametrize("order", [(36, 12, None), (None, 12, 36)])
def test_of_several_as_strong_and_with_as_many_days_the_one_renewed_soonest_applies(order, course, post):
    for months in order:
        RequirementFactory(course=course, organisation=post.organisation, refresh_months=months)
    certify(post.person, course, ON - 400 * DAY)
    [found] = all_standings()
    assert (found.status, found.standing.until) == (Status.OVERDUE, datetime.date(2027, 1, 27))


def test_a_stronger_requirement_of_other_people_is_not_this_posts(course, post):
    own = {"course": course, "organisation": post.organisation}
    RequirementFactory(**own, kind=Kind.STATUTORY, groups=[group("mgr")])
    RequirementFactory(**own, kind=Kind.RECOMMENDED)
    [found] = all_standings()
    assert (found.kind, found.is_required) == (Kind.RECOMMENDED, False)


def test_two_posts_of_a_person_each_stand_by_their_own_organisation(course, post):
    second = PostFactory(person=post.person, starts_on=ON - 5 * DAY, is_primary=False)
    for each in (post, second):
        RequirementFactory(course=course, organisation=each.organisation)
    assert {each.post_id: each.status for each in all_standings()} == {
        post.pk: Status.NEVER,
        second.pk: Status.IN_GRACE,
    }


# What it rests on


def test_a_standing_names_its_post_person_place_and_rule(course, team):
    post = PostFactory(organisation=team.organisation, team=team, service_side=Side.ADULT, is_primary=False)
    rule = RequirementFactory(
        course=course, organisation=team.organisation, target_pct=85, amber_margin=5, grace_counts=True
    )
    [found] = all_standings()
    assert (found.post_id, found.person_id, found.organisation_id, found.team_id) == (
        post.pk,
        post.person_id,
        team.organisation_id,
        team.pk,
    )
    assert (found.practice_group_id, found.side, found.is_primary) == (
        post.practice_group_id,
        Side.ADULT,
        False,
    )
    assert (found.course_id, found.requirement_id, found.kind, found.is_required) == (
        course.pk,
        rule.pk,
        Kind.MANDATORY,
        True,
    )
    assert (found.target_pct, found.amber_margin, found.grace_counts) == (85, 5, True)


def test_a_certificate_counts_for_its_own_learner_and_course_alone(course, post):
    other = a_course("Another course")
    colleague = PostFactory(organisation=post.organisation)
    for each in (course, other):
        RequirementFactory(course=each, organisation=post.organisation)
    certify(post.person, course, ON - 10 * DAY)
    assert {(each.post_id, each.course_id) for each in all_standings() if each.is_done} == {
        (post.pk, course.pk)
    }
    assert colleague.pk in covered()


def test_a_certificate_counts_in_every_organisation_where_its_learner_holds_a_post(course, post):
    second = PostFactory(person=post.person)
    for each in (post, second):
        RequirementFactory(course=course, organisation=each.organisation)
    certify(post.person, course, ON - 10 * DAY)
    assert [each.is_done for each in all_standings()] == [True, True]


def test_what_was_awarded_after_the_day_is_not_known_on_it(course, post):
    RequirementFactory(course=course, organisation=post.organisation)
    certify(post.person, course, ON + DAY)
    assert [each.status for each in all_standings()] == [Status.NEVER]


@pytest.mark.parametrize(("days", "expected"), [(0, Status.NEVER), (1, Status.COMPLIANT)])
def test_a_withdrawn_certificate_counted_until_it_was_withdrawn(days, expected, course, post):
    RequirementFactory(course=course, organisation=post.organisation)
    certify(post.person, course, ON - 10 * DAY, revoked_on=ON + days * DAY)
    assert [each.status for each in all_standings()] == [expected]


def test_the_day_of_withdrawing_is_the_day_here_and_not_in_greenwich(course, post):
    summer = datetime.date(2027, 7, 1)
    RequirementFactory(course=course, organisation=post.organisation)
    revocation = certify(post.person, course, ON, revoked_on=summer).revocation
    revocation.revoked_at = noon(summer).replace(hour=23, minute=30)
    revocation.save()
    found = {day: standings(Post.objects.all(), on=day)[0].status for day in (summer, summer + DAY)}
    assert found == {summer: Status.COMPLIANT, summer + DAY: Status.NEVER}


def test_an_absence_is_of_its_post_alone(course, post):
    second = PostFactory(person=post.person)
    for each in (post, second):
        RequirementFactory(course=course, organisation=each.organisation)
    AbsenceFactory(post=post, starts_on=ON - DAY)
    assert {each.post_id: each.status for each in all_standings()} == {
        post.pk: Status.EXEMPT,
        second.pk: Status.NEVER,
    }


def test_an_absence_to_come_changes_nothing_yet(course, post):
    RequirementFactory(course=course, organisation=post.organisation)
    AbsenceFactory(post=post, starts_on=ON + DAY)
    assert [each.status for each in all_standings()] == [Status.NEVER]


@pytest.mark.parametrize("count", [1, 200])
def test_standings_take_eight_queries_however_many_posts(count, course, team, django_assert_num_queries):
    posts = [PostFactory(organisation=team.organisation, team=team) for _ in range(count)]
    RequirementFactory(course=course, organisation=team.organisation, groups=[group("hv")], teams=[team])
    for post in posts[:3]:
        certify(post.person, course, ON - 10 * DAY)
        AbsenceFactory(post=post, starts_on=ON - DAY, ended_on=ON - DAY)
    with django_assert_num_queries(8):
        assert len(all_standings()) == count


def test_with_nobody_in_post_there_is_nothing_to_tell(course):
    RequirementFactory(course=course, organisation=OrganisationFactory())
    assert all_standings() == []
