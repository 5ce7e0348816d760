"""What a policy lawyer would try: each case one sentence of rule, a post, what it holds, and how it stands. Pure."""

import datetime
from dataclasses import replace

import pytest

from learning.workforce.days import DAY
from learning.workforce.statuses import Award, Rule, Spell, Standing, standing

ON = datetime.date(2027, 3, 3)
LONG_AGO = datetime.date(2020, 1, 6)
RULE = Rule(first_due_days=90, returner_days=60, refresh_months=36, effective_from=LONG_AGO)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def stand(
    on="2027-03-03", *, starts_on="2020-01-06", ends_on=None, spells=(), awards=(), rule=RULE
) -> Standing:
    return standing(
        day(on),
        starts_on=day(starts_on),
        ends_on=ends_on and day(ends_on),
        spells=[Spell(kind, day(begun), ended and day(ended)) for kind, begun, ended in spells],
        rule=rule,
        awards=[Award(*(each and day(each) for each in award)) for award in awards],
    )


def rule(**terms) -> Rule:
    days = {name: day(value) for name, value in terms.items() if isinstance(value, str)}
    return replace(RULE, **terms | days)


NEW = rule(effective_from="2027-03-01")
ONCE = rule(refresh_months=None)
GOES_ON = rule(effective_from="2027-03-01", asked_since="2020-01-06")

