"""What has changed in a course since someone who is part-way through joined it: its material changes, in words."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page

from learning.records.enrolments import Enrolment
from learning.records.versions import Version

SHOWN = 3


@dataclass(frozen=True)
class Change:
    """One material change: when, and what. `pages` are the keys of the pages that it changed."""

    at: datetime.datetime
    what: str
    pages: frozenset[str]

    @property
    def day(self) -> str:
        return date_format(timezone.localdate(self.at))

    @property
    def words(self) -> str:
        return f"Changed on {self.day}: {self.what}"


def changes_for(enrolments: Iterable[Enrolment]) -> dict[int, list[Change]]:
    """The newest of what changed since each enrolment that is not completed, by its key.

    Needs with_changed(). One query, and none where nothing has changed.
    """
    return {key: changes[:SHOWN] for key, changes in _since(enrolments).items()}


def changes_of(enrolment: Enrolment | None) -> list[Change]:
    """The same for one enrolment, or for nobody's."""
    return changes_for([enrolment]).get(enrolment.pk, []) if enrolment else []


def changes_to(page: Page, enrolment: Enrolment | None) -> list[Change]:
    """The newest of those that changed one page, however much has changed elsewhere since."""
    since = _since([enrolment]).get(enrolment.pk, []) if enrolment else []
    return [change for change in since if str(page.pk) in change.pages][:SHOWN]


def _since(enrolments: Iterable[Enrolment]) -> dict[int, list[Change]]:
    """All of it, newest first."""
    told = [enrolment for enrolment in enrolments if enrolment.has_changed]
    changes = _changes({enrolment.course_id for enrolment in told}) if told else {}
    return {
        enrolment.pk: [change for change in changes[enrolment.course_id] if change.at > enrolment.enrolled_at]
        for enrolment in told
    }


def _changes(courses: set[int]) -> dict[int, list[Change]]:
    """Every material change of some courses, newest first. A version changed what the one before it had not."""
    found: dict[int, list[Change]] = {}
    before: dict[int, dict] = {}
    rows = Version.objects.filter(course__in=courses).order_by("course", "number")
    for version in rows.only("course_id", "change", "what_changed", "manifest", "published_at"):
        if version.change == Version.Change.MATERIAL:
            pages = _changed(before.get(version.course_id, {}), version.manifest)
            change = Change(version.published_at, version.what_changed, pages)
            found.setdefault(version.course_id, []).insert(0, change)
        before[version.course_id] = version.manifest
    return found


def _changed(before: dict, after: dict) -> frozenset[str]:
    return frozenset(key for key, revision in after.items() if before.get(key) != revision)
