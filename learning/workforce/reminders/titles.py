"""What courses are called now."""

from collections.abc import Iterable

from wagtail.models import Page

from learning.workforce.requirements import Requirement
from learning.workforce.standings import PostStanding


def titles_of(found: Iterable[PostStanding | Requirement]) -> dict[int, str]:
    """By key. One query."""
    return dict(Page.objects.filter(pk__in={each.course_id for each in found}).values_list("pk", "title"))
