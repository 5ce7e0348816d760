"""What a learner answered where a film stopped. answering.py is the only module that writes these rows."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import Page

from quizzes.marking.scores import FULL
from quizzes.questions import QuestionVersion


class PauseAnswerQuerySet(models.QuerySet):
    def of(self, person):
        """A person's own: what anyone else's are is nobody's business here."""
        return self.filter(learner=person)

    def on(self, page: Page):
        return self.filter(page=page.pk)


class PauseAnswer(models.Model):
    """One row for each learner's answer at a pause point: their last. It is no record, and is gone when they erase it.

    `given` is what marking takes: keys of the question version, or what was written. Without a version: own words.
    """

    MAX_LENGTH = 5000

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="pause_answers"
    )
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    pause = models.CharField(max_length=36, help_text="The name of the pause point.")
    question_version = models.ForeignKey(
        QuestionVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    given = models.JSONField()
    earned = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Hundredths of a mark.")
    answered_at = models.DateTimeField()

    objects = PauseAnswerQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "page", "pause"], name="one_answer_per_learner_and_pause_point"
            ),
            models.CheckConstraint(
                name="an_answer_at_a_pause_earns_a_mark_at_most",
                condition=Q(earned=None) | Q(earned__isnull=False, earned__lte=FULL),
            ),
            models.CheckConstraint(
                name="own_words_at_a_pause_earn_nothing",
                condition=Q(question_version__isnull=False) | Q(question_version=None, earned=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner} at a pause of {self.page}"
