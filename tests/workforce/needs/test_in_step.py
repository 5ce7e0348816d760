"""People become due, and stop, by their posts alone, on the next request after a change; and each is counted once."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from learning.people.models import Post, PracticeGroup
from learning.workforce.counting import cell
from learning.workforce.standings import standings
from tests.factories import (
    AbsenceFactory,
    OrganisationFactory,
    PostFactory,
    RequirementFactory,
    TeamFactory,
    UserFactory,
)
from tests.workforce.factories import DAY, ON, certify
from tests.workforce.needs.test_pages import said
from tests.workforce.world import health_visitors, midwives

LONG = ON - 1500 * DAY


def stands(posts, on=ON) -> list[str]:
    return [each.status for each in standings(posts, on=on)]


def count(posts, on=ON):
    return cell([each for each in standings(posts, on=on) if each.is_required]).count


@pytest.fixture
def post(home, team, course):
    """A midwife's, in an organisation that asks health visitors for a course."""
    RequirementFactory(organisation=team.organisation, course=course, groups=[health_visitors()])
    return PostFactory(organisation=team.organisation, team=team, practice_group=midwives(), starts_on=LONG)


def test_on_the_next_request_after_another_staff_group_they_are_asked_and_after_the_end_no_more(
    post, today, sign_in
):
    client = sign_in(post.person)
    page = reverse("asked_of_me")
    assert "Nothing is asked of you" in said(client.get(page))

    post.practice_group = health_visitors()
    post.save()
    assert "Never completed" in said(client.get(page))

    Post.objects.filter(pk=post.pk).update(ends_on=ON - DAY)
    assert "Nothing is asked of you" in said(client.get(page))


def test_in_another_staff_group_midway_the_days_are_still_those_of_the_post(post):
    """What begins again is the post, and not the group: a lead who wants new days gives a new post."""
    assert stands(Post.objects.all()) == []
    Post.objects.update(practice_group=health_visitors(), starts_on=ON - 91 * DAY)
    assert stands(Post.objects.all()) == ["never"]


def test_a_team_moved_below_another_takes_its_people_along(team, course):
    asked, below = TeamFactory(organisation=team.organisation), TeamFactory(organisation=team.organisation)
    RequirementFactory(organisation=team.organisation, course=course, teams=[asked])
    PostFactory(organisation=team.organisation, team=below, starts_on=LONG)
    assert stands(Post.objects.all()) == []
    below.move(asked, pos="last-child")
    assert stands(Post.objects.all()) == ["never"]


def test_a_transfer_to_another_organisation_takes_the_certificate_and_gives_a_starters_days(post, course):
    """In both, the rule of each is asked; the certificate is the person's."""
    there = OrganisationFactory()
    RequirementFactory(organisation=there, course=course, refresh_months=12)
    certify(post.person, course, ON - 400 * DAY)
    Post.objects.filter(pk=post.pk).update(practice_group=health_visitors(), ends_on=ON - DAY)
    moved = PostFactory(person=post.person, organisation=there, starts_on=ON)
    assert stands(Post.objects.all(), on=ON - DAY) == ["compliant"]
    assert stands(Post.objects.all()) == ["in_grace"]
    assert stands(Post.objects.all(), on=ON + 91 * DAY) == ["overdue"]
    assert moved.person == post.person


def test_of_two_posts_the_primary_counts_and_the_other_while_it_is_exempt(team, course):
    RequirementFactory(organisation=team.organisation, course=course)
    person = UserFactory()
    facts = {"person": person, "organisation": team.organisation, "starts_on": LONG}
    primary = PostFactory(**facts, team=team, is_primary=True)
    PostFactory(**facts | {"starts_on": ON - 5 * DAY}, practice_group=midwives(), is_primary=False)
    assert (count(Post.objects.all()).words, count(Post.objects.all()).left_out) == ("0 of 1", {})

    AbsenceFactory(post=primary, starts_on=ON - 60 * DAY)
    found = count(Post.objects.all())
    assert (found.due, found.left_out) == (0, {"new_starter": 1})


