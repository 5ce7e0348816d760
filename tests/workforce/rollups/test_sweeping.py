"""Days that pass without anything being written: begun once, however late, whatever the clock does."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from courses.models import CoursePage
from learning.records.certificates import Certificate
from learning.records.pages import joint_programmes
from learning.workforce.models import KeptStanding, Rollup, RollupRow, Touched
from learning.workforce.rollups import folding, sweeping
from learning.workforce.rollups.reading import as_at
from learning.workforce.rollups.shares import DAYS
from tests.courses.factories import CoursePageFactory
from tests.factories import AbsenceFactory, PostFactory, RequirementFactory
from tests.workforce.factories import DAY, ON, certify, noon
from tests.workforce.rollups.live import fold_all, same_everywhere

LONDON = ZoneInfo("Europe/London")
HOUR = datetime.timedelta(hours=1)
LAPSE = datetime.date(2027, 3, 10)


def on_the_clock(day: datetime.date, hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(hour, minute), tzinfo=LONDON)


@pytest.fixture
def someone(course):
    """Required to renew after 36 months; what they hold counts up to 9 March 2027."""
    post = PostFactory(starts_on=ON - 2000 * DAY)
    RequirementFactory(organisation=post.organisation, course=course, effective_from=ON - 2500 * DAY)
    certify(post.person, course, datetime.date(2024, 3, 10))
    return post.person


def status(person) -> str:
    return KeptStanding.objects.get(person=person).status


def folded(at: datetime.datetime) -> None:
    fold_all(at=at)


def test_it_lapses_on_its_day_and_not_before(someone):
    folded(on_the_clock(LAPSE - DAY, 23, 59))
    assert status(someone) == "expiring"
    folded(on_the_clock(LAPSE, 0, 0))
    assert status(someone) == "overdue"


@pytest.mark.parametrize(
    "lapse", [LAPSE, datetime.date(2028, 1, 1), datetime.date(2028, 2, 29)], ids=["March", "year", "leap"]
)
def test_a_sweep_missed_for_four_days_catches_up(lapse, someone, course):
    """One lapses, another's post ends, one is sick for 28 days, one has been for as long by two notes, and a requirement
    begins, all while no worker runs: on usual days, over the end of a year, and over 29 February.
    """
    Certificate.objects.update(expires_on=lapse)
    organisation = someone.posts.get().organisation
    organisation.requirements.update(refresh_months=120)
    facts = {"organisation": organisation, "starts_on": ON - 900 * DAY}
    PostFactory(**facts, ends_on=lapse)
    begun = lapse + 2 * DAY - 28 * DAY
    AbsenceFactory(post=PostFactory(**facts), kind="long_term_sick", starts_on=begun)
    twice = PostFactory(**facts)
    AbsenceFactory(post=twice, kind="long_term_sick", starts_on=begun, ended_on=begun + 19 * DAY)
    AbsenceFactory(post=twice, kind="long_term_sick", starts_on=begun + 20 * DAY)
    RequirementFactory(organisation=organisation, course=course, kind="statutory", effective_from=lapse + DAY)
    folded(noon(lapse - DAY))
    folded(noon(lapse + 3 * DAY))
    assert Rollup.objects.get(organisation=organisation).day == lapse + 3 * DAY
    assert KeptStanding.objects.filter(status="exempt").count() == 2
    same_everywhere(lapse + 3 * DAY)


def test_a_course_that_becomes_joint_or_is_none_any_more_is_counted_so(home, someone):
    """Those of whom it is asked are looked at again, once; what nobody asks for touches nobody."""
    course = CoursePageFactory(parent=home)
    organisation = someone.posts.get().organisation
    RequirementFactory(organisation=organisation, course=course, effective_from=ON - 2500 * DAY)
    certify(someone, course, ON - 90 * DAY)
    folded(noon(ON))
    for is_joint, reached in ((False, []), (True, [(1, 1)])):
        CoursePage.objects.update(is_joint=is_joint)
        folded(noon(ON))
        numbers = [row.numbers["0"] for row in RollupRow.objects.filter(group=DAYS, side="", team_path="")]
        assert [(each["joint:n"], each["joint:due"]) for each in numbers if "joint:due" in each] == reached
        same_everywhere(ON)
    CoursePageFactory(parent=home)
    sweeping.count_as_joint(joint_programmes())
    assert not Touched.objects.exists()
    assert Rollup.objects.get().joint == sorted(joint_programmes())


@pytest.mark.parametrize("ended_on", [None, LAPSE + 30 * DAY], ids=["open", "with a first day back"])
def test_whoever_does_not_come_back_on_the_day_is_counted_from_the_next(ended_on, someone):
    post, starts_on = someone.posts.get(), LAPSE - 9 * DAY
    AbsenceFactory(post=post, starts_on=starts_on, expected_until=LAPSE, ended_on=ended_on)
    for day, is_past in ((LAPSE, False), (LAPSE + DAY, True)):
        folded(noon(day))
        assert KeptStanding.objects.get(person=someone).is_past_return == is_past
        same_everywhere(day)


def test_two_notes_that_adjoin_become_long_on_the_day_on_which_both_are(someone):
    """Nothing is written on that day: it is known beforehand, though the first note is over."""
    begun = LAPSE - 28 * DAY
    post = someone.posts.get()
    AbsenceFactory(post=post, kind="long_term_sick", starts_on=begun, ended_on=begun + 19 * DAY)
    AbsenceFactory(post=post, kind="long_term_sick", starts_on=begun + 20 * DAY)
    Certificate.objects.update(expires_on=LAPSE + 200 * DAY)
    someone.posts.get().organisation.requirements.update(refresh_months=120)
    folded(noon(LAPSE - DAY))
    assert status(someone) == "compliant"
    folded(noon(LAPSE))
    assert status(someone) == "exempt"


def test_a_day_is_begun_once(someone):
    folded(noon(LAPSE))
    before = list(RollupRow.objects.order_by("pk").values_list("pk", "numbers"))
    assert not folding.fold_some(at=noon(LAPSE))
    assert list(RollupRow.objects.order_by("pk").values_list("pk", "numbers")) == before


def test_a_clock_that_was_an_hour_ahead_changes_nothing_twice(someone):
    """It begins the next day early; put right, the day is not begun again, and nothing goes back and forth."""
    folded(on_the_clock(LAPSE - DAY, 12))
    folded(on_the_clock(LAPSE - DAY, 23, 30) + HOUR)
    assert status(someone) == "overdue"
    rows = list(RollupRow.objects.order_by("pk").values_list("pk", "numbers"))
    for at in (on_the_clock(LAPSE - DAY, 23, 31), on_the_clock(LAPSE, 0, 1)):
        assert not folding.fold_some(at=at)
    assert list(RollupRow.objects.order_by("pk").values_list("pk", "numbers")) == rows
    same_everywhere(LAPSE)


def test_a_clock_an_hour_behind_begins_the_day_late_and_undoes_nothing(someone, course):
    """After midnight it is yesterday still; put right, the day is begun; behind once more, it does not go back, also for
    what is written then.
    """
    folded(on_the_clock(LAPSE - DAY, 12))
    folded(on_the_clock(LAPSE, 0, 30) - HOUR)
    assert status(someone) == "expiring"
    folded(on_the_clock(LAPSE, 0, 31))
    assert status(someone) == "overdue"
    late = PostFactory(organisation=someone.posts.get().organisation, starts_on=ON - 900 * DAY).person
    certify(late, course, datetime.date(2024, 3, 10))
    folded(on_the_clock(LAPSE, 0, 40) - HOUR)
    assert (status(someone), status(late)) == ("overdue", "overdue")
    assert not folding.fold_some(at=on_the_clock(LAPSE, 0, 41))
    same_everywhere(LAPSE)


def test_what_a_clock_that_was_ahead_dated_tomorrow_counts_tomorrow(someone, course):
    folded(noon(LAPSE))
    certify(someone, course, LAPSE + DAY)
    folded(noon(LAPSE))
    assert status(someone) == "overdue"
    folded(noon(LAPSE + DAY))
    assert status(someone) == "compliant"


@pytest.mark.parametrize(
    "day",
    [
        datetime.date(2027, 3, 28),  # an hour is left out
        datetime.date(2027, 3, 29),
        datetime.date(2027, 10, 31),  # an hour comes twice
        datetime.date(2027, 11, 1),
        datetime.date(2028, 1, 1),
        datetime.date(2028, 2, 29),
        datetime.date(2028, 3, 1),
    ],
)
def test_a_day_begins_at_midnight_where_people_are(someone, course, day):
    """On the nights when clocks change, at the year's end, and around 29 February."""
    Certificate.objects.update(expires_on=day)
    someone.posts.get().organisation.requirements.update(refresh_months=120)
    before, after = (
        on_the_clock(day, 0) - datetime.timedelta(seconds=1),
        on_the_clock(day, 0) + datetime.timedelta(seconds=1),
    )
    folded(before)
    assert status(someone) == "expiring"
    folded(after)
    assert status(someone) == "overdue"
    same_everywhere(day)


def test_three_years_after_29_february_is_28_february(someone, course):
    Certificate.objects.update(awarded_on=datetime.date(2024, 2, 29), expires_on=None)
    folded(noon(datetime.date(2027, 2, 27)))
    assert status(someone) == "expiring"
    folded(noon(datetime.date(2027, 2, 28)))
    assert status(someone) == "overdue"


def test_figures_are_as_at_the_end_of_the_last_day_that_was_begun(someone):
    folded(noon(LAPSE))
    rollup = Rollup.objects.get()
    assert as_at(rollup, at=noon(LAPSE) + HOUR) == noon(LAPSE) + HOUR
    assert as_at(rollup, at=noon(LAPSE + 4 * DAY)) == on_the_clock(LAPSE + DAY, 0)
    waits = Touched.objects.create(organisation=rollup.organisation, person=1, at=noon(LAPSE) - HOUR)
    assert as_at(rollup, at=noon(LAPSE) + HOUR) == waits.at
