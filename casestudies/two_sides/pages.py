"""One family, in the files of two services: each reader opens one, chooses, and then sees both."""

import datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from casestudies.two_sides.blocks import (
    ActionBlock,
    DocumentBlock,
    EntryBlock,
    FactBlock,
    QuestionBlock,
    ShownBlock,
    UnknownBlock,
)
from casestudies.two_sides.findings import of_two_sided_case
from casestudies.two_sides.front import front_of
from learning.records.findings import Finding
from learning.records.gate import gate
from learning.records.pages import Activity
from learning.site.turning_to import beside_a_case

MOST = [MinValueValidator(1), MaxValueValidator(6)]


def _shows() -> StreamField:
    return StreamField(
        [("shown", ShownBlock())], blank=True, max_num=15, verbose_name="what the system shows"
    )


def _chronology() -> StreamField:
    return StreamField([("entry", EntryBlock())], blank=True, max_num=30, verbose_name="chronology")


def _documents() -> StreamField:
    return StreamField([("document", DocumentBlock())], blank=True, max_num=8, verbose_name="documents")


def _questions() -> StreamField:
    return StreamField([("question", QuestionBlock())], blank=True, max_num=10, verbose_name="what to ask")


def _facts() -> StreamField:
    return StreamField([("fact", FactBlock())], blank=True, max_num=12, verbose_name="what to share")


def _actions() -> StreamField:
    return StreamField([("action", ActionBlock())], blank=True, max_num=10, verbose_name="what to do")


def _service() -> models.CharField:
    return models.CharField(
        "whose file it is", max_length=120, blank=True, help_text="Such as: Community mental health team"
    )


def _colleague() -> models.CharField:
    return models.CharField(
        "the colleague on record",
        max_length=120,
        blank=True,
        help_text="Who opened this file before, by their job, such as: Mental health nurse. What they chose is ticked at each choice.",
    )


def _reasons() -> models.TextField:
    return models.TextField("why they chose so", max_length=800, blank=True, help_text="In their own words.")


def _most(default: int) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(default=default, validators=MOST)


def _file_panel(side: str, heading: str) -> MultiFieldPanel:
    names = ("service", "shows", "chronology", "documents", "questions", "facts", "actions")
    fields = [FieldPanel(f"{side}_{name}") for name in (*names, "colleague", "reasons")]
    return MultiFieldPanel(fields, heading=heading)


class TwoSidedCasePage(Activity):
    """One family in two files. Whoever opens one chooses what to ask, share and do, and then sees the other."""

    introduction = models.TextField(
        blank=True, max_length=500, help_text="One or two sentences under the title: who the family are."
    )
    content_note = models.TextField(
        blank=True, max_length=1000, help_text="What someone may want to know before they start. Shown first."
    )
    is_fictional = models.BooleanField("the family is fictional", default=True)

    adult_service = _service()
    adult_shows = _shows()
    adult_chronology = _chronology()
    adult_documents = _documents()
    adult_questions = _questions()
    adult_facts = _facts()
    adult_actions = _actions()
    adult_colleague = _colleague()
    adult_reasons = _reasons()

    children_service = _service()
    children_shows = _shows()
    children_chronology = _chronology()
    children_documents = _documents()
    children_questions = _questions()
    children_facts = _facts()
    children_actions = _actions()
    children_colleague = _colleague()
    children_reasons = _reasons()

    most_questions = _most(3)
    most_facts = _most(3)
    most_actions = _most(2)

    neither_knew = StreamField(
        [("unknown", UnknownBlock())], blank=True, max_num=6, help_text="What neither file holds."
    )
    debrief = RichTextField(
        blank=True,
        features=["bold", "italic", "ol", "ul", "link"],
        help_text="What to take away, in a few lines. Shown last.",
    )
    sources = ParentalManyToManyField("site.Source", blank=True, related_name="+")
    discussion_for_trainers = models.TextField(blank=True, help_text="For trainers. Learners never see it.")

    content_panels = [
        *Activity.content_panels,
        FieldPanel("introduction"),
        FieldPanel("content_note"),
        FieldPanel("is_fictional"),
        _file_panel("adult", "The file of adult services"),
        _file_panel("children", "The file of children’s services"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("most_questions", heading="Questions"),
                        FieldPanel("most_facts", heading="Things to share"),
                        FieldPanel("most_actions", heading="Things to do"),
                    ]
                )
            ],
            heading="How many may be chosen",
        ),
        MultiFieldPanel(
            [
                FieldPanel("neither_knew"),
                FieldPanel("debrief"),
                FieldPanel("sources", widget=forms.CheckboxSelectMultiple),
            ],
            heading="At the end, for both",
        ),
        FieldPanel("discussion_for_trainers", heading="Notes for trainers"),
        *Activity.record_panels,
        *Activity.publish_panels,
    ]

    search_fields = [*Activity.search_fields, index.SearchField("introduction")]

    subpage_types: list[str] = []

    part_icon = "people"
    part_word = "Two-sided case"

    class Meta:
        verbose_name = "two-sided case"

    def findings(self, *, on: datetime.date) -> list[Finding]:
        return of_two_sided_case(self, on=on)

    def serve(self, request, *args, **kwargs):
        return gate(self, request) or super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        front = front_of(self, request, context["enrolment"], on=timezone.localdate())
        return context | {"front": front, "contacts": beside_a_case(request)}
