"""The page that presents a survey."""

import datetime
from collections.abc import Iterator

from django import forms
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from learning.records import previews
from learning.records.enrolments import Enrolment
from learning.records.findings import Finding
from learning.records.gate import gate
from learning.records.publishing import GatedPage
from learning.site import kept
from learning.site.wording import warnings, words_in
from quizzes import limits
from quizzes.findings import of_questions
from quizzes.surveys.blocks import SurveyBlocks
from quizzes.surveys.naming import Naming
from quizzes.surveys.points import Point
from quizzes.surveys.sittings import previewed, sitting
from quizzes.versions import Mode, Quiz

NO_QUESTIONS = "This survey asks nothing yet. Write a question."
NO_POINT = "Say when it is asked: before the course, after it, or twelve weeks after."
NAMING_STAYS = "People have answered as the form told them. Who sees the answers cannot be changed any more."


class SurveyPage(GatedPage):
    """A survey beside a course. It is no part of the course: nothing is completed by it, and it is never scored."""

    introduction = models.TextField(
        blank=True, max_length=1000, help_text="What it is for. A short paragraph."
    )
    questions = StreamField(SurveyBlocks(), blank=True, max_num=limits.SURVEY_QUESTIONS_MAX)
    naming = models.CharField(
        "who sees the answers",
        max_length=10,
        choices=Naming,
        default=Naming.NAMED,
        help_text="The form says it before the first question. It cannot be changed once someone has answered.",
    )
    asked_before = models.BooleanField("before the course", default=True)
    asked_after = models.BooleanField("after the course", default=True)
    asked_later = models.BooleanField(
        "twelve weeks after", default=True, help_text="People are told by mail, twice at most."
    )
    minutes = models.PositiveSmallIntegerField(
        default=2, validators=[MaxValueValidator(60)], help_text="How long it takes most people."
    )
    caveat = models.CharField(
        "beside the figures",
        max_length=300,
        blank=True,
        help_text="Said wherever it is reported, such as: This scale is not validated.",
    )
    quiz = models.OneToOneField(
        Quiz, null=True, editable=False, on_delete=models.PROTECT, related_name="survey_page"
    )

    # A survey is published as a quiz is, with none of the terms of a quiz.
    draws = ()
    draw = attempts_allowed = time_limit_minutes = None
    mode = Mode.TEST
    pass_mark_pct = 0
    shuffle_questions = False
    on_pass = on_miss = ""

    content_panels = [
        *GatedPage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("naming", widget=forms.RadioSelect),
        HelpPanel(template="quizzes/admin/beside_survey.html"),
        FieldPanel("questions"),
        MultiFieldPanel(
            [FieldPanel("asked_before"), FieldPanel("asked_after"), FieldPanel("asked_later")],
            heading="When it is asked",
        ),
        FieldPanel("minutes"),
        FieldPanel("caveat"),
    ]
    exclude_fields_in_copy = ["quiz"]

    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "survey"

    @property
    def points(self) -> list[Point]:
        """When it is asked."""
        asked = {
            Point.BEFORE: self.asked_before,
            Point.AFTER: self.asked_after,
            Point.LATER: self.asked_later,
        }
        return [point for point in Point if asked[point]]

    @property
    def is_anonymous(self) -> bool:
        return self.naming == Naming.ANONYMOUS

    @property
    def course_path(self) -> str:
        return self.path[: -self.steplen]

    def course_page(self) -> Page:
        return Page.objects.get(path=self.course_path)

    def open_to(self, person) -> bool:
        """To whoever is on its course."""
        if not (self.live and person.is_authenticated and person.is_active):
            return False
        return Enrolment.objects.of(person).filter(course__path=self.course_path, course__live=True).exists()

    def findings(self, *, on: datetime.date) -> list[Finding]:
        return [
            *([] if len(self.questions) else [Finding(NO_QUESTIONS, field="questions")]),
            *of_questions(self),
            *([] if self.points else [Finding(NO_POINT, field="asked_before")]),
            *self._naming_findings(),
            *warnings(words_in(self.questions), field="questions"),
        ]

    def _naming_findings(self) -> Iterator[Finding]:
        told = SurveyPage.objects.filter(pk=self.pk, answered__isnull=False).exclude(naming=self.naming)
        if told.exists():
            yield Finding(NAMING_STAYS, field="naming")

    def with_content_json(self, content):
        """A revision may be older than the quiz it belongs to, or copied from another page."""
        page = super().with_content_json(content)
        page.quiz_id = self.quiz_id
        return page

    def serve(self, request, *args, **kwargs):
        return gate(self, request) or super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, data=None, **kwargs):
        """`data` is what was sent and not taken, to be shown again."""
        preview = previews.is_preview(request)
        context = {"preview": preview, "course": self.course_page()}
        if preview:
            context |= {"form": previewed(self), "is_anonymous": self.is_anonymous}
        else:
            typed = data or kept.take(request, reverse("answer_survey", args=[self.pk]))
            mine = sitting(self, request.user, at=timezone.now(), data=typed)
            context |= {"sitting": mine, "form": mine.form}
        return super().get_context(request, *args, **kwargs) | context
