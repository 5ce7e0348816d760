"""Who is taking what, and how far they are."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from wagtail.models import Page

from learning.records.versions import Version


def ancestor_paths(page: Page) -> list[str]:
    """The tree paths of every page above a page; no query."""
    return [page.path[: page.steplen * depth] for depth in range(1, page.depth)]


class EnrolmentQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(learner=person)

    def on(self, course: Page):
        return self.filter(course=course)

    def covering(self, activity: Page):
        """Enrolments on the course that a page is part of."""
        return self.filter(course__path__in=ancestor_paths(activity))

    def open(self):
        return self.filter(completed_at=None)

    def completed(self):
        return self.exclude(completed_at=None)

    def current(self):
        """Each person's latest period on each course."""
        later = Enrolment.objects.filter(
            learner=OuterRef("learner"), course=OuterRef("course"), period__gt=OuterRef("period")
        )
        return self.filter(~Exists(later))

    def with_changed(self):
        """Adds has_changed: whether the course has changed materially since someone who is part-way through joined."""
        since = Version.objects.material().filter(
            course=OuterRef("course"), published_at__gt=OuterRef("enrolled_at")
        )
        return self.annotate(has_changed=Exists(since) & Q(completed_at=None))

    def latest_first(self):
        return self.order_by("-period", "-pk")


class Route(models.TextChoices):
    """How a period is taken: every part, or what someone knows already first."""

    FULL = "full", "The whole course"
    ASSESS_FIRST = "assess_first", "Assess first"


class Enrolment(models.Model):
    """One row for each period in which someone takes a course. A renewal is a new period beside the old."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    course = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="enrolments")
    period = models.PositiveSmallIntegerField(default=1)
    route = models.CharField(max_length=20, choices=Route, default=Route.FULL, help_text="As it began.")
    enrolled_at = models.DateTimeField()
    completed_at = models.DateTimeField(
        null=True, blank=True, help_text="Stored once; later edits change nothing."
    )

    objects = EnrolmentQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "course", "period"], name="one_enrolment_per_period"),
            models.CheckConstraint(name="period_starts_at_one", condition=Q(period__gte=1)),
            models.CheckConstraint(
                name="only_a_renewal_is_assessed_first",
                condition=Q(route=Route.FULL) | Q(route=Route.ASSESS_FIRST, period__gte=2),
            ),
            models.CheckConstraint(
                name="enrolment_completes_after_it_starts",
                condition=Q(completed_at=None) | Q(completed_at__gte=F("enrolled_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner} on {self.course}, period {self.period}"


class Completion(models.Model):
    """One row for each activity completed in an enrolment: written once, never changed."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="completions")
    activity = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="completions")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="completions")
    completed_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "activity"], name="an_activity_is_completed_once_a_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity}, {self.enrolment}"


class AskedPart(models.Model):
    """One row for each part that an assess-first renewal asks for, because a question about it was missed.

    The learner's own: which questions somebody missed is nobody else's business.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="asked_parts")
    activity = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "activity"], name="a_part_is_asked_for_once_a_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} asked for, {self.enrolment}"


class Place(models.Model):
    """One row for each part someone has opened: where they were in it. Kept to resume, and theirs to erase."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="places")
    activity = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    position = models.CharField(
        max_length=64,
        blank=True,
        help_text="An id on the page, such as p-5c1f, or seconds in a film, such as t=38.",
    )
    seen_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "activity"], name="one_place_per_part"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} at {self.activity} {self.position}"


class Note(models.Model):
    """One row for each private note: the learner's own words beside an activity. Nobody else reads it."""

    MAX_LENGTH = 10_000

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes")
    activity = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(
        max_length=64, default="note", help_text="Which box on the page it was written in."
    )
    text = models.TextField(blank=True, max_length=MAX_LENGTH)
    saved_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "activity", "field"], name="one_note_per_box"),
        ]

    def __str__(self) -> str:
        return f"Note of {self.learner} on {self.activity}"
