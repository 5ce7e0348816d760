"""The page that presents a quiz."""

import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField

from learning.records.findings import Finding
from learning.records.gate import gate
from learning.records.pages import Activity
from quizzes import limits
from quizzes.bank.draws import DrawBlocks
from quizzes.bank.findings import of_draws, what_is_drawn
from quizzes.blocks import QuestionBlocks
from quizzes.findings import of_quiz
from quizzes.taking import results
from quizzes.versions import Mode, Quiz

ATTEMPTS_MAX = 100
TIME_LIMIT_MAX = 600


class QuizPage(Activity):
    """A quiz in a course. Publishing writes what is asked from then on; attempts begun stay as they are."""

    introduction = models.TextField(
        blank=True,
        max_length=1000,
        help_text="What it asks, what passing takes, and who sees what. A short paragraph.",
    )
    questions = StreamField(QuestionBlocks(), blank=True, max_num=limits.QUESTIONS_MAX)
    draws = StreamField(
        DrawBlocks(),
        blank=True,
        max_num=limits.DRAWS_MAX,
        verbose_name="drawn from the bank",
        help_text="Beside its own questions. Each attempt draws what the person has been asked least often.",
    )
    pass_mark_pct = models.PositiveSmallIntegerField(
        "pass mark",
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="Per cent.",
    )
    draw = models.PositiveSmallIntegerField(
        "how many to ask",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="Each attempt asks so many of its own questions, drawn at random. Empty: all of them.",
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        "attempts allowed",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(ATTEMPTS_MAX)],
        help_text="How often each person may take it. Empty: as often as they like, which suits most quizzes.",
    )
    time_limit_minutes = models.PositiveSmallIntegerField(
        "time limit",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(TIME_LIMIT_MAX)],
        help_text="Minutes. Empty: none, which suits most quizzes. People who need more time set that themselves.",
    )
    mode = models.CharField(
        "when they are told",
        max_length=10,
        choices=Mode,
        default=Mode.TEST,
        help_text="Whether an answer was right, and why. At once suits practice: whoever tries again has seen the answer.",
    )
    shuffle_questions = models.BooleanField(
        default=True, help_text="Each attempt asks them in an order of its own."
    )
    on_pass = models.CharField(
        "words for whoever passes", max_length=300, blank=True, help_text="One or two sentences."
    )
    on_miss = models.CharField(
        "words for whoever does not pass yet", max_length=300, blank=True, help_text="One or two sentences."
    )
    quiz = models.OneToOneField(
        Quiz, null=True, editable=False, on_delete=models.PROTECT, related_name="page"
    )

    part_icon = "quiz"
    part_word = "Quiz"

    content_panels = [
        *Activity.content_panels,
        FieldPanel("introduction"),
        HelpPanel(template="quizzes/admin/beside_questions.html"),
        FieldPanel("questions"),
        FieldPanel("draws"),
        MultiFieldPanel(
            [
                FieldPanel("mode"),
                FieldPanel("draw"),
                FieldPanel("pass_mark_pct"),
                FieldPanel("shuffle_questions"),
                FieldPanel("on_pass"),
                FieldPanel("on_miss"),
            ],
            heading="How it asks and marks",
        ),
        MultiFieldPanel(
            [FieldPanel("attempts_allowed"), FieldPanel("time_limit_minutes")], heading="Attempts and time"
        ),
        MultiFieldPanel(Activity.record_panels, heading="In the course"),
        *Activity.publish_panels,
    ]
    exclude_fields_in_copy = [*Activity.exclude_fields_in_copy, "quiz"]

    subpage_types: list[str] = []

    class Meta:
        verbose_name = "quiz"
        verbose_name_plural = "quizzes"

    def findings(self, *, on: datetime.date) -> list[Finding]:
        return [*of_quiz(self, on=on), *of_draws(self)]

    def with_content_json(self, content):
        """A revision may be older than the quiz it belongs to, or copied from another page."""
        page = super().with_content_json(content)
        page.quiz_id = self.quiz_id
        return page

    def serve(self, request, *args, **kwargs):
        return gate(self, request) or super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "standing": results.standing(self.quiz_id, request.user),
            "drawn": what_is_drawn(self),
        }
