"""The requirements of an organisation in force on a day, as values: what a snapshot was counted by.

Canonical: the same rules are the same text, and so the same hash, whichever day it is. Every field of a requirement is in it,
also one that is added later.
"""

import datetime
import hashlib
import json
from collections import defaultdict

from django.core.serializers.json import DjangoJSONEncoder

from learning.people.organisations import Organisation
from learning.workforce.requirements import Requirement
from learning.workforce.snapshots.definitions import VERSION

NOT_A_RULE = {"latest_revision"}
LAST_DAY = "effective_to"


def rules_of(organisation: Organisation, *, on: datetime.date) -> dict:
    """The version of the definitions and the requirements, each with the keys of whom it names. Three queries."""
    wanted = Requirement.objects.of([organisation]).in_force_on(on)
    named = _named(wanted)
    rules = [_values(each) | named[each.pk] for each in wanted.order_by("pk")]
    return {"definitions": VERSION, "requirements": rules}


def canonical(rules: dict) -> str:
    return json.dumps(rules, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"))


def asked_that_day(text: str) -> str:
    """Canonical rules without their last days: giving one that was in force a last day later on changes nothing of that day."""
    rules = json.loads(text)
    asked = [
        {name: value for name, value in each.items() if name != LAST_DAY} for each in rules["requirements"]
    ]
    return canonical(rules | {"requirements": asked})


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _values(requirement: Requirement) -> dict:
    fields = [field for field in Requirement._meta.concrete_fields if field.name not in NOT_A_RULE]
    return {field.name: field.value_from_object(requirement) for field in fields}


def _named(wanted) -> dict[int, dict[str, list[int]]]:
    """What each requirement names of each kind: groups, teams, job roles."""
    fields = Requirement._meta.many_to_many
    found = defaultdict(lambda: {field.name: [] for field in fields})
    for field in fields:
        own, other = field.m2m_column_name(), field.m2m_reverse_name()
        rows = field.remote_field.through.objects.filter(requirement__in=wanted.order_by().values("pk"))
        for requirement, key in rows.order_by(other).values_list(own, other):
            found[requirement][field.name].append(key)
    return found
