"""A quiz, and what it has asked from one publishing to the next."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from quizzes.questions import Kind, QuestionVersion


class Mode(models.TextChoices):
    """When a learner is told whether an answer was right."""

    TEST = "test", "After all answers are sent"
    FORMATIVE = "formative", "At once, with another try"


class Quiz(models.Model):
    """One row for each quiz, whatever presents it: a page now; a film's pause point later."""

    title = models.CharField(
        max_length=255, help_text="For people who look after the site; as last published."
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "quizzes"

    def __str__(self) -> str:
        return self.title


class QuizVersionQuerySet(models.QuerySet):
    def latest_of(self, quiz_id: int | None) -> "QuizVersion | None":
        return self.filter(quiz=quiz_id).order_by("-number").first()

    def with_question_count(self):
        """Adds question_count, and marked_count of those that are marked."""
        marked = ~Q(quiz_questions__question_version__kind__in=Kind.unmarked())
        return self.annotate(
            question_count=models.Count("quiz_questions"),
            marked_count=models.Count("quiz_questions", filter=marked),
        )


class QuizVersion(models.Model):
    """One row for each time a quiz was published with a change: what it asks, how, and what passing takes."""

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    pass_mark_pct = models.PositiveSmallIntegerField(
        validators=[MaxValueValidator(100)], help_text="Per cent, 0 to 100."
    )
    draw = models.PositiveSmallIntegerField(
        null=True, help_text="How many of its questions an attempt asks. Empty: all of them."
    )
    attempts_allowed = models.PositiveSmallIntegerField(null=True, help_text="Empty: no limit.")
    time_limit_minutes = models.PositiveSmallIntegerField(null=True, help_text="Empty: no limit.")
    draws = models.JSONField(
        default=list, help_text="What an attempt draws from the bank: a list of topic, number, level."
    )
    shuffle_questions = models.BooleanField()
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.TEST)
    gives_parts = models.BooleanField(
        default=False, help_text="Whether parts of a mark can be had for any of its questions."
    )
    title = models.CharField(max_length=255)
    on_pass = models.CharField(max_length=300, blank=True)
    on_miss = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField()

    objects = QuizVersionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "number"], name="quiz_version_number_is_unique_in_its_quiz"
            ),
            models.CheckConstraint(name="quiz_version_number_starts_at_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="quiz_pass_mark_is_a_percentage", condition=Q(pass_mark_pct__range=(0, 100))
            ),
            models.CheckConstraint(name="a_quiz_has_a_known_mode", condition=Q(mode__in=Mode.values)),
            models.CheckConstraint(
                name="a_quiz_that_draws_asks_something", condition=Q(draw=None) | Q(draw__gte=1)
            ),
            models.CheckConstraint(
                name="a_quiz_allows_one_attempt_at_least",
                condition=Q(attempts_allowed=None) | Q(attempts_allowed__gte=1),
            ),
            models.CheckConstraint(
                name="a_time_limit_is_one_minute_at_least",
                condition=Q(time_limit_minutes=None) | Q(time_limit_minutes__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz}, version {self.number}"

    @property
    def is_formative(self) -> bool:
        """Whether it tells at once. The last answer counts then as it does in a test."""
        return self.mode == Mode.FORMATIVE

    def asks(self, bank: int) -> int:
        """How many questions an attempt asks, of a bank of so many."""
        return min(self.draw or bank, bank)


class QuizQuestionQuerySet(models.QuerySet):
    def asked_now(self, quiz_id: int | None):
        """What the latest version of a quiz asks, in its order, each with its question."""
        latest = QuizVersion.objects.filter(quiz=quiz_id).order_by("-number").values("pk")[:1]
        rows = self.filter(quiz_version__in=latest).select_related("question_version")
        return rows.order_by("position")


class QuizQuestion(models.Model):
    """One row for each question of a quiz version, in the author's order.

    `block` names the question from one version to the next, for statistics: what it asks may have changed.
    """

    quiz_version = models.ForeignKey(QuizVersion, on_delete=models.PROTECT, related_name="quiz_questions")
    position = models.PositiveSmallIntegerField()
    question_version = models.ForeignKey(
        QuestionVersion, on_delete=models.PROTECT, related_name="quiz_questions"
    )
    block = models.CharField(max_length=64, help_text="The id of the block that it was written in.")

    objects = QuizQuestionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quiz_version", "position"], name="one_question_at_a_place_in_a_quiz"
            ),
            models.UniqueConstraint(
                fields=["quiz_version", "question_version"], name="a_quiz_asks_a_question_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.question_version}"