@pytest.mark.parametrize(("counts", "expected"), [(True, (0, 1)), (False, (0, 0))])
def test_whoever_still_has_time_is_in_the_number_where_the_rule_says_so(counts, expected, team, course):
    RequirementFactory(organisation=team.organisation, course=course, grace_counts=counts)
    PostFactory(organisation=team.organisation, starts_on=ON)
    found = count(Post.objects.all())
    assert (found.n, found.due) == expected


def test_with_nobody_due_there_is_no_percentage(team, course):
    RequirementFactory(organisation=team.organisation, course=course)
    PostFactory(organisation=team.organisation, starts_on=ON)
    found = count(Post.objects.all())
    assert (found.due, found.percentage, found.level) == (0, None, "none")


def test_what_is_only_recommended_makes_nobody_due(team, course):
    RequirementFactory(organisation=team.organisation, course=course, kind="recommended")
    PostFactory(organisation=team.organisation, starts_on=LONG)
    assert stands(Post.objects.all()) == ["never"]
    assert count(Post.objects.all()).due == 0


def test_experts_by_experience_are_never_asked(team, course):
    RequirementFactory(organisation=team.organisation, course=course)
    PostFactory(
        organisation=team.organisation, practice_group=PracticeGroup.objects.get(code="ebe"), starts_on=LONG
    )
    assert stands(Post.objects.all()) == []


# Days are London's, whatever the server's clock is set to.


@pytest.mark.parametrize(
    ("moment", "last_day", "is_late"),
    [
        ("2027-03-27T23:30", "2027-03-27", False),
        ("2027-03-28T00:30", "2027-03-27", True),
        ("2027-03-28T22:30", "2027-03-28", False),
        ("2027-03-28T23:30", "2027-03-28", True),
        ("2027-10-30T22:30", "2027-10-30", False),
        ("2027-10-30T23:30", "2027-10-30", True),
        ("2027-10-31T00:30", "2027-10-31", False),
        ("2027-10-31T23:30", "2027-10-31", False),
        ("2027-11-01T00:30", "2027-10-31", True),
        ("2028-02-28T23:30", "2028-02-28", False),
        ("2028-02-29T00:30", "2028-02-28", True),
        ("2028-02-29T23:30", "2028-02-29", False),
        ("2028-03-01T00:30", "2028-02-29", True),
        ("2027-12-31T23:30", "2027-12-31", False),
        ("2028-01-01T00:30", "2027-12-31", True),
    ],
)
def test_somebody_is_late_once_the_day_is_over_in_london(
    moment, last_day, is_late, home, team, course, sign_in, time_machine
):
    RequirementFactory(organisation=team.organisation, course=course)
    starts_on = datetime.date.fromisoformat(last_day) - 90 * DAY
    post = PostFactory(organisation=team.organisation, team=team, starts_on=starts_on)
    time_machine.move_to(datetime.datetime.fromisoformat(f"{moment}+00:00"), tick=False)
    shown = said(sign_in(post.person).get(reverse("asked_of_me")))
    assert ("Never completed" in shown, "Not due yet" in shown) == (is_late, not is_late)


def test_a_certificate_withdrawn_at_half_past_midnight_counts_until_the_day_before(team, course):
    """At 23:30 UTC on 30 June it is 00:30 on 1 July in London."""
    RequirementFactory(organisation=team.organisation, course=course)
    post = PostFactory(organisation=team.organisation, starts_on=LONG)
    certificate = certify(
        post.person, course, datetime.date(2027, 1, 5), revoked_on=datetime.date(2027, 6, 30)
    )
    certificate.revocation.revoked_at = datetime.datetime(2027, 6, 30, 23, 30, tzinfo=datetime.UTC)
    certificate.revocation.save()
    assert timezone.localdate(certificate.revocation.revoked_at) == datetime.date(2027, 7, 1)
    on_days = [stands(Post.objects.all(), on=datetime.date(2027, 6, 30) + days * DAY) for days in (0, 1)]
    assert on_days == [["compliant"], ["never"]]
