"""Which courses someone writes, and how each stands."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404
from wagtail.models import Page
from wagtail.permissions import policy_registry

from courses.builder.states import State, state_of
from courses.catalogue import CourseIndexPage
from courses.pages import CoursePage
from learning.records.enrolments import Enrolment


@dataclass(frozen=True)
class Row:
    """A course in the list. `drafts` counts its pages with something unpublished; `part_way` and `completed`, people."""

    pk: int
    title: str
    state: State
    minutes: int
    parts: int
    drafts: int
    part_way: int
    completed: int


def courses_of(person) -> QuerySet[Page]:
    """The courses that someone may change, in the order of the catalogue."""
    policy = policy_registry.get_by_type(Page)
    return policy.instances_user_has_permission_for(person, "change").type(CoursePage).order_by("path")


def may_build(person) -> None:
    """Whoever writes no courses finds no builder."""
    if not policy_registry.get_by_type(Page).user_has_any_permission(person, {"add", "change"}):
        raise Http404


def find_course(person, key: int) -> CoursePage:
    """A course that someone may change; any other is not found, as if it were missing."""
    course = CoursePage.objects.filter(id=key).order_by("pk").first()
    if course is None or not course.permissions_for_user(person).can_edit():
        raise Http404
    return course


def find_index(person) -> CourseIndexPage | None:
    """The catalogue, if someone may add a course to it."""
    index = CourseIndexPage.objects.order_by("path").first()
    return index if index and index.permissions_for_user(person).can_add_subpage() else None


def rows_for(person) -> list[Row]:
    """Every course that someone writes. As many queries for one as for many."""
    courses = list(courses_of(person).prefetch_workflow_states().annotate(minutes=F("coursepage__minutes")))
    people = people_on({course.pk for course in courses})
    below = _pages_below(courses)
    return [
        Row(
            pk=course.pk,
            title=course.draft_title,
            state=state_of(course),
            minutes=course.minutes,
            parts=sum(depth == course.depth + 2 for depth, _ in below[course.path]),
            drafts=sum(is_draft for _, is_draft in below[course.path]),
            **people.get(course.pk, {"part_way": 0, "completed": 0}),
        )
        for course in courses
    ]


def people_on(courses: set[int]) -> dict[int, dict[str, int]]:
    """How many people are part-way through courses, and how many have completed them, in their latest periods."""
    rows = Enrolment.objects.current().filter(course__in=courses).order_by().values("course")
    counted = rows.annotate(
        part_way=Count("pk", filter=Q(completed_at=None)),
        done=Count("pk", filter=Q(completed_at__isnull=False)),
    )
    return {row["course"]: {"part_way": row["part_way"], "completed": row["done"]} for row in counted}


def _pages_below(courses: list[Page]) -> dict[str, list[tuple[int, bool]]]:
    """Depth, and whether it has a draft, of the pages in each course, by the course's path."""
    found = defaultdict(list)
    lengths = {len(course.path) for course in courses}
    paths = {course.path for course in courses}
    rows = Page.objects.filter(depth__gt=min((course.depth for course in courses), default=0))
    for path, depth, is_draft in rows.values_list("path", "depth", "has_unpublished_changes"):
        for above in {path[:length] for length in lengths} & paths:
            found[above].append((depth, is_draft))
    return found
