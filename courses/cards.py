"""Courses as the catalogue's cards: what each asks, and how far the person looking is."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.text import Truncator
from wagtail.models import Page

from courses.lived.marks import Mark
from learning.people.sides import Side
from learning.records.counting import minutes_in_words, parts_in_words
from learning.records.enrolments import Enrolment
from learning.records.outline import Status
from learning.records.pages import Activity, parts_below
from learning.records.parts import listed

PLURALS = {"Case study": "Case studies", "Quiz": "Quizzes"}


@dataclass
class Progress:
    """How far someone is in their latest period on a course."""

    is_completed: bool
    expires_on: object
    done: set[int] = field(default_factory=set)


def with_sides(courses: QuerySet) -> QuerySet:
    """Adds for_adult and for_children: whether a staff group of that side is among those a course is for."""
    groups = courses.model.practice_groups.through.objects.filter(coursepage=OuterRef("pk"))

    def has(side: Side) -> Exists:
        return Exists(groups.filter(practicegroup__service_side=side))

    return courses.annotate(for_adult=has(Side.ADULT), for_children=has(Side.CHILDREN))


def parts_by_course(index: Page) -> dict[str, list[Activity]]:
    """The live parts of every course below a page, by the course's path. One query."""
    parts = defaultdict(list)
    for part in listed(parts_below(index.path)):
        parts[part.course_path].append(part)
    return parts


def progress_of(person) -> dict[int, Progress]:
    """Someone's latest period on each course they have joined, by course. One query."""
    if not person or not person.is_authenticated:
        return {}
    rows = Enrolment.objects.of(person).current()
    found: dict[int, Progress] = {}
    for course, completed_at, expires_on, part in rows.values_list(
        "course", "completed_at", "certificate__expires_on", "completions__activity"
    ):
        progress = found.setdefault(course, Progress(is_completed=bool(completed_at), expires_on=expires_on))
        if part:
            progress.done.add(part)
    return found


def next_fits(parts: list[Activity], progress: Progress | None, minutes: int) -> bool:
    """Whether the part that someone would do next (the first, when none or all are done) takes no longer."""
    done = progress.done if progress else set()
    waiting = [part for part in parts if part.pk not in done] or parts
    return bool(waiting) and waiting[0].minutes <= minutes


def card(course, parts: list[Activity], progress: Progress | None, request, mark: Mark | None = None) -> dict:
    """What components/card.html takes."""
    side, label = side_of(course)
    lived = [{"icon": "people", "text": mark.words}] if mark else []
    return {
        "title": course.title,
        "url": course.get_url(request),
        "text": course.strapline or Truncator(course.summary).words(30),
        "side": side,
        "side_label": label,
        "meta": [{"icon": "clock", "text": minutes_in_words(course.minutes)}, *kinds_of(parts), *lived],
    } | status_of(parts, progress)


def side_of(course) -> tuple[str, str]:
    if course.is_joint or course.for_adult == course.for_children:
        return Side.WHOLE_FAMILY.value, "For both sides" if course.is_joint else ""
    return (Side.ADULT.value, "") if course.for_adult else (Side.CHILDREN.value, "")


def kinds_of(parts: list[Activity]) -> list[dict]:
    """How many of each kind of part, in words: 6 lessons, 1 quiz."""
    kinds = Counter((part.part_icon, part.part_word) for part in parts)
    return [
        {"icon": icon, "text": f"{count} {(word if count == 1 else plural_of(word)).lower()}"}
        for (icon, word), count in kinds.items()
    ]


def plural_of(word: str) -> str:
    return PLURALS.get(word, f"{word}s")


def status_of(parts: list[Activity], progress: Progress | None) -> dict:
    """The person's own state, in words; nothing for a course they have not joined."""
    if progress is None:
        return {}
    if progress.is_completed:
        until = progress.expires_on
        return {
            "word": Status.COMPLETED.label,
            "kind": "done",
            "note": f"until {date_format(until)}" if until else "",
        }
    done = sum(part.pk in progress.done for part in parts)
    if not done:
        return {"word": Status.NOT_STARTED.label, "kind": "plain"}
    return {
        "word": Status.IN_PROGRESS.label,
        "kind": "progress",
        "note": f"{done} of {parts_in_words(len(parts))}",
    }
