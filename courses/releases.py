"""Publishing a whole course at once: every draft in it, as one version, or none of it."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from courses.pages import CoursePage
from learning.people.users import User
from learning.records import records
from learning.records.findings import Finding, PublishRefused
from learning.records.pages import TAKEN_DOWN
from learning.records.publishing import VersionedPage, unsaid
from learning.records.releasing import one_version
from learning.records.versions import Version
from quizzes.surveys.pages import SurveyPage


@transaction.atomic
def publish(
    *,
    course: CoursePage,
    by: User,
    at: datetime.datetime,
    change: str = Version.Change.MINOR,
    what_changed: str = "",
) -> Version:
    """Publish a course with every draft in it, and make one version of it.

    Refused, with all that is amiss on every page, when anything stops one of them. What was taken down stays so.
    """
    Page.objects.select_for_update().get(pk=course.pk)
    course = CoursePage.objects.get(pk=course.pk)
    drafts = waiting(course)
    with one_version():
        _refuse(course, drafts, change=change, what_changed=what_changed, on=timezone.localdate(at))
        for page in [*drafts, *_itself(course)]:
            (page.latest_revision or page.save_revision(user=by)).publish(user=by)
    return records.publish_version(course=course, by=by, at=at, change=change, what_changed=what_changed)


def waiting(course: CoursePage) -> list[VersionedPage]:
    """What is in a course and has a draft that is not published, in its order. What was taken down is left."""
    pages = Page.objects.descendant_of(course).not_type(SurveyPage).order_by("path")
    taken_down = [page.path for page in pages.filter(TAKEN_DOWN)]
    return [
        page
        for page in pages.filter(Q(live=False) | Q(has_unpublished_changes=True)).specific()
        if not page.path.startswith(tuple(taken_down))
    ]


def _itself(course: CoursePage) -> list[CoursePage]:
    return [] if course.live and not course.has_unpublished_changes else [course]


def _refuse(course: CoursePage, drafts: list[VersionedPage], *, change: str, what_changed: str, on) -> None:
    """Judge the whole as it will be: each page's latest words, and what the change needs."""
    latest = [page.get_latest_revision_as_object() for page in [course, *drafts]]
    amiss = {page: page.refusals(on=on) for page in latest}
    amiss[latest[0]] += _change(latest[0], change=change, what_changed=what_changed)
    if any(amiss.values()):
        raise PublishRefused([(page, findings) for page, findings in amiss.items() if findings])


def _change(course: CoursePage, *, change: str, what_changed: str) -> list[Finding]:
    """What the change needs: a material one words and a review, the first time a review."""
    found = unsaid(change, what_changed)
    if change == Version.Change.MATERIAL or not course.was_published():
        return found + course.material_refusals(course)
    return found
