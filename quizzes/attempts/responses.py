"""What was answered to each question. attempts.py is the only module that writes these rows, and erasing.py blanks words."""

from django.db import models
from django.db.models import F, Q

from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.marking.scores import FULL

# What an answer that was written holds in place of keys.
TYPED = ["typed"]


class Response(models.Model):
    """One row for each question answered: what was chosen last, and how many times it has been saved.

    `earned` is written when the attempt is submitted, and never before. What was typed stands in TypedWords.
    """

    question = models.OneToOneField(AttemptQuestion, on_delete=models.PROTECT, related_name="response")
    chosen = models.JSONField(
        help_text="The keys chosen: a list, in order where order counts, or {line: option}. TYPED for words."
    )
    revision = models.PositiveIntegerField(
        default=1, help_text="Raised by each save, to tell an older window."
    )
    checked_revision = models.PositiveIntegerField(
        null=True, help_text="The revision that its learner was last told about before the end. Empty: none."
    )
    saved_at = models.DateTimeField()
    earned = models.PositiveSmallIntegerField(null=True, help_text="Hundredths of a mark, 0 to 100.")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="response_revision_starts_at_one", condition=Q(revision__gte=1)),
            models.CheckConstraint(
                name="a_response_is_checked_once_it_is_saved",
                condition=Q(checked_revision=None)
                | Q(checked_revision__gte=1, checked_revision__lte=F("revision")),
            ),
            models.CheckConstraint(name="a_response_is_never_blank", condition=~Q(chosen=[]) & ~Q(chosen={})),
            models.CheckConstraint(
                name="a_response_earns_a_mark_at_most", condition=Q(earned=None) | Q(earned__lte=FULL)
            ),
        ]

    def __str__(self) -> str:
        return f"Answer to {self.question}"

    @property
    def given(self):
        """As marking takes it; None when it was typed and has been erased."""
        if self.chosen != TYPED:
            return self.chosen
        typed = getattr(self, "typed", None)
        return typed.text or None if typed else None


class TypedWords(models.Model):
    """One row for each answer that was written: its words, which may be erased from beside the record.

    Once the attempt is submitted they can be blanked, and not changed.
    """

    response = models.OneToOneField(
        Response, on_delete=models.PROTECT, primary_key=True, related_name="typed"
    )
    text = models.TextField(blank=True)
    is_submitted = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "typed words"

    def __str__(self) -> str:
        return f"Words of {self.response}"
