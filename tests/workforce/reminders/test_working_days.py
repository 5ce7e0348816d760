import datetime

import pytest

from learning.workforce.reminders.working_days import bank_holidays, is_working_day

# As published on gov.uk for these years.
PUBLISHED = {
    (2021, ""): "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    (2026, ""): "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    (2027, ""): "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    (2027, "wales"): "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    (2027, "scotland"): "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28",
    (2027, "northern-ireland"): "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28",
    (2028, "scotland"): "01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26",
}


@pytest.mark.parametrize(("year", "nation"), PUBLISHED)
def test_the_bank_holidays_of_a_nation_are_those_published(year, nation):
    assert " ".join(f"{day:%m-%d}" for day in sorted(bank_holidays(year, nation))) == PUBLISHED[year, nation]


def test_christmas_on_a_sunday_moves_past_boxing_day():
    days = bank_holidays(2022)
    assert {datetime.date(2022, 12, 26), datetime.date(2022, 12, 27)} <= days


@pytest.mark.parametrize(
    ("day", "works"),
    [("2028-02-29", True), ("2027-03-06", False), ("2027-03-07", False), ("2027-03-29", False)],
)
def test_people_work_on_weekdays_that_are_no_bank_holidays(day, works):
    assert is_working_day(datetime.date.fromisoformat(day)) is works