CASES = {
    "Days run out at the end of their last day: on it nobody is late.": (
        {"starts_on": "2026-12-03"},
        "in_grace",
    ),
    "Days run out at the end of their last day: the day after everyone is.": (
        {"starts_on": "2026-12-02"},
        "never",
    ),
    "A post that ends on the day it falls due is not late on that day.": (
        {"starts_on": "2026-12-03", "ends_on": "2027-03-03"},
        "in_grace",
    ),
    "A post that ends on the day it falls due is not asked the day after.": (
        {"on": "2027-03-04", "starts_on": "2026-12-03", "ends_on": "2027-03-03"},
        "not_required",
    ),
    "With no days at all, the first day in the post is still in time.": (
        {"starts_on": "2027-03-03", "rule": rule(first_due_days=0)},
        "in_grace",
    ),
    "With no days at all, the second day is late.": (
        {"starts_on": "2027-03-02", "rule": rule(first_due_days=0)},
        "never",
    ),
    "A certificate of 29 February lasts to 28 February where there is no 29th.": (
        {"on": "2027-02-27", "awards": [("2024-02-29", None)]},
        "expiring",
    ),
    "On that 28 February it no longer counts.": (
        {"on": "2027-02-28", "awards": [("2024-02-29", None)]},
        "overdue",
    ),
    "A certificate of 29 February is good until 29 February four years on.": (
        {"on": "2028-02-28", "awards": [("2024-02-29", None)], "rule": rule(refresh_months=48)},
        "expiring",
    ),
    "A post begun on 29 February counts its days like any other.": (
        {"on": "2028-05-29", "starts_on": "2028-02-29"},
        "in_grace",
    ),
    "Sick for 27 days by today is not yet a long absence.": (
        {"spells": [("long_term_sick", "2027-02-04", None)]},
        "never",
    ),
    "Sick for 28 days by today is a long absence.": (
        {"spells": [("long_term_sick", "2027-02-03", None)]},
        "exempt",
    ),
    "Sickness that ended a day short of long gives no days back.": (
        {"spells": [("long_term_sick", "2027-01-05", "2027-02-01")]},
        "never",
    ),
    "Sickness that became long on its last day gives days back.": (
        {"spells": [("long_term_sick", "2027-01-04", "2027-02-01")]},
        "in_grace",
    ),
    "Of two absences at once, while one lasts the post is left out.": (
        {"spells": [("maternity", "2026-06-01", "2027-03-01"), ("career_break", "2027-01-01", None)]},
        "exempt",
    ),
    "Of two absences that overlapped, the later end gives the days.": (
        {"spells": [("maternity", "2026-06-01", "2026-12-01"), ("career_break", "2026-11-01", "2027-01-10")]},
        "in_grace",
    ),
    "Whoever comes back twice has the days after the second return.": (
        {"spells": [("maternity", "2025-01-01", "2025-12-31"), ("adoption", "2026-02-01", "2027-01-02")]},
        "in_grace",
    ),
    "The days after coming back end, and then it is late.": (
        {"spells": [("maternity", "2025-01-01", "2025-12-31"), ("adoption", "2026-02-01", "2027-01-01")]},
        "never",
    ),
    "Days after coming back never shorten a starter's days.": (
        {"starts_on": "2026-12-10", "spells": [("other", "2026-12-11", "2026-12-12")]},
        "in_grace",
    ),
    "Back on the day after the last day away: that last day still counts as away.": (
        {"spells": [("suspended", "2027-01-01", "2027-03-03")]},
        "exempt",
    ),
    "An absence expected in the future changes nothing today.": (
        {"spells": [("maternity", "2027-03-04", None)]},
        "never",
    ),
    "Renewed 90 days early, it keeps its anniversary.": (
        {"on": "2030-02-28", "awards": [("2024-03-01", None), ("2026-12-01", None)]},
        "expiring",
    ),
    "Renewed 91 days early, it counts from the day of renewal.": (
        {"on": "2030-02-28", "awards": [("2024-03-01", None), ("2026-11-30", None)]},
        "overdue",
    ),
    "A certificate withdrawn today does not count today.": (
        {"awards": [("2026-09-01", None, "2027-03-03")]},
        "never",
    ),
    "A certificate withdrawn tomorrow counts today.": (
        {"awards": [("2026-09-01", None, "2027-03-04")]},
        "compliant",
    ),
    "A renewal that was withdrawn leaves what was held before.": (
        {"awards": [("2025-09-01", None), ("2026-09-01", None, "2027-01-01")]},
        "compliant",
    ),
    "Before its first day a rule asks nothing.": ({"on": "2027-02-28", "rule": NEW}, "not_required"),
    "On its first day everyone in post has a starter's days.": (
        {"on": "2027-03-01", "rule": NEW},
        "in_grace",
    ),
    "Those days run from the first day of the rule.": ({"on": "2027-05-31", "rule": NEW}, "never"),
    "After its last day a rule asks nothing.": (
        {"rule": rule(effective_to="2027-03-02")},
        "not_required",
    ),
    "Ended and begun again as another rule, it gives a starter's days again.": ({"rule": NEW}, "in_grace"),
    "A rule that goes on from another gives no days again.": ({"rule": GOES_ON}, "never"),
    "A rule that goes on still gives a starter a starter's days.": (
        {"rule": GOES_ON, "starts_on": "2027-02-01"},
        "in_grace",
    ),
    "Done before the post began counts from the first day in it.": (
        {"starts_on": "2027-03-03", "awards": [("2026-01-10", None)]},
        "compliant",
    ),
    "Done before the rule was made counts for it.": (
        {"rule": NEW, "awards": [("2026-01-10", None)]},
        "compliant",
    ),
    "What lapsed before the post began does not make a starter late.": (
        {"starts_on": "2027-02-01", "awards": [("2020-01-10", None)]},
        "in_grace",
    ),
    "Once a starter's days are over, what had lapsed is overdue and not never.": (
        {"starts_on": "2026-11-01", "awards": [("2020-01-10", None)]},
        "overdue",
    ),
    "Accepted evidence with a shorter time of its own ends when that ends.": (
        {"awards": [("2026-03-03", "2027-03-03")]},
        "overdue",
    ),
    "Accepted evidence with a longer time of its own ends when the rule says.": (
        {"awards": [("2024-03-03", "2034-03-03")]},
        "overdue",
    ),
    "Of several certificates with a gap between them, the last counts.": (
        {"awards": [("2020-06-01", None), ("2025-01-01", None)]},
        "compliant",
    ),
    "In the gap between two certificates it was overdue.": (
        {"on": "2024-01-01", "awards": [("2020-06-01", None), ("2025-01-01", None)]},
        "overdue",
    ),
    "Shorter evidence taken later does not shorten what is held.": (
        {"awards": [("2026-01-01", None), ("2026-02-01", "2026-08-01")]},
        "compliant",
    ),
    "Where once is enough, a certificate counts after its own time is over.": (
        {"rule": ONCE, "awards": [("2020-06-01", "2021-06-01")]},
        "compliant",
    ),
    "Where once is enough, one withdrawn is as none.": (
        {"rule": ONCE, "awards": [("2020-06-01", None, "2021-06-01")]},
        "never",
    ),
    "Someone away is left out though what they hold has lapsed.": (
        {"awards": [("2020-06-01", None)], "spells": [("secondment_out", "2026-01-01", None)]},
        "exempt",
    ),
    "Someone back with something valid is compliant, and needs no days.": (
        {"awards": [("2025-06-01", None)], "spells": [("maternity", "2026-01-01", "2027-02-01")]},
        "compliant",
    ),
    "A post that has not begun is asked nothing.": ({"starts_on": "2027-03-04"}, "not_required"),
    "Without a rule nothing is asked.": ({"rule": None}, "not_required"),
}


@pytest.mark.parametrize(("facts", "expected"), CASES.values(), ids=CASES.keys())
def test_the_rule_holds(facts, expected):
    assert stand(**facts).status == expected


def test_a_gap_in_the_same_rule_moves_no_day_of_a_certificate():
    """Ended and begun again, a rule asks for what was earned meanwhile as if it had never been away."""
    again = replace(RULE, effective_from=ON + 30 * DAY)
    awards = [("2026-05-01", None)]
    before, later = stand(awards=awards), stand(on="2027-04-10", awards=awards, rule=again)
    assert (before.until, later.until) == (day("2029-05-01"), day("2029-05-01"))
