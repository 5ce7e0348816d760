"""What Northmoor has announced and what its partnership proposes, by the same writer as everyone's."""

import datetime

from django.utils import timezone

from courses.demo.requirements import DAY
from courses.pages import CoursePage
from learning.people.organisations import Organisation, Partnership
from learning.people.posts import PracticeGroup
from learning.people.users import User
from learning.workforce.needs.keeping import keep
from learning.workforce.needs.need import Need
from learning.workforce.needs.steps import add

LEAD, PARTNERSHIP_LEAD = "lead@northmoor.example", "partnership@northmoor.example"


def write_announced(
    rules: dict,
    courses: dict[str, CoursePage],
    partnership: Partnership,
    users: dict[str, User],
    *,
    at: datetime.datetime,
) -> None:
    """Each with its reason, by the lead whose it is."""
    today = timezone.localdate(at)
    for row in rules["announced"]:
        owner = Organisation.objects.get(code=row["organisation"].lower())
        steps = [add(_need(row, rules["defaults"], courses, today), today=today)]
        keep(owner=owner, steps=steps, why=rules["why_announced"], by=users[LEAD], at=at)
    steps = [add(_need(row, rules["defaults"], courses, today), today=today) for row in rules["proposals"]]
    keep(owner=partnership, steps=steps, why=rules["why_proposed"], by=users[PARTNERSHIP_LEAD], at=at)


def _need(row: dict, defaults: dict, courses: dict[str, CoursePage], today: datetime.date) -> Need:
    groups = PracticeGroup.objects.filter(code__in=row["groups"]).values_list("pk", flat=True)
    terms = {name: row.get(name, usual) for name, usual in defaults.items()}
    return Need(
        course=courses[row["course"]].pk,
        groups=frozenset(groups),
        teams=frozenset(),
        kind=row["kind"],
        grace_counts=False,
        effective_from=today + row["effective_from_days"] * DAY,
        **terms,
    )
