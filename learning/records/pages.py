"""What one enrols on and what one completes: the abstract bases of the pages that hold records.

Neither has a table. `Page.objects.type(Activity)` finds every kind of activity.
"""

from dataclasses import dataclass
from itertools import chain

from django.core.validators import MaxValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, get_page_models

from learning.records import previews
from learning.records.changes import changes_to
from learning.records.enrolments import Completion, Enrolment, ancestor_paths
from learning.records.findings import Finding
from learning.records.publishing import VersionedPage

# Pages that people could open once, and that are not there now.
TAKEN_DOWN = models.Q(live=False, first_published_at__isnull=False)


def parts_below(course_path: str) -> models.QuerySet:
    """The live activities of a course, in order, leaving out those in a module that was taken down."""
    taken_down = Page.objects.filter(live=False).alias(
        below=models.ExpressionWrapper(models.OuterRef("path"), output_field=models.CharField())
    )
    return (
        Page.objects.filter(path__startswith=course_path)
        .type(Activity)
        .live()
        .filter(~models.Exists(taken_down.filter(below__startswith=models.F("path"))))
        .order_by("path")
    )


class Programme(VersionedPage):
    """A page that one enrols on. Its descendants of type Activity are its parts."""

    minutes = models.PositiveSmallIntegerField(
        default=60,
        validators=[MaxValueValidator(6000)],
        help_text="Minutes of learning, as the course team counts them.",
    )
    minutes_participatory = models.PositiveSmallIntegerField(
        default=0,
        help_text="How many of those minutes are with other people. Learning on one's own is never participatory.",
    )
    certificate_months = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        default=36,
        help_text="How many months a certificate lasts. Empty: it does not expire.",
    )

    class Refresher(models.TextChoices):
        """What a renewal asks of whoever holds a certificate."""

        WHOLE = "whole", "Take the whole course"
        ASSESS_FIRST = "assess_first", "Assess first"

    refresher = models.CharField(
        "to renew",
        max_length=20,
        choices=Refresher,
        default=Refresher.WHOLE,
        help_text=(
            "Assess first: whoever renews and passes its quiz has renewed; whoever misses takes the parts that teach what "
            "they missed, and the quiz again. Never the first time, nor after a material change."
        ),
    )

    is_joint = models.BooleanField("for both sides", default=True)

    preview_modes = previews.MODES

    record_panels = [
        MultiFieldPanel(
            [
                FieldPanel("minutes"),
                FieldPanel("minutes_participatory", heading="Participatory minutes"),
                FieldPanel("certificate_months"),
                FieldPanel("refresher"),
            ],
            heading="What the certificate says",
        ),
    ]

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_participatory_minutes_are_part_of_them",
                violation_error_message="The minutes with other people are part of the minutes: not more.",
                condition=models.Q(minutes_participatory__lte=models.F("minutes")),
            ),
        ]

    def programme(self) -> Page:
        return self

    def material_refusals(self, page: VersionedPage) -> list[Finding]:
        """What a material change to one of its pages lacks, beside words that say what it is."""
        return []

    def open_to(self, person) -> bool:
        """What a course is about is open to everyone."""
        return self.live

    def activities(self) -> models.QuerySet:
        """The live parts, in the order a learner meets them."""
        return parts_below(self.path)

    def assessments(self) -> models.QuerySet:
        """Those of its live parts that show what someone knows already: none, unless a kind of programme has some."""
        return self.activities().none()

    def activities_left(self, enrolment) -> models.QuerySet:
        """Those that an enrolment has not completed."""
        return self.activities().exclude(completions__enrolment=enrolment)


def programme_above(page: Page) -> Page | None:
    """What one enrols on that a page is, or is part of; None for any other page."""
    above = Page.objects.ancestor_of(page, inclusive=True).type(Programme)
    return above.order_by("path").first()


def joint_programmes() -> frozenset[int]:
    """Keys of what one enrols on that is for both sides. One query for each kind of programme."""
    kinds = [kind for kind in get_page_models() if issubclass(kind, Programme)]
    keys = (kind.objects.filter(is_joint=True).values_list("pk", flat=True) for kind in kinds)
    return frozenset(chain.from_iterable(keys))


