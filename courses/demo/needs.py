"""What each post of Northmoor is asked to learn, read off requirements.yaml. Pure: no database."""

from courses.demo.staff import Slot

REQUIRED = "required"
RECOMMENDED = "recommended"
NOT_ASKED = "not_asked"


def need(requirements: list[dict], slot: Slot, course: str) -> str:
    """How strongly a course is asked of whoever holds a post."""
    kinds = {rule["kind"] for rule in requirements if rule["course"] == course and _covers(rule, slot)}
    if kinds - {RECOMMENDED}:
        return REQUIRED
    return RECOMMENDED if kinds else NOT_ASKED


def _covers(rule: dict, slot: Slot) -> bool:
    teams = rule.get("teams") or [slot.team]
    return rule["organisation"] == slot.organisation and slot.group in rule["groups"] and slot.team in teams
