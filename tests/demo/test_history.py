"""The plan of what people have learnt. No database."""

import datetime
from collections import Counter

import pytest

from courses.demo import data, history, staff

TODAY = datetime.date(2027, 3, 3)
DAY = datetime.timedelta(days=1)
PARTS = {"C1": list("123456789"), "C2": list("1234567"), "C3": list("123456")}


@pytest.fixture
def everyone(northmoor, people_rules):
    return staff.plan(northmoor, people_rules, TODAY)


@pytest.fixture
def takings(everyone, people_rules, requirements):
    return history.colleagues(everyone, people_rules, requirements, PARTS, TODAY)


def test_the_same_seed_gives_the_same_history(everyone, people_rules, requirements, takings):
    assert history.colleagues(everyone, people_rules, requirements, PARTS, TODAY) == takings


def test_nobody_is_in_a_period_twice(takings):
    periods = [(taking.email, taking.course, taking.period) for taking in takings]

    assert len(set(periods)) == len(periods)


def test_a_renewal_begins_in_the_last_90_days_of_a_certificate_or_after_them(takings):
    first = {(each.email, each.course): each.completed_on for each in takings if each.period == 1}
    renewals = [taking for taking in takings if taking.period == 2]

    assert {taking.period for taking in takings} == {1, 2}
    assert {bool(taking.completed_on) for taking in renewals} == {True, False}
    for renewal in renewals:
        ends_on = first[renewal.email, renewal.course] + history.CERTIFICATE_LASTS
        assert renewal.enrolled_on >= ends_on - 90 * DAY


# The mix must hold on whatever day the demonstration is loaded.
@pytest.mark.parametrize("days", [0, 97, 182, 300])
def test_of_100_people_some_have_lapsed_some_will_soon_some_never_began_and_most_are_valid(
    days, northmoor, people_rules, requirements
):
    today = TODAY + days * DAY
    everyone = staff.plan(northmoor, people_rules, today)
    takings = history.colleagues(everyone, people_rules, requirements, PARTS, today)
    members = [person for person in everyone if person.live_posts and not person.account]

    stands = Counter(state(person.email, takings, today) for person in members)

    assert 2.5 <= 100 * stands["lapsed"] / len(members) <= 6.5
    assert 2 <= 100 * stands["expiring"] / len(members) <= 10
    assert 10 <= 100 * stands["never"] / len(members) <= 22
    assert stands["valid"] > 250


def state(email: str, takings: list[history.Taking], today: datetime.date) -> str:
    """How someone's certificate of the first course stands."""
    days = [each.completed_on for each in takings if (each.email, each.course) == (email, "C1")]
    completed_on = max((day for day in days if day), default=None)
    if completed_on is None:
        return "never"
    left = completed_on + history.CERTIFICATE_LASTS - today
    return "lapsed" if left <= 0 * DAY else "expiring" if left <= 90 * DAY else "valid"


def test_there_are_three_years_of_completions(takings):
    years = Counter((TODAY - taking.completed_on).days // 365 for taking in takings if taking.completed_on)

    assert all(years[year] > 50 for year in (0, 1, 2))


def test_nobody_completes_a_course_while_away(everyone, takings):
    away = {
        person.email: absence.starts_on
        for person in everyone
        for post in person.live_posts[:1]
        for absence in post.absences
        if absence.ended_on is None
    }
    found = [taking for taking in takings if taking.email in away]

    assert found
    assert all((taking.completed_on or taking.last_on) < away[taking.email] for taking in found)


def test_the_accounts_have_only_the_past_that_is_told_of_them(everyone, takings):
    accounts = {person.email for person in everyone if person.account}

    assert not accounts & {taking.email for taking in takings}


def test_most_people_have_completed_the_first_course(everyone, takings):
    done = Counter(each.course for each in takings if each.completed_on and each.period == 1)

    assert 270 <= done["C1"] <= 370
    assert done["C1"] > done["C2"] > 100
    assert done["C3"] > 100


def test_one_team_struggles_and_one_sets_the_example(everyone, takings):
    def share(team: str) -> float:
        members = [person for person in everyone if any(post.slot.team == team for post in person.live_posts)]
        states = [state(person.email, takings, TODAY) for person in members if not person.account]
        return sum(each in ("valid", "expiring") for each in states) / len(states)

    assert share("NCH-S-QUAY") < 0.7
    assert share("NCH-N-HILL") > 0.85


def test_days_are_in_order_and_in_the_past(takings):
    for taking in takings:
        last = taking.completed_on or taking.last_on
        assert taking.enrolled_on <= last < TODAY


def test_nobody_learns_before_their_first_post(everyone, takings):
    begun = {
        person.email: min(post.starts_on for post in person.posts) for person in everyone if person.posts
    }

    assert all(taking.enrolled_on >= begun[taking.email] for taking in takings)


def test_courses_are_completed_on_working_days(takings):
    assert all(taking.completed_on.weekday() < 5 for taking in takings if taking.completed_on)


def test_a_course_that_is_only_begun_lacks_its_last_part(takings):
    for taking in takings:
        if not taking.completed_on:
            assert PARTS[taking.course][-1] not in taking.done


def test_stories_are_told_in_days_before_today():
    told = history.stories(data.read("northmoor/stories.yaml"), TODAY)

    visitor = next(taking for taking in told if taking.email.startswith("health.visitor"))

    assert visitor.enrolled_on == TODAY - datetime.timedelta(days=23)
    assert visitor.completed_on is None
    assert visitor.place["on"] == TODAY - datetime.timedelta(days=2)
