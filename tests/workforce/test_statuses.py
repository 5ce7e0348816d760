"""The status of a post on a day, edge by edge. Pure: no database."""

import datetime
from dataclasses import replace

import pytest

from learning.workforce.statuses import (
    DAY,
    Award,
    Reason,
    Rule,
    Spell,
    Standing,
    Status,
    counts_until,
    standing,
)

ON = datetime.date(2027, 3, 3)
LONG_AGO = datetime.date(2020, 1, 6)
RULE = Rule(first_due_days=90, returner_days=60, refresh_months=36, effective_from=LONG_AGO)


def stand(*, on=ON, starts_on=LONG_AGO, ends_on=None, spells=(), rule=RULE, awards=()) -> Standing:
    return standing(on, starts_on=starts_on, ends_on=ends_on, spells=spells, rule=rule, awards=awards)


def status(**facts) -> Status:
    return stand(**facts).status


def awarded(on: datetime.date, *, years: int = 3, **facts) -> Award:
    return Award(on, on.replace(year=on.year + years), **facts)


# Not required


def test_without_a_rule_nothing_is_required():
    assert status(rule=None) == Status.NOT_REQUIRED


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (datetime.date(2027, 1, 31), Status.NOT_REQUIRED),
        (datetime.date(2027, 2, 1), Status.IN_GRACE),
        (datetime.date(2027, 3, 1), Status.IN_GRACE),
        (datetime.date(2027, 3, 2), Status.NOT_REQUIRED),
    ],
)
def test_a_post_counts_from_its_first_day_to_its_last_and_a_leaver_is_gone_the_day_after(on, expected):
    held = {"starts_on": datetime.date(2027, 2, 1), "ends_on": datetime.date(2027, 3, 1)}
    assert status(on=on, **held) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (datetime.date(2026, 9, 30), Status.NOT_REQUIRED),
        (datetime.date(2026, 10, 1), Status.IN_GRACE),
        (datetime.date(2027, 1, 31), Status.NEVER),
        (datetime.date(2027, 2, 1), Status.NOT_REQUIRED),
    ],
)
def test_a_requirement_is_in_force_from_its_first_day_to_its_last(on, expected):
    first, last = datetime.date(2026, 10, 1), datetime.date(2027, 1, 31)
    assert status(on=on, rule=replace(RULE, effective_from=first, effective_to=last)) == expected


# Away


def test_someone_away_is_left_out_from_the_first_day_to_the_last_for_that_kind_of_leave():
    spell = Spell("maternity", ON, ON + 28 * DAY)
    assert [stand(on=ON + days * DAY, spells=[spell]).why for days in (-1, 0, 28)] == [
        "",
        "maternity",
        "maternity",
    ]
    assert status(on=ON + 28 * DAY, spells=[spell]) == Status.EXEMPT
    assert status(on=ON + 29 * DAY, spells=[spell]) == Status.IN_GRACE


def test_someone_away_is_left_out_even_with_a_valid_certificate():
    awards = [awarded(ON - 100 * DAY)]
    assert status(spells=[Spell("secondment_out", ON - DAY)], awards=awards) == Status.EXEMPT


@pytest.mark.parametrize(("days", "expected"), [(27, Status.NEVER), (28, Status.EXEMPT)])
def test_sickness_leaves_out_once_it_has_lasted_28_days(days, expected):
    assert status(spells=[Spell("long_term_sick", ON - days * DAY)]) == expected


def test_a_short_sickness_gives_no_days_for_coming_back_and_a_long_one_does():
    short = Spell("long_term_sick", ON - 37 * DAY, ON - 10 * DAY)
    long = replace(short, starts_on=ON - 38 * DAY)
    assert status(spells=[short]) == Status.NEVER
    assert status(spells=[long]) == Status.IN_GRACE


# Done


@pytest.mark.parametrize(
    ("days_left", "expected"),
    [
        (91, Status.COMPLIANT),
        (90, Status.EXPIRING),
        (1, Status.EXPIRING),
        (0, Status.OVERDUE),
        (-1, Status.OVERDUE),
    ],
)
def test_a_certificate_is_expiring_in_its_last_90_days_and_overdue_on_the_day_it_expires(days_left, expected):
    expires_on = ON + days_left * DAY
    award = Award(expires_on.replace(year=expires_on.year - 3), expires_on)
    found = stand(awards=[award])
    assert (found.status, found.until) == (expected, expires_on)


def test_a_certificate_counts_on_the_day_it_is_awarded_and_not_before():
    award = awarded(ON)
    assert status(on=ON - DAY, awards=[award]) == Status.NEVER
    assert status(on=ON, awards=[award]) == Status.COMPLIANT


