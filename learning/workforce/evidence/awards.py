"""Accepted evidence as standings count it: beside certificates, for posts in the organisation that accepts it."""

import datetime
from collections import defaultdict

from django.utils import timezone

from learning.people.posts import PostQuerySet
from learning.workforce.evidence.evidence import AcceptedEvidence
from learning.workforce.statuses import Award


def accepted_for(posts: PostQuerySet, *, on: datetime.date) -> dict[tuple[int, int, int], list[Award]]:
    """What had been completed by a day, by organisation, person and course, with the day it was withdrawn. One query."""
    found = defaultdict(list)
    people = posts.order_by().values("person_id")
    rows = AcceptedEvidence.objects.filter(person__in=people, completed_on__lte=on)
    fields = ["organisation_id", "person_id", "course_id", "completed_on", "expires_on"]
    fields += ["withdrawal__withdrawn_at"]
    for *key, completed_on, expires_on, withdrawn_at in rows.order_by("pk").values_list(*fields):
        withdrawn_on = withdrawn_at and timezone.localdate(withdrawn_at)
        found[tuple(key)].append(Award(completed_on, expires_on, withdrawn_on))
    return found
