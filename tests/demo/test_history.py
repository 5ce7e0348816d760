"""The plan of what people have learnt. No database."""

import datetime
from collections import Counter

import pytest

from courses.demo import data, history, staff

TODAY = datetime.date(2027, 3, 3)
PARTS = {"C1": list("123456789"), "C2": list("1234567"), "C3": list("123456")}


@pytest.fixture
def everyone(northmoor, people_rules):
    return staff.plan(northmoor, people_rules, TODAY)


@pytest.fixture
def takings(everyone, people_rules):
    return history.colleagues(everyone, people_rules, PARTS, TODAY)


def test_the_same_seed_gives_the_same_history(everyone, people_rules, takings):
    assert history.colleagues(everyone, people_rules, PARTS, TODAY) == takings


def test_nobody_takes_a_course_twice(takings):
    pairs = [(taking.email, taking.course) for taking in takings]

    assert len(set(pairs)) == len(pairs)


def test_the_accounts_have_only_the_past_that_is_told_of_them(everyone, takings):
    accounts = {person.email for person in everyone if person.account}

    assert not accounts & {taking.email for taking in takings}


def test_most_people_have_completed_the_first_course(everyone, takings):
    done = Counter(taking.course for taking in takings if taking.completed_on)

    assert 270 <= done["C1"] <= 370
    assert done["C1"] > done["C2"] > 100
    assert done["C3"] > 100


def test_a_team_that_is_short_of_people_has_completed_less(everyone, takings):
    done = {taking.email for taking in takings if taking.course == "C1" and taking.completed_on}

    def share(team: str) -> float:
        members = [person for person in everyone if any(post.slot.team == team for post in person.live_posts)]
        return sum(person.email in done for person in members) / len(members)

    assert share("NCH-S-QUAY") < share("NCH-N-HILL")


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
