"""Copies of parts, modules and whole courses. A copy is a draft, and brings no records: those belong to the original."""

from django.db import transaction
from wagtail.models import Page

from courses.builder.changes import GONE
from courses.builder.links import lead_to_copies
from courses.builder.places import Refused
from courses.pages import CoursePage
from learning.records.addresses import free_slug

LONGEST_TITLE = 255
SUFFIX = " (copy)"


@transaction.atomic
def duplicate(*, course: CoursePage, key: int, by) -> Page:
    """A copy of a part, or of a module with its parts, just after it."""
    page = Page.objects.descendant_of(course).filter(pk=key).first()
    if page is None:
        raise Refused(GONE)
    above = page.get_parent()
    copy = _copy(page, title=title_of_copy(page.draft_title), below=above, by=by)
    Page.objects.get(pk=copy.pk).move(Page.objects.get(pk=page.pk), pos="right", user=by)
    return Page.objects.get(pk=copy.pk)


@transaction.atomic
def duplicate_course(*, course: CoursePage, title: str, by) -> CoursePage:
    """A copy of a course with everything in it, beside it."""
    return _copy(course, title=title, below=course.get_parent(), by=by).specific


def title_of_copy(title: str) -> str:
    return title[: LONGEST_TITLE - len(SUFFIX)] + SUFFIX


def _copy(page: Page, *, title: str, below: Page, by) -> Page:
    copy = page.specific.copy(
        recursive=True,
        keep_live=False,
        update_attrs={"title": title, "slug": free_slug(title, below=below)},
        user=by,
    )
    originals = Page.objects.descendant_of(page, inclusive=True).order_by("path").values_list("pk", flat=True)
    copies = list(Page.objects.descendant_of(copy, inclusive=True).order_by("path"))
    lead_to_copies(dict(zip(originals, copies, strict=True)), by=by)
    return copy
