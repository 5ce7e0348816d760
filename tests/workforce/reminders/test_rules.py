"""When someone hears, and of what: rules on plain values."""

import datetime

import pytest

from learning.workforce.days import DAY
from learning.workforce.reminders import rules
from learning.workforce.reminders.working_days import is_working_day
from learning.workforce.statuses import Standing, Status

PLAN = rules.Plan()
ON = datetime.date(2027, 3, 3)


@pytest.mark.parametrize(
    ("left", "stage"),
    [
        (31, ""),
        (30, "soon"),
        (8, "soon"),
        (7, "near"),
        (0, "near"),
        (-1, "late"),
        (-14, "late"),
        (-400, "late"),
    ],
)
def test_a_stage_is_reached_at_each_of_the_stated_days(left, stage):
    assert rules.stage(ON + left * DAY, ON, PLAN) == stage


@pytest.mark.parametrize(
    ("standing", "day"),
    [
        (Standing(Status.IN_GRACE, due_on=ON), ON),
        (Standing(Status.NEVER, due_on=ON), ON),
        (Standing(Status.OVERDUE, due_on=ON, until=ON + DAY), ON),
        (Standing(Status.EXPIRING, until=ON + DAY), ON),
        (Standing(Status.COMPLIANT, until=ON + 400 * DAY), None),
        (Standing(Status.EXEMPT, why="maternity"), None),
        (Standing(Status.NOT_REQUIRED), None),
    ],
)
def test_the_last_day_before_it_is_late(standing, day):
    assert rules.last_day(standing) == day


SOON, NEAR, LATE = (rules.Line(1, ON, stage) for stage in ("soon", "near", "late"))


@pytest.mark.parametrize(
    ("lines", "told", "days_ago", "is_news"),
    [
        ([SOON], [], None, True),
        ([SOON], [SOON, NEAR], 400, False),
        ([NEAR], [SOON], 7, True),
        ([rules.Line(1, ON + DAY, "soon")], [SOON], 7, True),
        ([], [SOON], 7, False),
        ([LATE], [NEAR], 7, True),
        ([LATE], [LATE], 13, False),
        ([LATE], [LATE], 14, True),
    ],
)
def test_news_is_a_stage_not_told_yet_or_being_late_for_another_two_weeks(lines, told, days_ago, is_news):
    told_on = None if days_ago is None else ON - days_ago * DAY
    assert rules.has_news(lines, told, on=ON, told_on=told_on, plan=PLAN) is is_news


@pytest.mark.parametrize(("ago", "lately"), [(None, False), (6, True), (7, False), (0, True), (-1, True)])
def test_a_week_is_seven_days(ago, lately):
    told_on = None if ago is None else ON - ago * DAY
    assert rules.was_told_lately(ON, told_on) is lately


@pytest.mark.parametrize(
    ("at", "is_time"),
    [
        ("2027-03-01T08:59", False),
        ("2027-03-01T09:00", True),
        ("2027-03-01T16:59", True),
        ("2027-03-01T17:00", False),
        ("2027-03-05T12:00", True),  # a worker that was away for four days
        ("2027-03-06T12:00", False),
        ("2027-03-29T12:00", False),  # Easter Monday
        ("2027-03-30T12:00", True),
        ("2028-02-29T12:00", True),
        ("2027-12-31T12:00", True),
    ],
)
def test_a_weeks_messages_are_chosen_in_hours_on_working_days(at, is_time):
    assert rules.is_time(datetime.datetime.fromisoformat(at), PLAN, is_working_day) is is_time


def test_nothing_is_chosen_before_its_weekday():
    plan = rules.Plan(weekday=3)
    noon = datetime.datetime.fromisoformat("2027-03-01T12:00")
    days = [noon + number * DAY for number in range(7)]
    assert [day.weekday() for day in days if rules.is_time(day, plan, is_working_day)] == [3, 4]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2027-03-01T06:00", "2027-03-01"),
        ("2027-03-01T20:00", "2027-03-02"),
        ("2027-03-05T18:00", "2027-03-08"),
        ("2027-12-24T18:00", "2027-12-29"),
    ],
)
def test_mail_that_may_not_go_waits_for_the_next_morning_of_work(at, day):
    opens = rules.opens_at(datetime.datetime.fromisoformat(at), PLAN, is_working_day)
    assert opens == (datetime.date.fromisoformat(day), 9)


def test_the_week_over_new_year_has_one_monday():
    days = (datetime.date(2027, 12, 31), datetime.date(2028, 1, 2))
    assert {rules.monday(day) for day in days} == {datetime.date(2027, 12, 27)}


def test_the_nearest_manager_hears_and_never_of_themselves():
    managed = {"0001": [1], "00010001": [2, 3]}
    assert rules.nearest("000100010001", managed) == [2, 3]
    assert rules.nearest("00010002", managed) == [1]
    assert rules.nearest("00010001", {"0001": [1], "00010001": [2]}, but=2) == [1]
    assert rules.nearest("0002", managed) == []
    assert rules.nearest(None, managed) == []
