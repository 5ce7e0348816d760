"""When a survey is asked, counted from someone's first time through a course."""

import datetime

from django.db import models

TWELVE_WEEKS = datetime.timedelta(weeks=12)


class Point(models.TextChoices):
    """A moment at which a course may ask."""

    BEFORE = "before", "Before the course"
    AFTER = "after", "After the course"
    LATER = "later", "Twelve weeks after"

    @property
    def words(self) -> str:
        """For whoever is asked."""
        return WORDS[self]


WORDS = {
    Point.BEFORE: "Before you start",
    Point.AFTER: "Now that you have completed the course",
    Point.LATER: "Twelve weeks after the course",
}


def open_point(*, has_begun: bool, completed_on: datetime.date | None, on: datetime.date) -> Point | None:
    """The one moment at which someone is on a day: until they complete a first part; for twelve weeks from the day on which
    they completed the course; and for twelve weeks after that.
    """
    if completed_on is None:
        return None if has_begun else Point.BEFORE
    if on < completed_on + TWELVE_WEEKS:
        return Point.AFTER
    return Point.LATER if on < completed_on + 2 * TWELVE_WEEKS else None
