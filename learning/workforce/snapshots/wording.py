"""Rules in words, on the page of a month and on paper. They come as rules.canonical() keeps them, read as JSON."""

from collections.abc import Callable

from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from learning.records.counting import counted
from learning.workforce.requirements import Requirement
from learning.workforce.snapshots.rows import SnapshotName
from learning.workforce.words import WHY

What = SnapshotName.What
NameOf = Callable[[str, int], str]
MOST_NAMES, MOST_RULES = 3, 2


def rules_in_words(rules: dict, name_of: NameOf) -> list[tuple[str, str]]:
    """Each requirement: its course, and all that it asks, of whom. `name_of` gives the name of a What with a key."""
    return [
        (name_of(What.COURSE, rule["course"]), ". ".join(filter(None, _all_of(rule, name_of))) + ".")
        for rule in rules["requirements"]
    ]


def in_brief(rules: dict, course: int, name_of: NameOf) -> str:
    """What is asked for one course in a line: the first rules, each with the first of whom it names."""
    found = [rule for rule in rules["requirements"] if rule["course"] == course]
    said = [_brief(rule, name_of) for rule in found[:MOST_RULES]]
    if more := len(found) - len(said):
        said.append(f"And {counted(more, 'more rule')}, on the page of the month")
    return ". ".join(said) + "."


def _all_of(rule: dict, name_of: NameOf) -> list[str]:
    groups, teams, roles = _whom(rule, name_of)
    return [
        f"{WHY[Requirement.Kind(rule['kind'])]}, for {', '.join(groups) or 'every staff group'}",
        f"In {', '.join(teams)}" if teams else "",
        f"In the job roles {', '.join(roles)}" if roles else "",
        _days(rule),
        _renewal(rule),
        f"Renewed in its last {counted(rule['early_renewal_days'], 'day')}, it keeps its anniversary"
        if rule["early_renewal_days"]
        else "Renewed early, it does not keep its anniversary",
        _target(rule),
        "People who still have time count as not done" if rule["grace_counts"] else "",
        f"In force from {_day(rule['effective_from'])}"
        + (f" to {_day(rule['effective_to'])}" if rule["effective_to"] else ""),
        f"Days counted from {_day(rule['asked_since'])}" if rule["asked_since"] else "",
    ]


def _brief(rule: dict, name_of: NameOf) -> str:
    groups, teams, roles = _whom(rule, name_of)
    whom = _first(groups, "other staff group") or "every staff group"
    where = f" in {_first(teams, 'teams')}" if teams else ""
    where += f" as {_first(roles, 'other job role')}" if roles else ""
    days, renewal, target = _days(rule), _renewal(rule), _target(rule)
    return f"{WHY[Requirement.Kind(rule['kind'])]}, for {whom}{where}. {days}. {renewal}. {target}"


def _whom(rule: dict, name_of: NameOf) -> tuple[list[str], list[str], list[str]]:
    return (
        [name_of(What.GROUP, key) for key in rule["practice_groups"]],
        [name_of(What.TEAM, key).strip() for key in rule["teams"]],
        [name_of(What.ROLE, key) for key in rule["job_roles"]],
    )


def _first(names: list[str], what: str) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {counted(more, what)}" if more > 0 else "")


def _days(rule: dict) -> str:
    first, returner = counted(rule["first_due_days"], "day"), counted(rule["returner_days"], "day")
    return f"{first} to complete it, {returner} after a long absence"


def _renewal(rule: dict) -> str:
    months = rule["refresh_months"]
    return f"Renewed every {counted(months, 'month')}" if months else "Once is enough"


def _target(rule: dict) -> str:
    return f"Target {rule['target_pct']}%, close within {counted(rule['amber_margin'], 'point')}"


def _day(text: str) -> str:
    return date_format(parse_date(text))
