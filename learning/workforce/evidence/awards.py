"""Accepted evidence as standings count it: beside certificates, for posts in the organisation that accepts it."""

import datetime
from collections import defaultdict

from learning.people.posts import PostQuerySet
from learning.workforce.evidence.evidence import AcceptedEvidence
from learning.workforce.statuses import Award


def accepted_for(posts: PostQuerySet, *, on: datetime.date) -> dict[tuple[int, int, int], list[Award]]:
    """What had been completed by a day, by organisation, person and course. One query."""
    found = defaultdict(list)
    people = posts.order_by().values("person_id")
    rows = AcceptedEvidence.objects.filter(person__in=people, completed_on__lte=on)
    fields = ["organisation_id", "person_id", "course_id", "completed_on", "expires_on"]
    for *key, completed_on, expires_on in rows.order_by("pk").values_list(*fields):
        found[tuple(key)].append(Award(completed_on, expires_on))
    return found
