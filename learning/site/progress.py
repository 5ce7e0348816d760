"""How far someone is on several courses at once: every course in as many queries as one."""

import datetime
import os.path
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.models import Page

from learning.records.enrolments import Completion, Enrolment, Place
from learning.records.pages import Activity, parts_below
from learning.records.parts import listed


@dataclass(frozen=True)
class Seen:
    """Where someone was in a part, and when."""

    part: Activity
    position: str
    seen_at: datetime.datetime


@dataclass(frozen=True)
class Progress:
    """One enrolment's live parts, the keys of those done, and the one not done that was opened last."""

    parts: list[Activity]
    done: set[int]
    last: Seen | None

    @property
    def left(self) -> list[Activity]:
        return [part for part in self.parts if part.pk not in self.done]

    @property
    def minutes_left(self) -> int:
        return sum(part.minutes for part in self.left)

    @property
    def words(self) -> str:
        total = len(self.parts)
        return f"{total - len(self.left)} of {total} {'part' if total == 1 else 'parts'} completed"


def progress_of(enrolments: Iterable[Enrolment]) -> dict[int, Progress]:
    """How far each enrolment is, by its key. Needs their courses. Three queries, however many there are."""
    enrolments = list(enrolments)
    parts = _parts([enrolment.course for enrolment in enrolments])
    done = defaultdict(set)
    for enrolment, activity in Completion.objects.filter(enrolment__in=enrolments).values_list(
        "enrolment", "activity"
    ):
        done[enrolment].add(activity)
    places = defaultdict(list)
    for place in Place.objects.filter(enrolment__in=enrolments).order_by("-seen_at", "-pk"):
        places[place.enrolment_id].append(place)
    return {
        enrolment.pk: _progress(parts[enrolment.course.path], done[enrolment.pk], places[enrolment.pk])
        for enrolment in enrolments
    }


def _progress(parts: list[Activity], done: set[int], places: list[Place]) -> Progress:
    """`places` come with the latest first."""
    left = {part.pk: part for part in parts if part.pk not in done}
    seen = (
        Seen(left[place.activity_id], place.position, place.seen_at)
        for place in places
        if place.activity_id in left
    )
    return Progress(parts=parts, done=done, last=next(seen, None))


def _parts(courses: list[Page]) -> dict[str, list[Activity]]:
    """The live parts of some courses, in order, by the course's path. One query."""
    found: dict[str, list[Activity]] = defaultdict(list)
    paths = {course.path for course in courses}
    for part in listed(parts_below(os.path.commonprefix(list(paths)))) if paths else []:
        if part.course_path in paths:
            found[part.course_path].append(part)
    return found
