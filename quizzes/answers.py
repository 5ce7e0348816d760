"""What someone answered. attempts.py is the only module that writes these rows."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from wagtail.models import Page

from learning.records.models import Version
from quizzes import marking
from quizzes.questions import Kind, QuestionVersion
from quizzes.versions import Quiz, QuizVersion


class AttemptQuerySet(models.QuerySet):
    def of(self, person):
        """A person's own attempts: what anyone else's are is nobody's business here."""
        return self.filter(learner=person)

    def open(self):
        return self.filter(submitted_at=None)

    def submitted(self):
        return self.exclude(submitted_at=None)

    def passed(self):
        """The same comparison as marking.passes."""
        return self.alias(hundredfold=F("score") * 100).filter(
            hundredfold__gte=F("out_of") * F("pass_mark_pct")
        )

    def with_answered(self):
        """Adds answered: how many of the questions have an answer."""
        return self.annotate(answered=Count("questions__response"))

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
    out_of = models.PositiveSmallIntegerField(help_text="Marks to be had: one a question.")
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Marks had.")

    objects = AttemptQuerySet.as_manager()

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
            models.CheckConstraint(name="an_attempt_asks_something", condition=Q(out_of__gte=1)),
            models.CheckConstraint(
                name="attempt_pass_mark_is_a_percentage", condition=Q(pass_mark_pct__range=(0, 100))
            ),
            models.CheckConstraint(
                name="score_if_and_only_if_submitted",
                condition=Q(submitted_at=None, score=None)
                | Q(submitted_at__isnull=False, score__isnull=False, score__lte=F("out_of")),
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
    def passed(self) -> bool:
        return self.score is not None and marking.passes(self.score, self.out_of, self.pass_mark_pct)

    @property
    def needed(self) -> int:
        """The score that passes."""
        return marking.needed(self.out_of, self.pass_mark_pct)

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


class AttemptQuestionQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("position")

    def with_answer(self):
        """With what was asked, what was answered and what was begun, in the same query."""
        return self.select_related("question_version", "response", "draft")

    def unanswered(self):
        return self.filter(response=None)


class AttemptQuestion(models.Model):
    """One row for each question of an attempt: where it stands, and its options as they are shown.

    `options` is a list of [id, key]: an id drawn for this attempt, which is all that the browser sees, and
    the key of the option in the question version.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="asked")
    options = models.JSONField()

    objects = AttemptQuestionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "position"], name="one_question_at_a_place_in_an_attempt"
            ),
            models.UniqueConstraint(
                fields=["attempt", "question_version"], name="an_attempt_asks_a_question_once"
            ),
            models.CheckConstraint(name="attempt_positions_start_at_one", condition=Q(position__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.attempt}, question {self.position}"

    @property
    def is_multiple(self) -> bool:
        return self.question_version.kind == Kind.MULTIPLE

    @property
    def choices(self) -> list[tuple[str, str]]:
        """[id, words] of each option, as shown. Needs with_answer()."""
        words = {option["key"]: option["text"] for option in self.question_version.options}
        return [(option_id, words[key]) for option_id, key in self.options]

    @property
    def change_url(self) -> str:
        """Its page, from which one comes back to the list of answers. Needs the attempt."""
        return self.attempt.question_url(self.position) + "?change"

    @property
    def answer(self) -> "Response | None":
        """What stands, or None. Needs with_answer()."""
        return getattr(self, "response", None)

    @property
    def chosen_ids(self) -> list[str]:
        """The ids of the options chosen. Needs with_answer()."""
        chosen = self.answer.chosen if self.answer else []
        return [option_id for option_id, key in self.options if key in chosen]

    @property
    def right_ids(self) -> list[str]:
        """The ids of the right options, for demonstration data and tests. No page may hold them."""
        right = self.question_version.right_keys
        return [option_id for option_id, key in self.options if key in right]

    @property
    def chosen_words(self) -> list[str]:
        return self.words_of(self.chosen_ids)

    def words_of(self, option_ids) -> list[str]:
        """What some options say, in the order shown. Needs with_answer()."""
        return [words for option_id, words in self.choices if option_id in option_ids]


class Response(models.Model):
    """One row for each question answered: what was chosen last, and how many times it has been saved.

    `is_right` is written when the attempt is submitted, and never before.
    """

    question = models.OneToOneField(AttemptQuestion, on_delete=models.PROTECT, related_name="response")
    chosen = models.JSONField(help_text="The keys of the options chosen.")
    revision = models.PositiveIntegerField(
        default=1, help_text="Raised by each save, to tell an older window."
    )
    saved_at = models.DateTimeField()
    is_right = models.BooleanField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="response_revision_starts_at_one", condition=Q(revision__gte=1)),
            models.CheckConstraint(name="a_response_is_never_blank", condition=~Q(chosen=[])),
        ]

    def __str__(self) -> str:
        return f"Answer to {self.question}"
