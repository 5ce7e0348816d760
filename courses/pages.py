"""A course: what it is about, for whom, and what it asks."""

import datetime

from django import forms
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from courses import joint
from courses.evidence import sources_of
from courses.facts import facts, small_print
from courses.findings import nothing_published, of_course
from courses.lived.marks import marks, unsigned
from courses.modules import ModulePage
from courses.standing import standing
from courses.topics import Topic
from learning.people.posts import PracticeGroup
from learning.records import previews
from learning.records.addresses import address_panel
from learning.records.findings import Finding
from learning.records.pages import Programme
from learning.records.publishing import VersionedPage
from learning.records.versions import Version
from learning.site.sources import Source
from quizzes.attempts.assessing import assessing
from quizzes.surveys.offers import offers_to


class SupportContactBlock(blocks.StructBlock):
    """Whom to ring when a course is close to home."""

    who = blocks.CharBlock(max_length=120)
    how = blocks.CharBlock(max_length=120)
    nation = blocks.CharBlock(max_length=60, required=False)

    class Meta:
        icon = "help"


def outcomes() -> StreamField:
    return StreamField([("outcome", blocks.CharBlock(max_length=300))], blank=True, max_num=10)


class CoursePage(Programme):
    """One course: what it is about, for whom, and what it asks. Its modules hold its parts."""

    class Nation(models.TextChoices):
        ENGLAND = "England"
        SCOTLAND = "Scotland"
        WALES = "Wales"
        NORTHERN_IRELAND = "Northern Ireland"
        UK = "United Kingdom", "United Kingdom"

    code = models.SlugField(max_length=20, blank=True, help_text="A short name for trainers, such as C1.")
    strapline = models.CharField(
        max_length=300, blank=True, help_text="One or two sentences, also on the catalogue's card."
    )
    summary = models.TextField(max_length=3000, blank=True, help_text="What it is about, in a paragraph.")
    picture = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    level = models.CharField(max_length=100, blank=True, help_text="Such as: Introductory.")
    nation = models.CharField(
        max_length=20, choices=Nation, default=Nation.ENGLAND, help_text="Whose law it teaches."
    )
    nation_note = models.CharField(max_length=500, blank=True)
    demonstration_notice = models.CharField(max_length=500, blank=True)
    prerequisite = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="take this one first",
        help_text="A suggestion: nothing is locked.",
    )

    is_co_produced = models.BooleanField(
        "made with people who have lived it",
        default=False,
        help_text="Shown on the course, with the names they chose, once an expert by experience has signed it off.",
    )
    audience_heading = models.CharField(max_length=120, default="Who will find this useful")
    audience_text = models.TextField(max_length=1000, blank=True)
    audience_items = StreamField([("item", blocks.CharBlock(max_length=300))], blank=True, max_num=12)
    practice_groups = ParentalManyToManyField(
        PracticeGroup, blank=True, related_name="+", verbose_name="staff groups"
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+")

    outcomes_adult = outcomes()
    outcomes_children = outcomes()
    outcomes_both = outcomes()

    before_you_start = models.CharField(max_length=500, blank=True)
    pass_rule = models.CharField(max_length=500, blank=True, help_text="What passing takes, in a sentence.")
    minutes_child_safeguarding = models.PositiveSmallIntegerField("minutes of child safeguarding", default=0)
    minutes_adult_safeguarding = models.PositiveSmallIntegerField("minutes of adult safeguarding", default=0)
    minutes_note = models.CharField(
        max_length=600, blank=True, help_text="Who decides what the minutes count as."
    )
    session_note = models.CharField(
        max_length=500, blank=True, help_text="What a joint session adds, if the course has one."
    )
    imhcf_domains = models.CharField(
        "AiMH UK competencies", max_length=100, blank=True, help_text="Such as: domains 3 and 7."
    )
    imhcf_note = models.CharField(max_length=300, blank=True)

    evidence_checked_on = models.DateField(null=True, blank=True)
    sources = ParentalManyToManyField(
        Source, blank=True, related_name="+", help_text="Beside those of its lessons and questions."
    )

    support_heading = models.CharField(max_length=120, blank=True, default="If this is close to home")
    support_text = models.TextField(max_length=1000, blank=True)
    support_contacts = StreamField([("contact", SupportContactBlock())], blank=True, max_num=10)

    content_panels = [
        *Programme.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("strapline"),
                FieldPanel(
                    "search_description",
                    heading="On the front page",
                    help_text="One or two sentences. Search engines show them too.",
                ),
                FieldPanel("summary"),
                FieldPanel("picture"),
            ],
            heading="What it is about",
        ),
        MultiFieldPanel(
            [
                FieldPanel("is_joint"),
                FieldPanel("is_co_produced"),
                FieldPanel("audience_heading", heading="Heading"),
                FieldPanel("audience_text", heading="In a paragraph"),
                FieldPanel("audience_items", heading="As a list"),
                FieldPanel("practice_groups", widget=forms.CheckboxSelectMultiple),
                FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
            ],
            heading="Who it is for",
        ),
        MultiFieldPanel(
            [
                FieldPanel("outcomes_adult", heading="In adult services"),
                FieldPanel("outcomes_children", heading="In children’s services"),
                FieldPanel("outcomes_both", heading="Together"),
            ],
            heading="By the end they can: outcomes",
        ),
        MultiFieldPanel(
            [
                FieldPanel("level"),
                FieldPanel("prerequisite"),
                FieldPanel("before_you_start"),
                FieldPanel("pass_rule"),
                FieldPanel("session_note"),
            ],
            heading="What it asks",
        ),
        *Programme.record_panels,
        MultiFieldPanel(
            [
                FieldPanel("minutes_child_safeguarding"),
                FieldPanel("minutes_adult_safeguarding"),
                FieldPanel("minutes_note"),
                FieldPanel("imhcf_domains"),
                FieldPanel("imhcf_note", heading="About these competencies"),
            ],
            heading="What the minutes count as",
        ),
        MultiFieldPanel(
            [
                FieldPanel("evidence_checked_on"),
                FieldPanel("sources", widget=forms.CheckboxSelectMultiple),
                FieldPanel("nation"),
                FieldPanel("nation_note"),
            ],
            heading="Evidence and law",
        ),
        MultiFieldPanel(
            [
                FieldPanel("support_heading", heading="Heading"),
                FieldPanel("support_text", heading="Words"),
                FieldPanel("support_contacts", heading="Contacts"),
            ],
            heading="Support",
        ),
        MultiFieldPanel(
            [FieldPanel("code"), FieldPanel("demonstration_notice")], heading="For the course team"
        ),
        *Programme.publish_panels,
    ]
    promote_panels = [address_panel]
    exclude_fields_in_copy = [*Programme.exclude_fields_in_copy, "is_co_produced"]

    search_fields = [
        *Programme.search_fields,
        index.SearchField("strapline", boost=2),
        index.SearchField("summary"),
        index.SearchField("audience_text"),
        index.FilterField("code"),
    ]

    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types = ["courses.ModulePage", "quizzes.SurveyPage"]

    class Meta(Programme.Meta):
        verbose_name = "course"

    def assessments(self) -> models.QuerySet:
        return self.activities().filter(pk__in=assessing().values("pk"))

    def module_summaries(self) -> dict[str, str]:
        """What each module says of itself, by its title."""
        return dict(ModulePage.objects.child_of(self).exclude(summary="").values_list("title", "summary"))

    def findings(self, *, on: datetime.date) -> list[Finding]:
        return [*of_course(self, on=on), *unsigned(self, is_new=False)]

    def change_refusals(self) -> list[Finding]:
        """The first time is a change for everybody. A course that has no place yet has nothing in it either."""
        if not self.path or self.was_published():
            return super().change_refusals()
        return [*nothing_published(self), *self.material_refusals(self)]

    def material_refusals(self, page: VersionedPage) -> list[Finding]:
        """The mark of people who have lived it never keeps a part from being corrected: it is not shown until then."""
        is_found_already = page != self or unsigned(self, is_new=False)
        return [*joint.unmet(self, page), *([] if is_found_already else unsigned(self, is_new=True))]

    def was_published(self) -> bool:
        """Whether people have been able to take it: since then a minor change needs no new review."""
        return CoursePage.objects.ever_published().filter(pk=self.pk).exists()

    def get_context(self, request, *args, **kwargs):
        person = None if previews.is_preview(request) else request.user
        mine = standing(self, person, today=timezone.localdate())
        version = Version.objects.latest_of(self.pk) if self.pk else None
        return super().get_context(request, *args, **kwargs) | {
            "preview_words": previews.words_of(request),
            "mark": marks([self]).get(self.pk),
            "standing": mine,
            "offers": offers_to(person, at=timezone.now(), course=self) if mine.enrolment else [],
            "facts": facts(self, parts=mine.outline.total, version=version),
            "small_print": small_print(self),
            "all_sources": list(sources_of(self)),
        }
