"""Weekends on which the clocks change, 29 February, the end of a year, a worker that was away, and a clock that is wrong."""

import datetime

import pytest
from django.utils import timezone

from learning.records.models import Effect
from learning.workforce.models import Reminder
from learning.workforce.reminders.tasks import ask_for_the_week
from learning.workforce.reminders.weekly import SEND
from tests.workforce.factories import DAY
from tests.workforce.reminders.days import outcomes

pytestmark = pytest.mark.django_db


def london(moment: str) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.fromisoformat(moment))


@pytest.mark.parametrize(
    ("chosen", "night", "opens"),
    [
        ("2028-03-24T16:00", "2028-03-24T22:00", "2028-03-27T09:00"),
        ("2027-03-25T16:00", "2027-03-25T22:00", "2027-03-30T09:00"),
        ("2027-10-29T16:00", "2027-10-29T22:00", "2027-11-01T09:00"),
        ("2028-02-28T16:00", "2028-02-28T22:00", "2028-02-29T09:00"),
        ("2027-12-31T16:00", "2027-12-31T22:00", "2028-01-04T09:00"),
    ],
    ids=["clocks go forward", "clocks go forward at Easter", "clocks go back", "29 February", "New Year"],
)
def test_what_cannot_go_at_night_goes_at_nine_of_the_next_working_day_and_once(chosen, night, opens, days):
    days.clock.move_to(london(chosen), tick=False)
    days.choose()
    Effect.objects.filter(task=SEND).update(run_after=timezone.now())
    number = Reminder.objects.filter(kind="digest", outcome="waiting").count()
    assert number >= 3
    assert days.work(night) == []
    waiting = Effect.objects.waiting().filter(task=SEND)
    assert set(waiting.values_list("run_after", flat=True)) == {london(opens)}
    days.clock.move_to(london(opens) - datetime.timedelta(minutes=1), tick=False)
    assert days.work() == []
    assert len(days.work(opens)) == number
    assert days.work(opens.replace("T09", "T10")) == []


@pytest.mark.parametrize(
    ("weekday", "first", "week", "second"),
    [
        (1, "2028-02-29T09:00", "2028-02-28", "2028-03-07T09:00"),
        (4, "2027-12-31T09:00", "2027-12-27", "2028-01-07T09:00"),
        (0, "2027-03-22T09:00", "2027-03-22", "2027-03-30T09:00"),
        (0, "2027-10-25T09:00", "2027-10-25", "2027-11-01T09:00"),
    ],
    ids=["29 February", "New Year", "clocks go forward", "clocks go back"],
)
def test_the_next_week_comes_seven_days_later_across(weekday, first, week, second, days, plan):
    plan.weekday = weekday
    plan.save()
    assert len(days.work(first)) >= 3
    assert set(Reminder.objects.values_list("day", flat=True)) == {datetime.date.fromisoformat(week)}
    days.work(second)
    later = Reminder.objects.exclude(day=week)
    assert set(later.values_list("day", flat=True)) == {datetime.date.fromisoformat(week) + 7 * DAY}
    assert "told" not in set(later.values_list("outcome", flat=True))


def test_a_monday_between_holidays_moves_within_its_week_and_shortens_no_other(days):
    """27 and 28 December are holidays, and so is 3 January: six days lie between the two days on which mail could go."""
    assert days.work("2027-12-27T12:00") == days.work("2027-12-28T12:00") == []
    assert len(days.work("2027-12-29T09:00")) >= 3
    assert days.work("2028-01-03T12:00") == days.work("2028-01-04T09:00") == []
    assert set(outcomes(day="2028-01-03").values()) == {"told", "away"}
    assert set(outcomes(day="2028-01-03").values()) & {"sent", "waiting"} == set()


def test_a_worker_back_on_friday_sends_mondays_mail_once(days):
    assert len(days.work("2027-03-05T10:00")) == 4
    assert days.work("2027-03-05T11:00") == days.work("2027-03-08T09:00") == []
    assert outcomes(day="2027-03-01")["Nora Never"] == "sent"
    assert outcomes(day="2027-03-08")["Nora Never"] == "told"


def test_what_was_asked_for_in_a_week_that_is_over_is_left_out_and_the_new_one_goes(days):
    days.clock.move_to(london("2027-03-05T16:59"), tick=False)
    assert ask_for_the_week(at=timezone.now())
    assert len(days.work("2027-03-08T09:00")) == 4
    assert set(Reminder.objects.values_list("day", flat=True)) == {datetime.date(2027, 3, 8)}


def test_a_clock_an_hour_behind_is_late_by_that_hour_and_put_right_doubles_nothing(days):
    """It is half past nine, half past ten, and once more half past ten."""
    assert days.work("2027-03-01T08:30") == []
    assert len(days.work("2027-03-01T09:30")) == 3
    assert days.work("2027-03-01T10:30") == days.work("2027-03-01T09:31") == []


def test_a_clock_that_falls_back_over_midnight_opens_no_week_again(days):
    assert len(days.work("2027-03-08T09:00")) == 4
    assert days.work("2027-03-07T23:30") == days.work("2027-03-08T00:30") == []
    assert days.work("2027-03-08T09:30") == []
    assert (
        Reminder.objects.filter(kind="digest").values("person").distinct().count()
        == Reminder.objects.filter(kind="digest").count()
    )
