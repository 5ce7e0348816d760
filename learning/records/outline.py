"""The parts of a course as one learner meets them: in order, with how far they are. For task lists and next links."""

from dataclasses import dataclass

from django.db import models

from learning.records.enrolments import Completion, Enrolment, Place
from learning.records.pages import Programme, address
from learning.records.parts import listed


class Status(models.TextChoices):
    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    COMPLETED = "completed", "Completed"


@dataclass(frozen=True)
class Part:
    """One activity in a list. `position` counts from 1; `place` is an id or a time to resume at, or empty."""

    pk: int
    title: str
    url: str
    icon: str
    word: str
    minutes: int
    module: str
    position: int
    status: Status
    place: str = ""
    is_taster: bool = False

    @property
    def is_completed(self) -> bool:
        return self.status == Status.COMPLETED

    @property
    def resume_url(self) -> str:
        return f"{self.url}#{self.place}" if self.place else self.url


@dataclass(frozen=True)
class Outline:
    """Every live part of a course. Two queries, whatever the number and the kinds of parts."""

    parts: list[Part]

    @property
    def done(self) -> int:
        return sum(part.is_completed for part in self.parts)

    @property
    def total(self) -> int:
        return len(self.parts)

    def next_part(self) -> Part | None:
        """Where to go on: the part opened last and not completed, else the first not completed."""
        open_parts = [part for part in self.parts if not part.is_completed]
        begun = [part for part in open_parts if part.status == Status.IN_PROGRESS]
        return next(iter(begun or open_parts), None)


def outline(course: Programme, enrolment: Enrolment | None) -> Outline:
    """The parts of a course for an enrolment, or for someone who has none."""
    completed, places = _progress(enrolment)
    parts = [
        Part(
            pk=activity.pk,
            title=activity.title,
            url=address(activity.url_path),
            icon=activity.part_icon,
            word=activity.part_word,
            minutes=activity.minutes,
            module=activity.module_title,
            position=position,
            status=_status(activity.pk, completed, places),
            place=places.get(activity.pk, ""),
            is_taster=activity.is_taster,
        )
        for position, activity in enumerate(listed(course.activities()), start=1)
    ]
    return Outline(parts)


def _progress(enrolment: Enrolment | None) -> tuple[set[int], dict[int, str]]:
    """What is completed, and where someone was in what they have opened. One query."""
    if enrolment is None:
        return set(), {}
    completed = Completion.objects.filter(enrolment=enrolment)
    places = Place.objects.filter(enrolment=enrolment)
    rows = list(
        completed.values_list("activity", models.Value(""), models.Value(True)).union(
            places.values_list("activity", "position", models.Value(False)), all=True
        )
    )
    done = {activity for activity, _, is_completed in rows if is_completed}
    return done, {activity: position for activity, position, is_completed in rows if not is_completed}


def _status(activity: int, completed: set[int], places: dict[int, str]) -> Status:
    if activity in completed:
        return Status.COMPLETED
    return Status.IN_PROGRESS if activity in places else Status.NOT_STARTED
