"""The mark of a course made with people who have lived it: what keeps it from being published, and where it shows.

A sign-off is of the version that was read. It holds through minor changes and ends with the next material one:
the mark is then not shown until somebody has signed off again.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Q
from wagtail.models import Page

from courses.lived.sign_offs import LivedExperienceSignOff
from learning.records.findings import Finding
from learning.records.pages import TAKEN_DOWN
from learning.records.versions import Version

MADE_WITH = "Made with people who have lived it"
NOT_SIGNED = (
    "“{mark}” needs an expert by experience to sign off version {version} of this course first. Send the course for "
    "review and ask one, or take the mark off."
)
NEW = Q(number=1) | Q(change=Version.Change.MATERIAL)


@dataclass(frozen=True)
class Mark:
    """That a course, as it is published now, was signed off by people who have lived it; the names they chose."""

    names: list[str]

    @property
    def words(self) -> str:
        *others, last = self.names or [""]
        named = f"{', '.join(others)} and {last}" if others else last
        return f"{MADE_WITH}: {named}" if named else MADE_WITH


@dataclass(frozen=True)
class Published:
    """The numbers of a course's versions: the latest, and the one since which it is what people learn. 0: none yet."""

    latest: int = 0
    since: int = 0


def published(courses: Iterable[int]) -> dict[int, Published]:
    """By course. One query."""
    numbers = Version.objects.filter(course__in=courses).order_by().values_list("course")
    counted = numbers.annotate(latest=Max("number"), since=Max("number", filter=NEW))
    return {course: Published(latest, since or 0) for course, latest, since in counted}


def version_to_sign(course: Page) -> int:
    """The number of what is read in review: that of the version to come, or of the latest when nothing is drafted."""
    latest = published([course.pk]).get(course.pk, Published()).latest
    drafts = Page.objects.descendant_of(course, inclusive=True).exclude(TAKEN_DOWN)
    return latest + drafts.filter(Q(live=False) | Q(has_unpublished_changes=True)).exists()


def marks(courses: Iterable) -> dict[int, Mark]:
    """The marks of those courses that carry one and may show it, by course. Two queries at most; none for none."""
    chosen = [course.pk for course in courses if course.is_co_produced]
    if not chosen:
        return {}
    numbers = published(chosen)
    found: dict[int, dict[int, str]] = {}
    signed = LivedExperienceSignOff.objects.filter(course__in=chosen).order_by("signed_at", "pk")
    for course, version, expert, name in signed.values_list("course", "version", "expert", "credit__name"):
        number = numbers.get(course, Published())
        if number.since <= version <= number.latest:
            found.setdefault(course, {})[expert] = name
    return {course: Mark([name for name in names.values() if name]) for course, names in found.items()}


def unsigned(course, *, is_new: bool) -> list[Finding]:
    """What keeps a course with the mark from being published. `is_new`: what people learn is another afterwards."""
    if not course.is_co_produced:
        return []
    number = published([course.pk]).get(course.pk, Published())
    needed = number.latest + 1 if is_new or not number.since else number.since
    if LivedExperienceSignOff.objects.filter(course=course.pk, version__gte=needed).exists():
        return []
    words = NOT_SIGNED.format(mark=MADE_WITH, version=number.latest + 1)
    return [Finding(words, field="is_co_produced")]
