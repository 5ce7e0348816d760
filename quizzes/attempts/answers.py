"""Attempts at a quiz, each by one person. attempts.py is the only module that writes these rows."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.urls import reverse
from wagtail.models import Page

from learning.records.models import Version
from quizzes.attempts import timing
from quizzes.marking import scores
from quizzes.marking.scores import FULL
from quizzes.regrades.regrades import RegradeMark
from quizzes.versions import Quiz, QuizVersion


class AttemptQuerySet(models.QuerySet):
    def of(self, person):
        """A person's own attempts: what anyone else's are is nobody's business here."""
        return self.filter(learner=person)

    def open(self):
        return self.filter(submitted_at=None)

    def submitted(self):
        return self.exclude(submitted_at=None)

    def as_it_stands(self):
        """Adds what has been marked again since: without it, an attempt is as it was handed in."""
        marks = RegradeMark.objects.standing().filter(question__attempt=OuterRef("pk")).newest_first()
        return self.annotate(
            score_again=Subquery(marks.values("score")[:1]), passes_again=Subquery(marks.values("passes")[:1])
        )

    def passed(self):
        """Those that pass as they stand."""
        at_the_mark = Q(score__gte=F("out_of") * F("pass_mark_pct"))
        stands = self.as_it_stands()
        return stands.filter(Q(passes_again=True) | Q(passes_again=None) & at_the_mark)

    def with_answered(self):
        """Adds asks: how many questions it asks, marked or not; and answered: how many have an answer."""
        return self.annotate(asks=Count("questions"), answered=Count("questions__response"))

    def latest_first(self):
        return self.order_by("-number", "-pk")


class Attempt(models.Model):
    """One row for each time someone takes a quiz. Frozen at the start: what it asks, and its pass mark.

    Found by `public_id`, which nobody can guess, and only among one's own.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    quiz_version = models.ForeignKey(QuizVersion, on_delete=models.PROTECT, related_name="attempts")
    activity = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="attempts")
    version = models.ForeignKey(
        Version,
        null=True,
        on_delete=models.PROTECT,
        related_name="attempts",
        help_text="Of the course, at the start.",
    )
    number = models.PositiveSmallIntegerField(help_text="1 for their first attempt at this quiz.")
    pass_mark_pct = models.PositiveSmallIntegerField(help_text="Per cent, 0 to 100, as it was at the start.")
    out_of = models.PositiveSmallIntegerField(
        help_text="Marks to be had: one for each question that is marked."
    )
    gives_parts = models.BooleanField(default=False, help_text="Whether parts of a mark can be had.")
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(
        null=True, blank=True, help_text="The end of their time, set at the start. Empty: no limit."
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    score = models.PositiveIntegerField(null=True, blank=True, help_text="Hundredths of a mark.")

    objects = AttemptQuerySet.as_manager()

    # Of the newest mark that stands, from as_it_stands(). None: as it was handed in.
    score_again: int | None = None
    passes_again: bool | None = None

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "quiz"],
                condition=Q(submitted_at=None),
                name="one_open_attempt_per_learner_and_quiz",
            ),
            models.UniqueConstraint(
                fields=["learner", "quiz", "number"], name="attempt_numbers_are_not_used_twice"
            ),
            models.CheckConstraint(name="attempt_number_starts_at_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="attempt_pass_mark_is_a_percentage", condition=Q(pass_mark_pct__range=(0, 100))
            ),
            models.CheckConstraint(
                name="score_if_and_only_if_submitted",
                condition=Q(submitted_at=None, score=None)
                | Q(submitted_at__isnull=False, score__isnull=False, score__lte=F("out_of") * FULL),
            ),
            models.CheckConstraint(
                name="attempt_is_due_after_it_starts",
                condition=Q(due_at=None) | Q(due_at__isnull=False, due_at__gt=F("started_at")),
            ),
            models.CheckConstraint(
                name="attempt_is_submitted_after_it_starts",
                condition=Q(submitted_at=None)
                | Q(submitted_at__isnull=False, submitted_at__gte=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner} at {self.quiz}, attempt {self.number}"

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None

    @property
    def is_formative(self) -> bool:
        """Whether it tells of each answer at once, as its quiz did when it began."""
        return self.quiz_version.is_formative

    def is_over(self, at: datetime.datetime) -> bool:
        """Whether it is open, and its time is up."""
        return self.is_open and timing.is_over(self.due_at, at)

    @property
    def score_now(self) -> int | None:
        """Hundredths of a mark, as it stands. None while it is open."""
        return self.score if self.score_again is None else self.score_again

    @property
    def passed(self) -> bool:
        """Whether it passes as it stands. What passed when it was handed in always does."""
        if self.passes_again is not None:
            return self.passes_again
        return self.score is not None and scores.passes(self.score, self.out_of, self.pass_mark_pct)

    @property
    def is_marked(self) -> bool:
        """Whether any of its questions is."""
        return self.out_of > 0

    @property
    def score_words(self) -> str:
        """Marks had, such as 7 or 7.5."""
        return scores.in_words(self.score_now)

    @property
    def needed(self) -> str:
        """The marks that pass, in words."""
        return scores.in_words(scores.needed(self.out_of, self.pass_mark_pct, in_parts=self.gives_parts))

    @property
    def check_url(self) -> str:
        return reverse("check_answers", args=[self.public_id])

    @property
    def submit_url(self) -> str:
        return reverse("submit_attempt", args=[self.public_id])

    @property
    def result_url(self) -> str:
        return reverse("result", args=[self.public_id])

    def question_url(self, position: int) -> str:
        return reverse("question", args=[self.public_id, position])
