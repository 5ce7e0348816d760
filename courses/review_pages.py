"""What is in review, and what people say of it."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Comment, Page, TaskState

from courses.pages import CoursePage
from learning.people.users import User
from learning.records.in_review import paths_above, paths_in_review
from learning.records.pages import TAKEN_DOWN


def may_look(person: User) -> bool:
    return person.is_expert or person.is_trainer or person.is_administrator


def courses_in_review() -> QuerySet[CoursePage]:
    """The courses of which something is in review."""
    return CoursePage.objects.filter(path__in=paths_above(paths_in_review())).order_by("draft_title", "pk")


def pages_of(course: Page) -> QuerySet[Page]:
    """The course and everything in it that has not been taken down, in order."""
    return Page.objects.descendant_of(course, inclusive=True).exclude(TAKEN_DOWN).order_by("path")


@dataclass(frozen=True)
class Reviewed:
    """One page of a course in review: what it is, and the comments on it that nobody has dealt with yet."""

    page: Page
    word: str
    is_shown: bool
    comments: list[Comment]


def reviewed(course: Page) -> list[Reviewed]:
    """Every page of a course for whoever reviews it. The same number of queries for one page as for many."""
    pages = list(pages_of(course).specific())
    comments = Comment.objects.filter(page__in=pages, resolved_at=None).select_related("user")
    by_page: dict[int, list[Comment]] = {}
    for comment in comments.order_by("created_at", "pk"):
        by_page.setdefault(comment.page_id, []).append(comment)
    return [
        Reviewed(
            page=page,
            word=getattr(page, "part_word", None) or page.get_verbose_name(),
            is_shown=page.is_previewable(),
            comments=by_page.get(page.pk, []),
        )
        for page in pages
    ]


def waiting_for(person: User, course: Page) -> list[TaskState]:
    """The reviews of a course and its pages that wait for someone, which they may give."""
    keys = [str(pk) for pk in pages_of(course).values_list("pk", flat=True)]
    states = TaskState.objects.reviewable_by(person).filter(workflow_state__object_id__in=keys)
    return list(states.select_related("workflow_state", "revision").order_by("started_at", "pk"))


@transaction.atomic
def comment(*, page: Page, by: User, text: str) -> Comment:
    """Say something of a page as it is drafted now. Its author reads it in the editor, beside the title."""
    said = Comment.objects.create(
        page=page, user=by, text=text, contentpath="title", revision_created=page.latest_revision
    )
    said.log_create(page_revision=page.latest_revision, user=by)
    return said