class Activity(VersionedPage):
    """A page that one completes. It is open to whoever is enrolled on the programme above it."""

    minutes = models.PositiveSmallIntegerField(
        default=10,
        validators=[MaxValueValidator(600)],
        help_text="How long it takes most people, in minutes.",
    )
    is_taster = models.BooleanField(
        "taster", default=False, help_text="Anyone signed in may open it without joining the course."
    )

    # For lists of parts: an icon's name and the word for this kind of part.
    part_icon = "lesson"
    part_word = "Lesson"
    # What a list of parts shows of this kind, or needs for its icon and word.
    listed_fields = ["minutes", "is_taster"]

    record_panels = [FieldPanel("minutes"), FieldPanel("is_taster")]

    @classmethod
    def settle(cls, parts: list["Activity"]) -> None:
        """Add what lists show of parts of this kind and no field of theirs holds. Asks at most what it asks for one part."""

    preview_modes = previews.MODES

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        """What every part shows round itself. In a preview there is no enrolment, and nothing is recorded."""
        preview = previews.is_preview(request)
        enrolment = None if preview else self.enrolment_of(request.user)
        return super().get_context(request, *args, **kwargs) | {
            "preview": preview,
            "preview_words": previews.words_of(request),
            "enrolment": enrolment,
            "course": enrolment.course if enrolment else self.course_page(),
            "is_completed": bool(enrolment and enrolment.activity_is_completed),
            "neighbours": neighbours(self),
            "changes": changes_to(self, enrolment),
        }

    @property
    def course_path(self) -> str:
        """The path of the course that this stands in: two levels up, as the pages' subpage_types have it."""
        return self.path[: self.steplen * (self.depth - 2)]

    def course_page(self) -> Page:
        return Page.objects.get(path=self.course_path)

    def programme(self) -> Page:
        return self.course_page().specific

    def enrolment_of(self, person) -> Enrolment | None:
        """The latest enrolment of someone on the programme that this is part of, with its course."""
        return self.enrolments_of(person).first() if person.is_authenticated else None

    def enrolments_of(self, person) -> models.QuerySet:
        """Theirs on that programme, the latest first. Whatever kind of page this is may add what it shows of the course.

        Adds activity_is_completed: whether this activity is completed in it; and has_changed.
        """
        done = Completion.objects.filter(enrolment=models.OuterRef("pk"), activity=self.pk)
        enrolments = Enrolment.objects.of(person).covering(self).with_changed().latest_first()
        return enrolments.select_related("course").annotate(activity_is_completed=models.Exists(done))

    def open_to(self, person) -> bool:
        """The one gate: this page, and every file that it shows, is open exactly when this is true."""
        if not (self.live and person.is_authenticated and person.is_active):
            return False
        taken_down = Page.objects.filter(path__in=ancestor_paths(self), live=False)
        if self.is_taster:
            return not taken_down.exists()
        return Enrolment.objects.of(person).covering(self).filter(~models.Exists(taken_down)).exists()


@dataclass(frozen=True)
class Neighbours:
    """What stands before and after a part, each {title, url} or None. One query."""

    position: int
    total: int
    previous: dict | None
    next: dict | None


def neighbours(activity: "Activity") -> Neighbours:
    """The live parts either side of one, in the order of the course."""
    rows = list(parts_below(activity.course_path).values("pk", "title", "url_path"))
    at = next((index for index, row in enumerate(rows) if row["pk"] == activity.pk), 0)
    return Neighbours(
        position=at + 1,
        total=len(rows),
        previous=_link(rows[at - 1]) if at > 0 else None,
        next=_link(rows[at + 1]) if at + 1 < len(rows) else None,
    )


def _link(row: dict) -> dict:
    return {"title": row["title"], "url": address(row["url_path"])}


def address(url_path: str) -> str:
    """Where a page is found: a site has one home page at its root, so its path below that."""
    return "/" + url_path.split("/", 2)[2]
