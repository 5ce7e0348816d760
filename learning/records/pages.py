"""What one enrols on and what one completes: the abstract bases of the pages that hold records.

Neither has a table. `Page.objects.type(Activity)` finds every kind of activity.
"""

from django.core.validators import MaxValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from learning.records.enrolments import Enrolment


class Programme(Page):
    """A page that one enrols on. Its descendants of type Activity are its parts."""

    minutes = models.PositiveSmallIntegerField(
        default=60, validators=[MaxValueValidator(6000)], help_text="Minutes of learning, as the course team counts them."
    )
    minutes_participatory = models.PositiveSmallIntegerField(
        default=0,
        help_text="How many of those minutes are with other people. Learning on one's own is never participatory.",
    )
    certificate_months = models.PositiveSmallIntegerField(
        null=True, blank=True, default=36, help_text="How many months a certificate lasts. Empty: it does not expire."
    )

    record_panels = [
        MultiFieldPanel(
            [FieldPanel("minutes"), FieldPanel("minutes_participatory"), FieldPanel("certificate_months")],
            heading="What the certificate says",
        ),
    ]

    class Meta:
        abstract = True

    def open_to(self, person) -> bool:
        """What a course is about is open to everyone."""
        return self.live

    def activities(self) -> models.QuerySet:
        """The live parts, in the order a learner meets them."""
        return Page.objects.descendant_of(self).type(Activity).live().order_by("path")


class Activity(Page):
    """A page that one completes. It is open to whoever is enrolled on the programme above it."""

    minutes = models.PositiveSmallIntegerField(
        default=10, validators=[MaxValueValidator(600)], help_text="How long it takes most people, in minutes."
    )
    is_taster = models.BooleanField(
        "taster", default=False, help_text="Anyone signed in may open it without joining the course."
    )

    # For lists of parts: an icon's name and the word for this kind of part.
    part_icon = "lesson"
    part_word = "Lesson"

    record_panels = [FieldPanel("minutes"), FieldPanel("is_taster")]

    class Meta:
        abstract = True

    def enrolment_of(self, person) -> Enrolment | None:
        """The latest enrolment of someone on the programme that this is part of, with its course."""
        if not person.is_authenticated:
            return None
        return Enrolment.objects.of(person).covering(self).latest_first().select_related("course").first()

    def open_to(self, person) -> bool:
        """The one gate: this page, and every file that it shows, is open exactly when this is true."""
        if not (self.live and person.is_authenticated):
            return False
        return self.is_taster or Enrolment.objects.of(person).covering(self).exists()
