"""A lesson: words, evidence and exercises, completed by saying that one has read it."""

import datetime
from collections.abc import Callable
from functools import partial

from django import forms
from django.db import models
from django.urls import reverse
from django.utils import timezone
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from courses.blocks import (
    EvidenceCardBlock,
    KeyFactBlock,
    ParagraphBlock,
    PictureBlock,
    TwoSidesBlock,
    WarningBlock,
)
from courses.exercises import (
    ActivityBlock,
    CommitmentsBlock,
    ExerciseBlock,
    MessagesBlock,
    ScenarioBlock,
)
from courses.facts import checked
from courses.findings import of_lesson
from courses.note_forms import WordsForm
from courses.notes import NOTE, NOTE_LABEL, Boxes, boxes_of
from courses.printables import DownloadBlock
from courses.who_decides import WhoDecidesBlock
from learning.records.findings import Finding
from learning.records.gate import gate
from learning.records.pages import Activity
from learning.site import local
from learning.site.blocks import situations_in, sources_in
from learning.site.sources import fill


class LessonBlocks(blocks.StreamBlock):
    """A dozen kinds of block, and no more: a trainer can hold them in mind."""

    paragraph = ParagraphBlock()
    picture = PictureBlock()
    warning = WarningBlock()
    key_fact = KeyFactBlock()
    evidence_card = EvidenceCardBlock()
    two_sides = TwoSidesBlock()
    who_decides = WhoDecidesBlock()
    messages_for_practice = MessagesBlock()
    activity = ActivityBlock()
    scenario = ScenarioBlock()
    commitments = CommitmentsBlock()
    download = DownloadBlock()


class LessonPage(Activity):
    """One lesson in a module."""

    introduction = models.CharField(
        max_length=500, blank=True, help_text="One or two sentences under the title."
    )
    content_note = models.CharField(
        max_length=300,
        blank=True,
        help_text="What someone may want to know before they read it. Shown first.",
    )
    body = StreamField(LessonBlocks(), blank=True)
    imhcf_domains = models.CharField(
        "AiMH UK competencies", max_length=100, blank=True, help_text="Such as: domains 1 and 3, level 1."
    )

    part_icon = "lesson"
    part_word = "Lesson"

    content_panels = [
        *Activity.content_panels,
        FieldPanel("introduction"),
        FieldPanel("content_note"),
        FieldPanel("body"),
        *Activity.record_panels,
        FieldPanel("imhcf_domains"),
        *Activity.publish_panels,
    ]

    search_fields = [*Activity.search_fields, index.SearchField("introduction"), index.SearchField("body")]

    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "lesson"

    def findings(self, *, on: datetime.date) -> list[Finding]:
        return of_lesson(self, on=on)

    def save(self, *args, **kwargs):
        self._settle_ids()
        return super().save(*args, **kwargs)

    def save_revision(self, *args, **kwargs):
        self._settle_ids()
        return super().save_revision(*args, **kwargs)

    def _settle_ids(self) -> None:
        """Give every prompt and option the id by which notes are kept. In a body given as plain data they
        have none, and would get another at each reading.
        """
        list(self.body)

    def serve(self, request, *args, **kwargs):
        return gate(self, request) or super().serve(request, *args, **kwargs)

    def enrolments_of(self, person) -> models.QuerySet:
        """With the day on which the evidence of the course was checked."""
        day = models.F("course__coursepage__evidence_checked_on")
        return super().enrolments_of(person).annotate(evidence_checked_on=day)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        boxes = Boxes() if context["preview"] else boxes_of(request, self)
        sources = fill(sources_in(self.body))
        # When the course team last checked what the course rests on, this part with it.
        evidence_checked = checked(context["enrolment"] or context["course"].specific) if sources else ""
        return context | {
            "boxes": boxes,
            "note_box": boxes.box(NOTE, {NOTE: NOTE_LABEL}),
            "place_url": reverse("keep_place", args=[self.pk]) if context["enrolment"] else "",
            "lesson_sources": sources,
            "evidence_checked": evidence_checked,
            "local": self._local(None if context["preview"] else request.user),
        }

    def _local(self, person) -> dict[int, local.Asked]:
        """What the area of whoever is looking says of each situation here; every area's, without a person."""
        keys = {situation.pk for situation in situations_in(self.body)}
        today = timezone.localdate()
        where = local.whereabouts(person, on=today) if keys and person else local.ANYWHERE
        return local.ask(keys, where=where, on=today)

    def box_form(self, name: str) -> Callable[..., forms.Form] | None:
        """The form that checks what comes from a box of this page; None for a box it does not have."""
        if name == NOTE:
            return partial(WordsForm, labels={NOTE: NOTE_LABEL})
        for child in self.body:
            if isinstance(child.block, ExerciseBlock) and str(child.id) == name:
                return child.block.box_form(child.value, name)
        return None

    def printable(self, block_id: str):
        """The page to print that has this id, or None."""
        return next(
            (
                child
                for child in self.body
                if isinstance(child.block, DownloadBlock) and str(child.id) == block_id
            ),
            None,
        )
