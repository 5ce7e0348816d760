"""Who may review what, and who has. A review is a step of Wagtail's workflow: see side_review.

A review counts for one version: from the course's first version, or its latest material one, to the next.
"""

import datetime
from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision, TaskState, Workflow, WorkflowPage

from learning.people.posts import Post
from learning.people.sides import Side
from learning.people.users import User
from learning.records.models import Version
from learning.records.pages import programme_above

BOTH_SIDES = "Review from both sides"
SIDES = (Side.ADULT, Side.CHILDREN)
# What a revision holds that is not what its author wrote.
NOT_WRITTEN = {
    COMMENTS_RELATION_NAME,
    *("latest_revision", "latest_revision_created_at", "live_revision", "live", "has_unpublished_changes"),
    *("first_published_at", "last_published_at", "draft_title", "locked", "locked_by", "locked_at"),
    *("path", "depth", "numchild", "url_path"),
}


def review_below(page: Page) -> None:
    """What is below a page, the catalogue, is reviewed from both sides. May be repeated."""
    workflow = Workflow.objects.get(name=BOTH_SIDES)
    WorkflowPage.objects.update_or_create(page=page.page_ptr, defaults={"workflow": workflow})


def counted_from(course: Page | None) -> datetime.datetime | None:
    """From when reviews count: since the first version or the latest material one. None: from the beginning."""
    new = Q(number=1) | Q(change=Version.Change.MATERIAL)
    latest = Version.objects.filter(new, course=course).order_by("-number").first() if course else None
    return latest and latest.published_at


def approvals(pages: Collection[Page], *, since: datetime.datetime | None) -> QuerySet[TaskState]:
    """The reviews of some pages that said yes, since a moment."""
    approved = TaskState.objects.filter(
        status=TaskState.STATUS_APPROVED,
        task__sidereview__isnull=False,
        workflow_state__base_content_type=_page_type(),
        workflow_state__object_id__in=[str(page.pk) for page in pages],
    )
    return approved.filter(finished_at__gt=since) if since else approved


def approved_sides(course: Page, *, pages: Collection[Page]) -> set[str]:
    """The sides from which some pages of a course have been approved, for the version that comes next."""
    states = approvals(pages, since=counted_from(course))
    return set(states.values_list("task__sidereview__side", flat=True))


def sides_of(person: User, *, on: datetime.date) -> set[str]:
    """For which sides someone may speak on a day. Whoever works with whole families may for either."""
    held = set(Post.objects.filter(person=person).held_on(on).values_list("service_side", flat=True))
    return set(SIDES) if Side.WHOLE_FAMILY in held else held & set(SIDES)


def may_review(person: User, *, side: str, page: Page, on: datetime.date) -> bool:
    """A trainer of that side, who did not write it and has not approved it for the other side."""
    if not (person.is_active and person.is_trainer and side in sides_of(person, on=on)):
        return False
    course = programme_above(page)
    since = counted_from(course)
    within = Page.objects.descendant_of(course or page, inclusive=True)
    other = approvals(within, since=since).filter(finished_by=person).exclude(task__sidereview__side=side)
    return not other.exists() and not has_written(person, within, since=since)


def reviewers(*, side: str, page: Page, on: datetime.date) -> list[User]:
    """Everyone who may review a page for a side."""
    posts = Post.objects.held_on(on).filter(service_side__in=[side, Side.WHOLE_FAMILY])
    people = User.objects.trainers().filter(is_active=True, pk__in=posts.values("person")).in_order()
    return [person for person in people if may_review(person, side=side, page=page, on=on)]


def has_written(person: User, pages: QuerySet[Page], *, since: datetime.datetime | None) -> bool:
    """Whether someone saved other words than stood there before. To comment in the editor is not to write."""
    keys = [str(pk) for pk in pages.values_list("pk", flat=True)]
    saved = Revision.objects.filter(base_content_type=_page_type(), object_id__in=keys, user=person)
    if since:
        saved = saved.filter(created_at__gt=since)
    return any(_changes_words(revision) for revision in saved.order_by("pk"))


def _changes_words(revision: Revision) -> bool:
    try:
        before = revision.get_previous()
    except Revision.DoesNotExist:
        return True
    return _words(before.content) != _words(revision.content)


def _words(content: dict) -> dict:
    return {name: value for name, value in content.items() if name not in NOT_WRITTEN}


def _page_type() -> ContentType:
    return ContentType.objects.get_for_model(Page)
