"""Rules in words: every term that is in the mark is said."""

import pytest

from learning.workforce.models import Requirement
from learning.workforce.snapshots.rules import NOT_A_RULE
from learning.workforce.snapshots.wording import in_brief, rules_in_words

RULE = {
    "course": 1,
    "kind": "mandatory",
    "practice_groups": [],
    "teams": [],
    "job_roles": [],
    "first_due_days": 90,
    "returner_days": 60,
    "refresh_months": 36,
    "early_renewal_days": 90,
    "target_pct": 90,
    "amber_margin": 10,
    "grace_counts": False,
    "effective_from": "2027-03-01",
    "effective_to": None,
    "asked_since": None,
}
OTHERS = {
    "kind": ("statutory", "Statutory, for every staff group."),
    "practice_groups": ([1, 2], "for group 1, group 2."),
    "teams": ([3], "In team 3."),
    "job_roles": ([4], "In the job roles role 4."),
    "first_due_days": (1, "1 day to complete it"),
    "returner_days": (30, "30 days after a long absence"),
    "refresh_months": (None, "Once is enough."),
    "early_renewal_days": (0, "Renewed early, it does not keep its anniversary."),
    "target_pct": (85, "Target 85%"),
    "amber_margin": (5, "close within 5 points"),
    "grace_counts": (True, "People who still have time count as not done."),
    "effective_from": ("2026-01-31", "In force from 31 January 2026."),
    "effective_to": ("2027-12-31", "In force from 1 March 2027 to 31 December 2027."),
    "asked_since": ("2026-05-04", "Days counted from 4 May 2026."),
}


def called(what: str, key: int) -> str:
    return f"{what} {key}"


def test_a_rule_is_said_whole():
    assert rules_in_words({"requirements": [RULE]}, called) == [
        (
            "course 1",
            "Mandatory, for every staff group. 90 days to complete it, 60 days after a long absence. "
            "Renewed every 36 months. Renewed in its last 90 days, it keeps its anniversary. "
            "Target 90%, close within 10 points. In force from 1 March 2027.",
        )
    ]


@pytest.mark.parametrize("term", OTHERS)
def test_another_term_is_other_words(term):
    value, expected = OTHERS[term]
    [(_, words)] = rules_in_words({"requirements": [RULE | {term: value}]}, called)
    assert expected in words


def test_no_term_is_left_out():
    """Whoever adds a field to requirements adds its words."""
    fields = {field.name for field in [*Requirement._meta.concrete_fields, *Requirement._meta.many_to_many]}
    assert fields - NOT_A_RULE - {"id", "organisation", "course"} == set(OTHERS)


def test_in_brief_it_is_the_first_rules_and_names_of_a_course_and_how_many_more():
    many = RULE | {"practice_groups": [1, 2, 3, 4], "teams": [5]}
    other = RULE | {"course": 2}
    said = in_brief({"requirements": [many, other, RULE, RULE]}, 1, called)
    assert said.startswith("Mandatory, for group 1, group 2, group 3 and 1 other staff group in team 5. 90")
    assert said.count("Target 90%") == 2
    assert said.endswith("And 1 more rule, on the page of the month.")
