"""Needs as values, and the rows that hold them."""

import datetime
from dataclasses import replace

from learning.people.models import PracticeGroup
from learning.workforce.needs.need import Need
from tests.workforce.factories import DAY, ON

TOMORROW = ON + DAY
TERMS = {
    "kind": "mandatory",
    "first_due_days": 90,
    "returner_days": 60,
    "refresh_months": 36,
    "early_renewal_days": 90,
    "target_pct": 90,
    "amber_margin": 10,
    "grace_counts": False,
}
AT = datetime.datetime(2027, 3, 3, 10, 0, tzinfo=datetime.UTC)


def a_need(course, *codes: str, **terms) -> Need:
    """a_need(course, "hv", "mw", target_pct=80): for these staff groups, from tomorrow."""
    groups = frozenset(PracticeGroup.objects.filter(code__in=codes).values_list("pk", flat=True))
    need = Need(course.pk, groups, frozenset(), effective_from=TOMORROW, **TERMS)
    return replace(need, **terms)
