"""The one writer of a course's shape: what is in it, and in which order.

A change of order is seen by learners at once: order is a fact of the page tree and has no draft. All else that is
written here is a draft. Whoever changes the order says which order they saw (`seen`, see contents.order_of): if it is
another by now, nothing is moved.
"""

from django.db import transaction
from wagtail.models import Page

from courses.builder.contents import order_of
from courses.builder.places import Place, Refused, Tree, tree_of
from courses.modules import ModulePage
from courses.pages import CoursePage
from learning.records.addresses import free_slug
from learning.records.pages import Activity

REARRANGED = (
    "Someone else rearranged this course while you were looking at it. Nothing was moved. "
    "Here is the course as it stands now."
)
GONE = "It is no longer in this course: someone moved or deleted it. Nothing was changed."
HELD = "“{title}” is locked by someone else. Nothing was changed."


@transaction.atomic
def add_module(*, course: CoursePage, title: str, by) -> ModulePage:
    """A module with nothing in it yet, last in the course, as a draft."""
    _hold(course)
    return add_draft(ModulePage(title=title), Place(course, "last-child"), by=by)


@transaction.atomic
def add_part(
    *, course: CoursePage, kind: type[Activity], title: str, module: int, after: int | None, by
) -> Activity:
    """A part as a draft: after another part of the module, or last in it."""
    tree = _hold(course)
    above, other = tree.find(module), tree.find(after)
    if (
        above is None
        or not tree.is_module(above)
        or (after and (other is None or not other.is_child_of(above)))
    ):
        raise Refused(GONE)
    place = Place(other, "right") if other else Place(above, "last-child")
    return add_draft(kind(title=title), place, by=by)


def add_draft(page: Page, place: Place, *, by) -> Page:
    """A new page, which nobody sees yet, with its first revision: its author may leave all else of it for later."""
    page.live = False
    page.owner = by
    if place.pos == "last-child":
        place.page.add_child(instance=page)
    else:
        place.page.add_sibling(pos=place.pos, instance=page)
    page.save_revision(user=by, log_action=True, clean=False)
    return page


@transaction.atomic
def step(*, course: CoursePage, key: int, up: bool, seen: str, by) -> Page:
    """Move a module or a part one place up or down."""
    tree, page = _hold_as_seen(course, key, seen)
    return _move(tree, page, tree.up(page) if up else tree.down(page), by=by)


@transaction.atomic
def move(
    *, course: CoursePage, key: int, before: int | None = None, into: int | None = None, seen: str, by
) -> Page:
    """Move a module or a part just before another, or to the end of what it goes into."""
    tree, page = _hold_as_seen(course, key, seen)
    other = tree.find(before or into)
    if other is None:
        raise Refused(GONE)
    return _move(tree, page, tree.before(page, other) if before else tree.into(page, other), by=by)


def _move(tree: Tree, page: Page, place: Place, *, by) -> Page:
    if place.page == page:
        return page
    above = place.page if place.pos == "last-child" else tree.above(place.page)
    if not page.is_child_of(above):
        _take_free_slug(page, below=above, by=by)
    page.move(place.page, pos=place.pos, user=by)
    return Page.objects.get(pk=page.pk)


def _take_free_slug(page: Page, *, below: Page, by) -> None:
    """Where it goes another part may have its address: it takes a new one, also in the draft that is published next."""
    slug = free_slug(page.slug, below=below)
    if slug == page.slug:
        return
    draft = page.get_latest_revision_as_object()
    draft.slug = slug
    draft.save_revision(user=by, changed=page.has_unpublished_changes, clean=False)
    Page.objects.filter(pk=page.pk).update(slug=slug)
    page.refresh_from_db()


@transaction.atomic
def set_minutes(*, course: CoursePage, key: int, minutes: int, by) -> Activity:
    """Write a part's minutes into its draft."""
    part = _hold(course).find(key)
    if part is None or not isinstance(part.specific, Activity):
        raise Refused(GONE)
    lock = part.get_lock()
    if lock and lock.for_user(by):
        raise Refused(HELD.format(title=part.title))
    draft = part.get_latest_revision_as_object()
    draft.minutes = minutes
    draft.save_revision(user=by, log_action=True, clean=False)
    return draft


def _hold(course: CoursePage) -> Tree:
    """The course as it stands, which nobody else rearranges until this is done."""
    Page.objects.select_for_update().get(pk=course.pk)
    return tree_of(course)


def _hold_as_seen(course: CoursePage, key: int, seen: str) -> tuple[Tree, Page]:
    tree = _hold(course)
    if order_of(page.pk for page in tree.pages) != seen:
        raise Refused(REARRANGED)
    page = tree.find(key)
    if page is None or page == tree.course:
        raise Refused(GONE)
    return tree, page
