"""What is asked, in words: the terms of a rule, its days, and what changed in it."""

import datetime

from django.utils.formats import date_format

from learning.records.counting import counted
from learning.workforce.needs.need import Need, differences
from learning.workforce.needs.places import Place
from learning.workforce.needs.terms import Terms

LABELS = {
    "kind": "How strongly",
    "groups": "Staff groups",
    "teams": "Teams",
    "roles": "Job roles",
    "first_due_days": "Days to complete it",
    "returner_days": "Days after coming back",
    "refresh_months": "Renewed",
    "early_renewal_days": "Renewing early",
    "target_pct": "Target",
    "amber_margin": "Close to the target",
    "grace_counts": "People who still have time",
    "effective_from": "First day",
    "effective_to": "Last day",
    "asked_since": "Days counted from",
}


def term(need: Need, name: str, place: Place) -> str:
    """One term in words."""
    value = getattr(need, name)
    match name:
        case "kind":
            return Terms.Kind(value).label
        case "groups":
            return (
                ", ".join(str(group) for key, group in place.groups.items() if key in value)
                or "Every staff group"
            )
        case "teams":
            return ", ".join(team.name for key, team in place.teams.items() if key in value) or "Every team"
        case "roles":
            return (
                ", ".join(role.name for key, role in place.roles.items() if key in value) or "Every job role"
            )
        case "refresh_months":
            return f"every {counted(value, 'month')}" if value else "once is enough"
        case "first_due_days" | "returner_days":
            return counted(value, "day")
        case "early_renewal_days":
            return f"keeps its anniversary in the last {counted(value, 'day')}"
        case "target_pct":
            return f"{value}%"
        case "amber_margin":
            return f"{max(need.target_pct - value, 0)}% or more"
        case "grace_counts":
            return "counted" if value else "left out"
        case _:
            return date_format(value) if value else "none"


def terms(need: Need, place: Place) -> list[dict]:
    """Rows for components/summary.html."""
    names = [name for name in LABELS if name != "asked_since" or need.asked_since]
    if not place.is_organisation:
        names.remove("teams")
    if not place.roles:
        names.remove("roles")
    return [{"label": LABELS[name], "value": term(need, name, place)} for name in names]


def changes(before: Need, after: Need, place: Place) -> list[str]:
    """What is not the same, such as "Target: 90%, before 85%"."""
    return [
        f"{LABELS[name]}: {term(after, name, place)}, before {term(before, name, place)}"
        for name in differences(before, after)
        if name in LABELS
    ]


def days(need: Need, *, today: datetime.date) -> str:
    """When it counts, where that is not simply now: "from 1 March 2027", "until 3 May 2027", "ended 2 March 2027"."""
    if need.is_over_on(today):
        return f"ended {date_format(need.effective_to)}"
    begins = f"from {date_format(need.effective_from)}" if need.is_to_come_on(today) else ""
    ends = f"until {date_format(need.effective_to)}" if need.effective_to else ""
    return " ".join(filter(None, [begins, ends]))
