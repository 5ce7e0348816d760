"""The example of brief F6, through the database: a team of twelve, ten due, eight done."""

from decimal import Decimal

import pytest

from learning.people.models import Post
from learning.workforce.counting import Level, cell
from learning.workforce.standings import standings
from learning.workforce.statuses import Status
from tests.factories import AbsenceFactory, PostFactory, RequirementFactory
from tests.workforce.factories import DAY, ON, certify


def someone(team, *, days_in_post: int = 1500):
    return PostFactory(organisation=team.organisation, team=team, starts_on=ON - days_in_post * DAY)


@pytest.fixture
def twelve(team, course):
    """7 valid, 1 valid and expiring in 30 days, 1 lapsed, 1 never, 1 started 3 weeks ago, 1 on maternity leave."""
    RequirementFactory(organisation=team.organisation, course=course)
    posts = {"valid": [someone(team) for _ in range(7)]}
    for name in ("expiring", "lapsed", "away"):
        posts[name] = someone(team)
    posts["never"] = someone(team, days_in_post=730)
    posts["new"] = someone(team, days_in_post=21)
    for post in posts["valid"]:
        certify(post.person, course, ON - 400 * DAY)
    expiring = certify(posts["expiring"].person, course, ON - 1065 * DAY)
    assert expiring.expires_on == ON + 30 * DAY
    certify(posts["lapsed"].person, course, ON - 1200 * DAY)
    AbsenceFactory(post=posts["away"], starts_on=ON - 60 * DAY)
    return posts


def test_ten_are_due_and_eight_are_done_which_is_80_per_cent(twelve):
    count = cell(standings(Post.objects.all(), on=ON)).count

    assert (count.n, count.due, count.words) == (8, 10, "8 of 10")
    assert count.percentage == Decimal("80.0")
    assert (count.overdue, count.never, count.expiring) == (1, 1, 1)


def test_two_are_left_out_a_new_starter_and_someone_on_maternity_leave(twelve):
    count = cell(standings(Post.objects.all(), on=ON)).count

    assert count.left_out == {"new_starter": 1, "maternity": 1}


def test_at_a_target_of_90_with_a_margin_of_10_it_is_close(twelve):
    count = cell(standings(Post.objects.all(), on=ON)).count

    assert (count.target_pct, count.amber_margin, count.level) == (90, 10, Level.CLOSE)


def test_each_of_the_twelve_stands_as_told(twelve):
    status = {each.post_id: each.status for each in standings(Post.objects.all(), on=ON)}

    assert {status[post.pk] for post in twelve["valid"]} == {Status.COMPLIANT}
    assert {name: status[post.pk] for name, post in twelve.items() if name != "valid"} == {
        "expiring": Status.EXPIRING,
        "lapsed": Status.OVERDUE,
        "never": Status.NEVER,
        "new": Status.IN_GRACE,
        "away": Status.EXEMPT,
    }
