"""What must not be deleted, asked before the database refuses: whatever records point at."""

from django.db import router
from django.db.models import Q, QuerySet
from django.db.models.deletion import Collector, ProtectedError
from wagtail.models import Page

from learning.records.enrolments import Enrolment, ancestor_paths


def has_records(page: Page) -> bool:
    """Whether records point at a page or at any page below it. Asks what deletion would ask, and deletes
    nothing.
    """
    pages = Page.objects.descendant_of(page, inclusive=True)
    try:
        Collector(using=router.db_for_write(Page)).collect(list(pages))
    except ProtectedError:
        return True
    return False


def enrolments_touched_by(page: Page) -> QuerySet[Enrolment]:
    """Enrolments begun and not completed, on the course that a page is, is part of, or holds."""
    within = Q(course__path__startswith=page.path) | Q(course__path__in=ancestor_paths(page))
    return Enrolment.objects.open().filter(within)
