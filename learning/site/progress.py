"""How far someone is on several courses at once: every course in as many queries as one."""

import datetime
import os.path
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.db.models.functions import Coalesce
from wagtail.models import Page, get_page_models

from learning.records.enrolments import Completion, Enrolment, Place
from learning.records.pages import Activity, parts_below


@dataclass(frozen=True)
class Part:
    """One live activity of a course."""

    pk: int
    title: str
    url: str
    word: str
    minutes: int


@dataclass(frozen=True)
class Seen:
    """Where someone was in a part, and when."""

    part: Part
    position: str
    seen_at: datetime.datetime


@dataclass(frozen=True)
class Progress:
    """One enrolment's live parts, the keys of those done, and the one not done that was opened last."""

    parts: list[Part]
    done: set[int]
    last: Seen | None

    @property
    def left(self) -> list[Part]:
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


def _progress(parts: list[Part], done: set[int], places: list[Place]) -> Progress:
    """`places` come with the latest first."""
    left = {part.pk: part for part in parts if part.pk not in done}
    seen = (
        Seen(left[place.activity_id], place.position, place.seen_at)
        for place in places
        if place.activity_id in left
    )
    return Progress(parts=parts, done=done, last=next(seen, None))


def _parts(courses: list[Page]) -> dict[str, list[Part]]:
    """The live parts of some courses, in order, by the course's path. One query."""
    found: dict[str, list[Part]] = defaultdict(list)
    if not courses:
        return found
    paths = {course.path for course in courses}
    rows = parts_below(os.path.commonprefix(list(paths))).annotate(minutes=_minutes())
    for row in rows.values("pk", "path", "title", "url_path", "minutes", "content_type"):
        course = next((path for path in paths if row["path"].startswith(path)), None)
        if course:
            kind = ContentType.objects.get_for_id(row["content_type"]).model_class()
            found[course].append(
                Part(row["pk"], row["title"], address(row["url_path"]), kind().part_word, row["minutes"])
            )
    return found


def _minutes() -> Coalesce:
    """The minutes of an activity, whichever kind of page it is."""
    kinds = [model for model in get_page_models() if issubclass(model, Activity)]
    return Coalesce(*(F(f"{kind._meta.model_name}__minutes") for kind in kinds), 0)


def address(url_path: str) -> str:
    """Where a page is found: a site has one home page at its root, so its path below that."""
    return "/" + url_path.split("/", 2)[2]
