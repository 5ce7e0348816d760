"""Who has begun a course: whoever has an enrolment on it, from the day on which it was made."""

import datetime
from collections.abc import Iterable

from django.db.models import QuerySet

from learning.records.enrolments import Enrolment


def begun(people: QuerySet, courses: Iterable[int], *, on: datetime.date) -> set[tuple[int, int]]:
    """Person and course, by keys, of everything that some people had begun by a day. One query."""
    rows = Enrolment.objects.filter(learner__in=people, course__in=courses, enrolled_at__date__lte=on)
    return set(rows.values_list("learner_id", "course_id"))