@pytest.mark.parametrize(("withdrawn_on", "expected"), [(ON + DAY, "compliant"), (ON, "never")])
def test_a_withdrawn_certificate_counts_until_the_day_before(withdrawn_on, expected):
    assert status(awards=[awarded(ON - 10 * DAY, withdrawn_on=withdrawn_on)]) == expected


def test_a_withdrawn_renewal_leaves_the_earlier_certificate():
    first, second = awarded(ON - 1000 * DAY), awarded(ON - 10 * DAY, withdrawn_on=ON)
    assert stand(awards=[first, second]).until == first.expires_on


def test_a_requirement_of_24_months_is_stricter_than_a_certificate_of_36():
    rule = replace(RULE, refresh_months=24)
    award = awarded(datetime.date(2025, 3, 4))
    assert status(on=datetime.date(2027, 3, 3), rule=rule, awards=[award]) == Status.EXPIRING
    assert status(on=datetime.date(2027, 3, 4), rule=rule, awards=[award]) == Status.OVERDUE


def test_a_certificate_of_12_months_is_stricter_than_a_requirement_of_36():
    assert stand(awards=[awarded(ON - 10 * DAY, years=1)]).until == (ON - 10 * DAY).replace(year=2028)


def test_a_certificate_that_never_expires_is_renewed_when_the_requirement_says():
    assert stand(awards=[Award(datetime.date(2024, 3, 3))]) == Standing(
        Status.OVERDUE, due_on=datetime.date(2027, 3, 2), until=datetime.date(2027, 3, 3)
    )


def test_without_a_refresh_once_is_enough_though_the_certificate_has_expired():
    rule = replace(RULE, refresh_months=None)
    assert stand(rule=rule, awards=[awarded(LONG_AGO)]) == Standing(Status.COMPLIANT)


# Renewing early


@pytest.mark.parametrize(
    ("days_early", "until"),
    [
        (91, datetime.date(2029, 11, 2)),
        (90, datetime.date(2030, 2, 1)),
        (1, datetime.date(2030, 2, 1)),
        (0, datetime.date(2030, 2, 1)),
        (-5, datetime.date(2030, 2, 6)),
    ],
)
def test_renewed_in_its_last_90_days_a_certificate_keeps_its_anniversary(days_early, until):
    first = Award(datetime.date(2024, 2, 1))
    second = Award(datetime.date(2027, 2, 1) - days_early * DAY)
    assert counts_until([second, first], RULE) == until


def test_a_second_certificate_never_shortens_the_first():
    long = Award(ON - 10 * DAY)
    assert counts_until([long, Award(ON, ON + DAY)], RULE) == counts_until([long], RULE)


# Days to complete it


@pytest.mark.parametrize(("days", "expected"), [(90, Status.IN_GRACE), (91, Status.NEVER)])
def test_a_starter_has_90_days(days, expected):
    found = stand(starts_on=ON - days * DAY)
    assert (found.status, found.due_on) == (expected, ON + (90 - days) * DAY)


@pytest.mark.parametrize(("days", "expected"), [(90, Status.IN_GRACE), (91, Status.NEVER)])
def test_a_new_requirement_gives_everyone_in_post_the_days_of_a_starter(days, expected):
    assert status(rule=replace(RULE, effective_from=ON - days * DAY)) == expected


@pytest.mark.parametrize(("days", "expected"), [(60, Status.IN_GRACE), (61, Status.NEVER)])
def test_someone_who_has_come_back_has_60_days_from_the_end_of_the_absence(days, expected):
    spell = Spell("maternity", ON - 400 * DAY, ON - days * DAY)
    assert status(spells=[spell]) == expected


def test_why_someone_still_has_time_is_what_gives_them_the_most():
    new_rule = replace(RULE, effective_from=ON - 20 * DAY)
    back = Spell("maternity", ON - 300 * DAY, ON - DAY)
    assert stand(starts_on=ON - 10 * DAY).why == Reason.NEW_STARTER
    assert stand(starts_on=ON - 10 * DAY, rule=new_rule).why == Reason.NEW_STARTER
    assert stand(rule=new_rule).why == Reason.NEW_REQUIREMENT
    assert stand(spells=[back]).why == Reason.RETURNER
    assert stand(spells=[back], rule=new_rule).why == Reason.NEW_REQUIREMENT


def test_a_starter_whose_certificate_has_lapsed_has_the_days_of_a_starter():
    lapsed = awarded(ON.replace(year=2024) - DAY)
    assert status(starts_on=ON - 5 * DAY, awards=[lapsed]) == Status.IN_GRACE


def test_overdue_is_counted_from_the_day_it_lapsed_or_the_days_ran_out():
    lapsed = awarded(datetime.date(2024, 2, 22))
    assert stand(awards=[lapsed]).due_on == datetime.date(2027, 2, 21)
    assert stand(awards=[lapsed], starts_on=ON - 91 * DAY).due_on == ON - DAY
